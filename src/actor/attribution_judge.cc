#include "actor/attribution_judge.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "actor/feature_words.h"

namespace entente {
namespace {

// Log odds in steps of a half, from -4 to 4, as one letter.
std::string_view Step(double probability) {
  const double safe = std::clamp(probability, 0.001, 0.999);
  const double odds = std::clamp(std::log(safe / (1 - safe)), -4.0, 4.0);
  return std::string_view("abcdefghijklmnopq").substr(static_cast<size_t>(std::lround(odds * 2) + 8), 1);
}

std::string_view Coarse(double probability) {
  return Digit(static_cast<uint64_t>(std::clamp(probability, 0.0, 0.99) * 5));
}

std::string_view MarginStep(double margin) {
  return std::string_view("abcdefghi")
      .substr(static_cast<size_t>(std::lround(std::clamp(margin, -2.0, 2.0) * 2) + 4), 1);
}

std::string_view SizeStep(size_t tokens) {
  if (tokens < 3) return Digit(tokens);
  if (tokens < 6) return "3";
  if (tokens < 12) return "4";
  return tokens < 25 ? "5" : "6";
}

bool Holds(const Tokens& tokens, uint32_t token) { return std::binary_search(tokens.begin(), tokens.end(), token); }

}  // namespace

CandidateView::CandidateView(const SpeechView& view, const std::vector<CueCandidate>& candidates)
    : view_(view), candidates_(candidates) {
  const Tree& tree = view_.tree();
  for (const CueCandidate& one : candidates_) {
    Tally& cue = by_cue_[tree.lemma(one.cue)];
    cue.sum += one.probability;
    ++cue.count;
    if (one.source < 0) continue;
    Tally& source = by_source_[tree.lemma(static_cast<uint32_t>(one.source))];
    source.sum += one.probability;
    ++source.count;
  }
}

void CandidateView::AddFeatures(size_t i, Features& out) const {
  out.Clear();
  const CueCandidate& own = candidates_[i];
  AddOwn(own, out);
  AddSource(own, out);
  AddContent(own, out);
  AddRivals(i, out);
  AddDocument(i, out);
}

void CandidateView::AddOwn(const CueCandidate& own, Features& out) const {
  const Tree& tree = view_.tree();
  const std::string_view step = Step(own.probability);
  out.Add({"p", step});
  out.Add({"pt", step, tree.tag(own.cue)});
  out.Add({"pd", step, tree.Label(own.cue)});
  out.Add({"l", tree.lemma(own.cue), view_.Lead(own.cue)});
  out.Add({"lp", tree.lemma(own.cue), Coarse(own.probability)});
}

void CandidateView::AddSource(const CueCandidate& own, Features& out) const {
  const Tree& tree = view_.tree();
  const std::string_view lead = view_.Lead(own.cue);
  const std::string_view margin = own.source < 0 ? "-" : MarginStep(own.source_score - own.none_score);
  out.Add({"sm", margin, lead});
  out.Add({"sk", view_.KindOf(own.source), lead});
  out.Add({"skm", view_.KindOf(own.source), margin, Coarse(own.probability)});
  if (own.source < 0) return;
  const auto at = static_cast<uint32_t>(own.source);
  out.Add({"sl", tree.lemma(at), Coarse(own.probability)});
  out.Add({"sd", tree.Label(at), Side(at, own.cue), lead});
  out.Add({"sq", Flag(view_.Quoted(at)), Flag(view_.Quoted(own.cue))});
}

void CandidateView::AddContent(const CueCandidate& own, Features& out) const {
  const Tree& tree = view_.tree();
  const std::string_view lead = view_.Lead(own.cue);
  bool verb = false, finite = false;
  size_t quoted = 0;
  for (const uint32_t t : own.content) {
    verb |= tree.IsVerb(t);
    finite |= tree.IsVerb(t) && tree.ChildOf(t, Dep::kNsubj) >= 0;
    quoted += view_.Quoted(t) ? 1 : 0;
  }
  const size_t share = own.content.empty() ? 0 : 4 * quoted / own.content.size();
  const std::string_view side = own.content.empty() ? "-" : Side(own.content.front(), own.cue);
  out.Add({"cs", SizeStep(own.content.size()), lead});
  out.Add({"cv", Flag(verb), Flag(finite), side, lead});
  out.Add({"cq", Digit(share), lead});
  out.Add({"cp", SizeStep(own.content.size()), Coarse(own.probability), Flag(finite)});
  out.Add({"cl", tree.lemma(own.cue), Flag(verb), Flag(finite)});
}

// The others of the sentence: the best of them, those that hang together with this one, those inside one another.
void CandidateView::AddRivals(size_t i, Features& out) const {
  const Tree& tree = view_.tree();
  const CueCandidate& own = candidates_[i];
  const CueCandidate* best = nullptr;
  uint32_t likely = 0;
  const auto look = [&](const CueCandidate& other) {
    if (other.probability > 0.5) ++likely;
    if (best == nullptr || other.probability > best->probability) best = &other;
    const bool inside = Holds(other.content, own.cue);
    const bool around = Holds(own.content, other.cue);
    const bool same = own.source >= 0 && own.source == other.source;
    const std::string_view step = Step(other.probability);
    if (inside) out.AddOnce({"in", step, Flag(same), tree.Label(own.cue)});
    if (around) out.AddOnce({"around", step, Flag(same)});
    if (tree.head(own.cue) == other.cue) out.AddOnce({"up", step, tree.Label(own.cue), Flag(inside)});
    if (tree.head(other.cue) == own.cue) out.AddOnce({"down", step, tree.Label(other.cue), Flag(around)});
    if (same && !inside && !around) out.AddOnce({"same", step, Flag(other.cue < own.cue)});
  };
  const uint32_t sentence = tree.sentence(own.cue);
  for (size_t k = i; k-- > 0 && tree.sentence(candidates_[k].cue) == sentence;) look(candidates_[k]);
  for (size_t k = i + 1; k < candidates_.size() && tree.sentence(candidates_[k].cue) == sentence; ++k) {
    look(candidates_[k]);
  }
  out.Add({"many", Digit(likely, 3), Coarse(own.probability)});
  if (best == nullptr) return out.Add({"alone", Coarse(own.probability)});
  out.Add({"best", Step(best->probability), Coarse(own.probability)});
}

// Words that are cues elsewhere in the document, sources that speak elsewhere; the sentence before.
void CandidateView::AddDocument(size_t i, Features& out) const {
  const Tree& tree = view_.tree();
  const CueCandidate& own = candidates_[i];
  const Tally& cue = by_cue_.at(tree.lemma(own.cue));
  const double others = cue.count > 1 ? (cue.sum - own.probability) / (cue.count - 1) : -1;
  out.Add({"dc", others < 0 ? "-" : Coarse(others), Coarse(own.probability)});
  if (own.source >= 0) {
    const Tally& source = by_source_.at(tree.lemma(static_cast<uint32_t>(own.source)));
    out.Add({"ds", Digit(static_cast<uint64_t>(source.sum - own.probability), 4), Coarse(own.probability)});
  }
  const uint32_t sentence = tree.sentence(own.cue);
  bool spoken = false, same = false;
  for (size_t k = i; k-- > 0 && tree.sentence(candidates_[k].cue) + 1 >= sentence;) {
    const CueCandidate& other = candidates_[k];
    if (tree.sentence(other.cue) == sentence || other.probability < 0.5) continue;
    spoken = true;
    same |= own.source >= 0 && other.source >= 0 &&
            tree.lemma(static_cast<uint32_t>(other.source)) == tree.lemma(static_cast<uint32_t>(own.source));
  }
  out.Add({"before", Flag(spoken), Flag(same), Coarse(own.probability)});
  out.Add({"quoted", Flag(view_.Quoted(own.cue)), Coarse(own.probability)});
}

}  // namespace entente
