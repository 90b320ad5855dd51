// speech_content: where a subtree hangs, seen from the cue; speech_next: whether quotations run over into a sentence.
#include <algorithm>
#include <string>

#include "actor/attribution_features.h"
#include "actor/feature_words.h"

namespace entente {
namespace {

constexpr uint32_t kFarLevel = 3;

struct Seen {
  const SpeechView& view;
  const Tree& tree;
  uint32_t cue;
  int32_t source;
  const Piece& piece;
  std::string place;  // where the piece hangs: "*ccomp^conj|/prep"
  std::string_view up, label, side, lead, lemma;
};

void AddPlace(const Seen& seen, Features& out) {
  const auto& [view, tree, cue, source, piece, place, up, label, side, lead, lemma] = seen;
  const uint32_t t = piece.token;
  const std::string_view on_path = Flag(piece.on_path);
  out.Add({"P", place, label, side, lead});
  out.Add({"P2", place, label});
  out.Add({"LP", lemma, place, label});
  out.Add({"u", up, lead, on_path});
  out.Add({"d", label, side, on_path});
  out.Add({"l", tree.lemma(t), label});
  out.Add({"t", tree.tag(t), place});
  out.Add({"Lt", lemma, side, tree.tag(t).substr(0, 2)});
  out.Add({"cl", view.KindOf(static_cast<int32_t>(t)), label, place});
  out.Add({"L", lemma, side, on_path});
  const int32_t mark = tree.ChildOf(t, Dep::kMark);
  out.Add({"m", mark < 0 ? "-" : tree.lemma(static_cast<uint32_t>(mark)), label, up});
  out.Add({"qc", Flag(view.Quoted(cue)), Flag(view.Quoted(t)), side, label});
  out.Add({"q", Flag(view.Quoted(cue)), Flag(view.Quoted(t)), lead, up});
}

void AddShape(const Seen& seen, Features& out) {
  const auto& [view, tree, cue, source, piece, place, up, label, side, lead, lemma] = seen;
  const SpeechView::Below& below = view.below(piece.token);
  const bool holds = source >= 0 && tree.IsAncestor(piece.token, static_cast<uint32_t>(source));
  out.Add({"src", Flag(holds), label});
  if (source >= 0 && piece.token == static_cast<uint32_t>(source)) {
    out.Add("issrc");
    out.Add({"issrc", place});
  }
  const std::string_view length = below.tokens < 4 ? Digit(below.tokens) : (below.tokens < 10 ? "4" : "5");
  out.Add({"len", length, label, side});
  out.Add({"bq", below.begin > 0 ? Mark(tree.text(below.begin - 1)) : "-", side, label});
  out.Add({"aq", below.end < tree.size() ? Mark(tree.text(below.end)) : "-", side, label});
  out.Add({"hq", Digit(below.quoted * 2 / below.tokens), side, up});
  out.Add({"adj", Flag(below.begin == cue + 1 || below.end == cue), label, lead});
  out.Add({"verb", Flag(below.verb), place, label});
  if (source < 0) return;
  const uint32_t at = static_cast<uint32_t>(source);
  out.Add({"ss", Side(piece.token, at), side, label, Side(at, cue)});
}

void AddSiblings(const Seen& seen, Features& out) {
  const auto& [view, tree, cue, source, piece, place, up, label, side, lead, lemma] = seen;
  const std::string_view ccomp = Flag(tree.Has(cue, Dep::kCcomp));
  const std::string_view dobj = Flag(tree.Has(cue, Dep::kDobj));
  const std::string_view xcomp = Flag(tree.Has(cue, Dep::kXcomp));
  out.Add({"sib", ccomp, dobj, xcomp, place, label});
  out.Add({"Lsib", ccomp, dobj, xcomp, lemma, side, label, up.substr(0, 8)});
  const Dep dep = tree.dep(piece.token);
  if (dep == Dep::kPrep || dep == Dep::kPrt || dep == Dep::kAgent) {
    out.Add({"pl", lemma, tree.lemma(piece.token)});
    out.Add({"plc", lead, tree.lemma(piece.token)});
  }
  if (dep == Dep::kPobj) out.Add({"po", tree.lemma(tree.head(piece.token)), place});
}

// How a neighbouring sentence joins: whether a quotation runs over the border, how much of it is quoted, where what is
// said so far stands, whether a paragraph lies between, whether the rest of it has a verb.
std::string JoinOf(const SpeechView& view, uint32_t cue, const Tokens& content, const Neighbour& next) {
  const TokenRange sentence = view.tree().document().sentences[next.sentence];
  const uint32_t border = next.after ? sentence.begin : sentence.end;
  bool all = true, verb = false;
  for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
    if (view.Quoted(t) || !view.IsWord(t)) continue;
    all = false;
    verb |= next.quoted && view.tree().tag(t).starts_with('V');
  }
  uint32_t start = border;
  while (start + 1 < view.tree().size() && view.tree().tag(start) == "_SP") ++start;
  std::string out = next.after ? "+" : "-";
  out += Flag(view.QuoteCrosses(border));
  out += all ? "all" : (next.quoted ? "part" : "none");
  out += content.empty() ? "n" : (content.back() < cue ? "b" : (content.front() > cue ? "a" : "m"));
  out += Flag(view.StartsParagraph(border) || view.StartsParagraph(start));
  out += Flag(verb);
  return out;
}

void AddAfter(const SpeechView& view, uint32_t cue, const Tokens& content, const std::string& join, Features& out) {
  const Tree& tree = view.tree();
  uint32_t rest = 0;
  bool colon = false;
  for (uint32_t t = cue; t < view.Sentence(cue).end; ++t) {
    rest += t > cue && view.IsWord(t) ? 1 : 0;
    colon |= tree.text(t) == ":";
  }
  bool closed = false;
  for (uint32_t step = 1; step <= 3 && !content.empty(); ++step) closed |= view.QuoteCloses(content.back() + step);
  out.Add({"rest", Digit(rest, 3), join});
  out.Add({"col", Flag(colon), join});
  out.Add({"lastq", Flag(closed), join});
}

}  // namespace

