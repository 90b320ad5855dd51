#include "event/third_party_judge.h"

#include <algorithm>
#include <array>

namespace entente {
namespace {

// Fewer false ones are worth more than a few missed: chosen on held-out texts (train/records/third_party.md).
constexpr double kHolds = 0.6;
// The heading and what stands directly under it.
constexpr uint32_t kHeadSentences = 2;

// One who betters or spoils may belong to a side; one who mediates, hosts or takes part stands between.
bool MayBeInside(const Intervention& reading) { return reading.strength == "change" && reading.form == "change"; }

std::string_view CountWord(size_t count) {
  return count == 0 ? "0" : count == 1 ? "1" : count == 2 ? "2" : count <= 4 ? "3-4" : count <= 9 ? "5-9" : "10+";
}

std::string_view GapWord(uint32_t sentences) {
  return sentences == 0 ? "0" : sentences == 1 ? "1" : sentences <= 3 ? "2-3" : sentences <= 6 ? "4-6" : "7+";
}

std::string_view SourceWord(PairSource source) {
  switch (source) {
    case PairSource::kSentence:
      return "sentence";
    case PairSource::kCoordination:
      return "coordination";
    case PairSource::kEvent:
      return "event";
    case PairSource::kRelation:
      break;
  }
  return "relation";
}

std::string_view MentionWord(MentionKind kind) {
  switch (kind) {
    case MentionKind::kName:
      return "name";
    case MentionKind::kAdjective:
      return "adjective";
    case MentionKind::kNominal:
      return "nominal";
    case MentionKind::kPronoun:
      break;
  }
  return "pronoun";
}

}  // namespace

ThirdPartyJudge::ThirdPartyJudge(const RoleFinder& roles, const PairBook& book, const std::vector<Draft>& events,
                                 const LinearModel& model)
    : roles_(roles), tree_(roles.tree()), book_(book), model_(model), yes_(model.ClassIndex("yes")) {
  mentions_of_sentence_.resize(tree_.document().sentences.size());
  const std::vector<Mention>& mentions = roles_.annotation().mentions;
  for (uint32_t m = 0; m < mentions.size(); ++m) {
    for (uint32_t actor : mentions[m].actors) ++named_[roles_.KeyOf({actor, -1, false})];
    if (mentions[m].head < tree_.size()) mentions_of_sentence_[tree_.sentence(mentions[m].head)].push_back(m);
  }
  for (const Draft& event : events) {
    const std::string source = roles_.KeyOf(event.first);
    const std::string target = roles_.KeyOf(event.second);
    const bool hostile = event.statement.quad >= 3;
    Dealings& dealings = dealings_[std::minmax(source, target)];
    (hostile ? dealings.bad : dealings.good) += 1;
    if (!hostile) continue;
    ++fights_[source];
    ++fights_[target];
  }
}

ThirdPartyJudge::Dealings ThirdPartyJudge::Between(const Filler& a, const Filler& b) const {
  const std::string first = roles_.KeyOf(a);
  const std::string second = roles_.KeyOf(b);
  const auto at = dealings_.find(std::minmax(first, second));
  return at == dealings_.end() ? Dealings{} : at->second;
}

Pairs ThirdPartyJudge::Candidates(const Intervention& reading, const Filler& agent) const {
  Pairs out;
  for (const Pair& pair : reading.pairs) {
    if (pair.by_subject || roles_.Same(pair.first, pair.second)) continue;
    const bool inside = IsInside(roles_, agent, pair);
    // A person of one side may work on the relation of both, but not mediate in it; the state itself, no.
    if (inside && (roles_.actor(agent).kind != ActorKind::kPerson || !MayBeInside(reading))) continue;
    // "Kuwait's minister and the American envoy signed": the two sides themselves.
    const bool both = inside && std::any_of(reading.agents.begin(), reading.agents.end(), [&](const Filler& other) {
                        return !roles_.Same(other, agent) && IsInside(roles_, other, pair);
                      });
    if (both) continue;
    // "Both kept their ties with Ankara": one of those who act is a side, so none is a third party.
    if (!inside && AnyInside(roles_, reading.agents, pair)) continue;
    out.push_back(pair);
  }
  if (!reading.pairs.empty() || !reading.open) return out;
  for (const KnownPair& known : book_.all()) {
    if (AnyInside(roles_, reading.agents, known.pair)) continue;
    // Two world bodies are hosts together, hardly ever a pair that needs one.
    const bool bodies = roles_.actor(known.pair.first).kind == ActorKind::kOrganisation &&
                        roles_.actor(known.pair.second).kind == ActorKind::kOrganisation;
    if (bodies) continue;
    out.push_back(known.pair);
    out.back().remembered = true;
    out.back().by_subject = false;
  }
  return out;
}

double ThirdPartyJudge::Yes(const Features& features) const {
  return yes_ < 0 ? 0 : model_.Probabilities(features)[static_cast<size_t>(yes_)];
}

std::vector<Verdict> ThirdPartyJudge::Judge(const Intervention& reading, const Filler& agent,
                                            StatementStatus status) const {
  std::vector<Verdict> out;
  Verdict best;
  Features features;
  for (const Pair& pair : Candidates(reading, agent)) {
    features.Clear();
    Describe(reading, agent, status, pair, features);
    const double probability = Yes(features);
    if (probability < kHolds) continue;
    if (!pair.remembered) {
      out.push_back({pair, probability});
    } else if (probability > best.probability) {
      best = {pair, probability};
    }
  }
  if (best.probability > 0) out.push_back(best);
  return out;
}

// Two sets of weights: where the pair is named beside the act, only the clause is asked; where it is not, the document.
void ThirdPartyJudge::Describe(const Intervention& reading, const Filler& agent, StatementStatus status,
                               const Pair& pair, Features& features) const {
  const std::string_view scope = pair.remembered ? "open" : "named";
  DescribeAct(scope, reading, status, features);
  DescribeAgent(scope, reading, agent, features);
  std::string_view first = KindName(roles_.actor(pair.first).kind);
  std::string_view second = KindName(roles_.actor(pair.second).kind);
  if (second < first) std::swap(first, second);
  features.Add({scope, "pair.kinds", first, second});
  if (!pair.remembered) {
    if (IsInside(roles_, agent, pair)) features.Add({scope, "pair.inside"});
    return;
  }
  DescribeStanding(agent, features);
  DescribeSides(reading, agent, pair, features);
  if (const KnownPair* known = book_.Find(pair); known != nullptr) DescribePlaces(reading, agent, *known, features);
}

void ThirdPartyJudge::DescribeAct(std::string_view scope, const Intervention& reading, StatementStatus status,
                                  Features& features) const {
  features.Add({scope, "act", reading.id});
  features.Add({scope, "form", reading.form});
  features.Add({scope, "strength", reading.strength});
  features.Add({scope, "strength+form", reading.strength, reading.form});
  features.Add({scope, "means", reading.means});
  features.Add({scope, "status", ToString(status)});
  features.Add({scope, "sign", reading.sign < 0 ? "-" : "+"});
  features.Add({scope, "agents", CountWord(reading.agents.size())});
  if (reading.by_mediator) features.Add({scope, "by_mediator"});
  if (reading.definite) features.Add({scope, "definite"});
  features.Add({scope, "definite+form", reading.definite ? "yes" : "no", reading.form});
  if (reading.relation < 0) return;
  const RelationNoun* noun = roles_.lexicon().Relation(tree_.lemma(static_cast<uint32_t>(reading.relation)));
  if (noun == nullptr) return;
  features.Add({scope, "polarity", noun->polarity < 0 ? "-" : noun->polarity > 0 ? "+" : "0"});
}

void ThirdPartyJudge::DescribeAgent(std::string_view scope, const Intervention& reading, const Filler& agent,
                                    Features& features) const {
  const Actor& actor = roles_.actor(agent);
  const std::string_view kind = KindName(actor.kind);
  const std::string_view coded = actor.code.empty() ? "no" : "yes";
  features.Add({scope, "agent.kind", kind});
  features.Add({scope, "agent.kind+form", kind, reading.form});
  features.Add({scope, "agent.kind+strength", kind, reading.strength});
  features.Add({scope, "agent.code", coded});
  if (agent.indirect) features.Add({scope, "agent.indirect"});
  if (agent.mention >= 0) {
    const std::string_view how = MentionWord(roles_.annotation().mentions[agent.mention].kind);
    features.Add({scope, "agent.how", how});
    features.Add({scope, "agent.how+code", how, coded});
    features.Add({scope, "agent.how+kind", how, kind});
  }
  const auto fights = fights_.find(roles_.KeyOf(agent));
  features.Add({scope, "agent.fights", CountWord(fights == fights_.end() ? 0 : fights->second)});
}

size_t ThirdPartyJudge::TimesNamed(const Filler& actor) const {
  const auto at = named_.find(roles_.KeyOf(actor));
  return at == named_.end() ? 0 : at->second;
}

// How much the document is about the agent itself.
void ThirdPartyJudge::DescribeStanding(const Filler& agent, Features& features) const {
  features.Add({"agent.named", CountWord(TimesNamed(agent))});
  if (!book_.all().empty() && IsInside(roles_, agent, book_.all().front().pair)) features.Add("agent.is_topic");
}

size_t ThirdPartyJudge::RankOf(const Filler& agent, const KnownPair& known) const {
  size_t rank = 0;
  for (const KnownPair& other : book_.all()) {
    if (&other == &known) break;
    if (!IsInside(roles_, agent, other.pair)) ++rank;
  }
  return rank;
}

// How the document speaks of the pair: how often, as what, how near, how early.
void ThirdPartyJudge::DescribePlaces(const Intervention& reading, const Filler& agent, const KnownPair& known,
                                     Features& features) const {
  features.Add({"pair.how", known.told > 0 ? "told" : "beside"});
  features.Add({"pair.told", CountWord(known.told)});
  features.Add({"pair.conflicts", CountWord(known.conflicts)});
  const size_t rank = RankOf(agent, known);
  features.Add({"pair.rank", CountWord(rank)});
  features.Add({"pair.rank+definite", rank < 3 ? CountWord(rank) : "3+", reading.definite ? "yes" : "no"});
  features.Add({"pair.rank+strength", rank < 3 ? CountWord(rank) : "3+", reading.strength});
  const uint32_t sentence = tree_.sentence(reading.predicate);
  int32_t gap = -1;
  const PairPlace* here = nullptr;
  bool early = false;
  for (const PairPlace& place : known.places) {
    const uint32_t at = tree_.sentence(place.token);
    if (at <= sentence) gap = static_cast<int32_t>(sentence - at);
    if (at == sentence && (here == nullptr || here->source < place.source)) here = &place;
    early |= at < kHeadSentences;
  }
  features.Add({"pair.gap", gap < 0 ? "after" : GapWord(static_cast<uint32_t>(gap))});
  features.Add({"pair.here", here == nullptr ? "no" : SourceWord(here->source)});
  if (early) features.Add("pair.early");
  features.Add({"pair.lesser_named", CountWord(std::min(TimesNamed(known.pair.first), TimesNamed(known.pair.second)))});
}

// What the sentence and the agent have to do with either side.
void ThirdPartyJudge::DescribeSides(const Intervention& reading, const Filler& agent, const Pair& pair,
                                    Features& features) const {
  std::array<bool, 2> here = {false, false};
  bool meant = false;  // "both sides"
  for (uint32_t m : mentions_of_sentence_[tree_.sentence(reading.predicate)]) {
    const Mention& mention = roles_.annotation().mentions[m];
    std::array<bool, 2> in = {false, false};
    for (uint32_t actor : mention.actors) {
      const Filler filler{actor, static_cast<int32_t>(m), false};
      in[0] |= roles_.Same(filler, pair.first);
      in[1] |= roles_.Same(filler, pair.second);
    }
    here = {here[0] || in[0], here[1] || in[1]};
    meant |= in[0] && in[1] && mention.actors.size() == 2;
  }
  const std::string_view count = CountWord(static_cast<size_t>(here[0]) + static_cast<size_t>(here[1]));
  features.Add({"sides.here", count});
  features.Add({"sides.here+strength", count, reading.strength});
  if (meant) features.Add("sides.meant");
  const Dealings a = Between(agent, pair.first);
  const Dealings b = Between(agent, pair.second);
  features.Add({"sides.deal", CountWord(static_cast<size_t>(a.good > 0) + static_cast<size_t>(b.good > 0))});
  features.Add({"sides.fight", CountWord(static_cast<size_t>(a.bad > 0) + static_cast<size_t>(b.bad > 0))});
}

}  // namespace entente
