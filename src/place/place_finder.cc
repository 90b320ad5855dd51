#include "place/place_finder.h"

#include <algorithm>
#include <array>

namespace entente {
namespace {

// How sure a name is to mean the place: told by the words after it, by the rest of the document, by being the only one.
constexpr double kTold = 0.95;
constexpr double kOnly = 0.9;
constexpr double kByDocument = 0.8;
constexpr double kPrepositionOnly = 0.85;  // factor: the parser did not take it for a place
constexpr double kSmallTown = 0.9;         // factor: a town nobody has heard of may be something else of that name
constexpr double kSmallThousands = 50;
constexpr double kStateVote = 3;
constexpr size_t kMaxTokens = 8;

bool IsLocative(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords = {"in",   "at",   "near",    "around", "outside",
                                                              "from", "into", "through", "toward", "towards"};
  return std::ranges::find(kWords, word) != kWords.end();
}

// Size where nothing else decides; a region or a town by hand is as well known as a large city.
double SizeOf(const Place& place) { return place.population > 0 ? place.population : 400; }

}  // namespace

// Whether these words of this name may be meant as a place here; tells how the candidate came to be.
bool PlaceFinder::IsPlace(const Tree& tree, Candidate& candidate) const {
  const TokenRange range = candidate.tokens;
  const std::vector<Token>& tokens = tree.document().tokens;
  bool entity = false;
  bool person = false;
  bool people = false;
  for (uint32_t t = range.begin; t < range.end; ++t) {
    const std::string_view type = tokens[t].entity_type;
    if (type == "WORK_OF_ART") return false;
    person |= type == "PERSON";
    people |= type == "NORP";
    entity |= type == "GPE" || type == "LOC" || type == "FAC" || type == "ORG";
  }
  const bool before_it = range.begin > 0 && tokens[range.begin].entity_iob == 'I';
  const bool after_it = range.end < tokens.size() && tokens[range.end].entity_iob == 'I';
  if ((person || people) && (before_it || after_it)) return false;
  // "Santa Cruz" of "Santa Cruz Barillas" is another place; "Wyoming" of "University of Wyoming" is Wyoming.
  const bool longer = after_it && tree.tag(range.end).starts_with("NNP") && tokens[range.end].entity_type != "ORG";
  if (longer) return false;
  candidate.by_parser = entity && !person && !people;
  if (!tree.tag(range.begin).starts_with("NNP")) return candidate.by_parser && range.end - range.begin > 1;
  uint32_t before = range.begin;
  while (before > 0 && tree.sentence(before - 1) == tree.sentence(range.begin) && tree.head(before - 1) != before - 1 &&
         (tree.dep(before - 1) == Dep::kDet || tree.dep(before - 1) == Dep::kAmod ||
          tree.dep(before - 1) == Dep::kCompound)) {
    --before;
  }
  if (candidate.by_parser || (before > 0 && IsLocative(tree.lemma(before - 1)))) return true;
  // "shelled Ghouta", which the parser takes for a people or a person: a place where the document is about its state.
  // Cities share their names with too many persons.
  const PlaceKind kind = gazetteer_.place(candidate.places.front()).kind;
  candidate.doubtful = people || (person && (kind == PlaceKind::kTown || kind == PlaceKind::kRegion));
  return candidate.doubtful && kind != PlaceKind::kState;
}

std::vector<PlaceFinder::Candidate> PlaceFinder::Candidates(const Tree& tree) const {
  std::vector<Candidate> out;
  const ParsedDocument& document = tree.document();
  for (uint32_t t = 0; t < tree.size();) {
    const std::string_view word = tree.text(t);
    const size_t longest = word.empty() || (word[0] >= 'a' && word[0] <= 'z' && word != "northern" && word != "eastern")
                               ? 0
                               : gazetteer_.LongestFrom(FirstWordOf(word));
    Candidate found;
    const Span first = document.tokens[t].span;
    for (uint32_t end = t + 1; longest > 0 && end <= tree.size() && end - t <= kMaxTokens; ++end) {
      const uint32_t last = document.tokens[end - 1].span.end;
      if (last - first.begin > longest || tree.sentence(end - 1) != tree.sentence(t)) break;
      Candidate candidate{{t, end}, gazetteer_.Named(Slice(document.text, {first.begin, last}))};
      if (!candidate.places.empty() && IsPlace(tree, candidate)) found = std::move(candidate);
    }
    t = found.places.empty() ? t + 1 : found.tokens.end;
    if (!found.places.empty()) out.push_back(std::move(found));
  }
  return out;
}

// What the document is about: states by name or adjective, and places of one state only.
PlaceFinder::Votes PlaceFinder::VotesOf(const Tree& tree, const std::vector<Candidate>& candidates) const {
  Votes votes;
  for (uint32_t t = 0; t < tree.size(); ++t) {
    if (!tree.tag(t).starts_with("NNP") && !tree.tag(t).starts_with("JJ")) continue;
    const std::string_view code = gazetteer_.StateOf(tree.text(t));
    if (!code.empty()) votes[code] += kStateVote;
  }
  for (const Candidate& candidate : candidates) {
    const bool only = candidate.places.size() == 1 && !candidate.doubtful;
    if (only) votes[gazetteer_.place(candidate.places.front()).code] += 1;
  }
  return votes;
}

PlaceName PlaceFinder::Decide(const Tree& tree, const Candidate& candidate, const Votes& votes) const {
  PlaceName out{candidate.tokens, nullptr, kOnly};
  // "Tripoli, Lebanon".
  std::string_view told;
  if (candidate.tokens.end + 1 < tree.size() && tree.text(candidate.tokens.end) == ",") {
    told = gazetteer_.StateOf(tree.text(candidate.tokens.end + 1));
  }
  double best = -1;
  double all = 0;
  double voted = 0;
  for (uint32_t index : candidate.places) {
    const Place& place = gazetteer_.place(index);
    const auto at = votes.find(place.code);
    const double vote = at == votes.end() ? 0 : at->second;
    const double weight = SizeOf(place) * (1 + 20 * vote) * (place.code == told ? 1e6 : 1);
    all += weight;
    voted += vote;
    if (weight <= best) continue;
    best = weight;
    out.place = &place;
  }
  if (candidate.places.size() > 1) out.confidence = (voted > 0 ? kByDocument : 1) * best / all;
  if (out.place->code == told) out.confidence = kTold;
  const bool small = out.place->population > 0 && out.place->population < kSmallThousands;
  if (small && votes.find(out.place->code) == votes.end()) out.confidence *= kSmallTown;
  if (!candidate.by_parser) out.confidence *= kPrepositionOnly;
  return out;
}

std::vector<PlaceName> PlaceFinder::Find(const Tree& tree) const {
  const std::vector<Candidate> candidates = Candidates(tree);
  const Votes votes = VotesOf(tree, candidates);
  std::vector<PlaceName> out;
  out.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    const PlaceName found = Decide(tree, candidate, votes);
    const auto vote = votes.find(found.place->code);
    if (!candidate.doubtful || (vote != votes.end() && vote->second >= kStateVote)) out.push_back(found);
  }
  return out;
}

}  // namespace entente
