#include "relation/relation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/date.h"

namespace entente {
namespace {

double SignOf(char effect) { return effect == '+' ? 1 : effect == '-' ? -1 : 0; }

double TypeWeight(const RelationWeights& weights, const Statement& s) {
  switch (s.kind) {
    case StatementKind::kEvent:
      return weights.EventWeight(s.type);
    case StatementKind::kTie:
      return SignOf(s.effect) * weights.TieWeight(s.tie);
    case StatementKind::kInfluence:
      return 0;
  }
  return 0;
}

// What has not ended by then has not aged; what begins later does not exist yet (0).
double DecayAt(const FactTable& facts, FactId fact, int32_t day, double half_life_days) {
  if (day == kNoDay || facts.EndDay(fact) == kNoDay) return 1;
  if (facts.BeginDay(fact) > day) return 0;
  const double age_days = std::max(0, day - facts.EndDay(fact));
  return std::exp2(-age_days / half_life_days);
}

void AddKind(std::map<std::tuple<int, std::string>, KindSummary>& kinds, const Statement& s, const Contribution& c) {
  const bool tie = s.kind == StatementKind::kTie;
  const std::string& word = tie ? s.tie : s.type;
  KindSummary& kind = kinds[{tie ? 0 : 1, word}];
  kind.kind = s.kind;
  kind.word = word;
  kind.value += c.value;
  kind.facts.push_back(c.fact);
}

}  // namespace

Contribution ContributionOf(const FactTable& facts, const RelationWeights& weights, FactId fact, int32_t as_of_day) {
  const Statement& s = facts.Representative(fact);
  const bool tie = s.kind == StatementKind::kTie;
  const double half_life = weights.Setting(tie ? "half_life_tie_days" : "half_life_event_days");
  Contribution c{.fact = fact,
                 .type_weight = TypeWeight(weights, s),
                 .status_weight = weights.StatusWeight(s.status),
                 .confidence = facts.Confidence(fact),
                 .decay = DecayAt(facts, fact, as_of_day, half_life)};
  const double undecayed = c.type_weight * c.status_weight * c.confidence;
  c.value = undecayed * c.decay;
  if (as_of_day != kNoDay && facts.EndDay(fact) != kNoDay) {
    const int32_t earlier_day = as_of_day - static_cast<int32_t>(weights.Setting("trend_days"));
    c.earlier = undecayed * DecayAt(facts, fact, earlier_day, half_life);
  }
  return c;
}

Relation ComputeRelation(const FactTable& facts, const RelationWeights& weights, std::string_view a, std::string_view b,
                         const TimeWindow& window) {
  Relation relation;
  relation.first = std::min(a, b);
  relation.second = std::max(a, b);
  const int32_t as_of_day = facts.AsOfDay(window);
  if (as_of_day != kNoDay) relation.as_of = DateOfDayNumber(as_of_day);
  const auto first = facts.Find(a), second = facts.Find(b);
  if (!first || !second || a == b) return relation;

  std::map<std::tuple<int, std::string>, KindSummary> kinds;
  double size = 0, dated = 0;
  for (const FactId fact : facts.FactsBetween(*first, *second)) {
    if (facts.Kind(fact) == StatementKind::kInfluence || !facts.InWindow(fact, window)) continue;
    const Contribution c = ContributionOf(facts, weights, fact, as_of_day);
    relation.level += c.value;
    relation.earlier_level += c.earlier;
    if (facts.EndDay(fact) != kNoDay) dated += c.value;
    size += std::abs(c.value);
    AddKind(kinds, facts.Representative(fact), c);
    relation.contributions.push_back(c);
  }
  relation.balance = size > 0 ? relation.level / size : 0;
  relation.trend = dated - relation.earlier_level;
  for (auto& [key, kind] : kinds) relation.kinds.push_back(std::move(kind));
  return relation;
}

}  // namespace entente