void AddContentFeatures(const SpeechView& view, uint32_t cue, int32_t source, const Piece& piece, Features& out) {
  const Tree& tree = view.tree();
  const std::string_view up = piece.level > kFarLevel ? std::string_view("far") : std::string_view(piece.up);
  std::string place = piece.on_path ? "*" : "";
  place.append(up).append("|").append(piece.down);
  const Seen seen{view,
                  tree,
                  cue,
                  source,
                  piece,
                  std::move(place),
                  up,
                  tree.Label(piece.token),
                  Side(piece.token, cue),
                  view.Lead(cue),
                  tree.lemma(cue)};
  AddPlace(seen, out);
  if (piece.on_path) {
    out.Add({"par", seen.label});
  } else {
    AddShape(seen, out);
  }
  AddSiblings(seen, out);
}

void AddNextFeatures(const SpeechView& view, uint32_t cue, const Tokens& content, const Neighbour& next,
                     Features& out) {
  const Tree& tree = view.tree();
  const TokenRange sentence = tree.document().sentences[next.sentence];
  const std::string join = JoinOf(view, cue, content, next);
  const std::string_view steps = Digit(next.steps, 3);
  const bool said_quoted = std::any_of(content.begin(), content.end(), [&](uint32_t t) { return view.Quoted(t); });
  uint32_t first = sentence.begin;
  while (first + 1 < sentence.end && tree.tag(first) == "_SP") ++first;
  out.Add({"b", join});
  out.Add({"bk", join, steps});
  out.Add({"q", Flag(said_quoted), Flag(next.quoted), Flag(next.after)});
  out.Add({"qb", Flag(said_quoted), join, steps});
  out.Add({"L", tree.lemma(cue), Flag(next.after), Flag(next.quoted)});
  out.Add({"Lb", tree.lemma(cue), join});
  out.Add({"fq", IsQuoteMark(tree.text(first)) ? tree.text(first) : "w", join, steps});
  out.Add({"eos", Mark(tree.text(view.Sentence(cue).end - 1)), join});
  out.Add({"bef", sentence.begin > 0 ? Mark(tree.text(sentence.begin - 1)) : "-", join});
  out.Add({"dc", tree.Label(cue), Flag(next.after), Flag(next.quoted), steps});
  out.Add({"tg", tree.tag(cue), join});
  if (next.after) return AddAfter(view, cue, content, join, out);
  out.Add({"fcue", Digit(cue - view.Sentence(cue).begin, 4), join});
}

}  // namespace entente
