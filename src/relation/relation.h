// Relation: how a pair stands as of a day, and the facts that say so.
//
// Every number is a sum over `contributions`, and each contribution is the product of four numbers a reader can look
// up: type (data/relation/event_weights.tsv or tie_weights.tsv with the tie's sign), status (status_weights.tsv),
// confidence (of the statement) and decay (0.5 ^ (age in days / half-life in settings.tsv)). Nothing else enters.
// Pure functions of their input.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "relation/fact_table.h"

namespace entente {

struct Contribution {
  FactId fact = 0;
  double type_weight = 0;  // signed
  double status_weight = 0;
  double confidence = 0;
  double decay = 1;    // 1 where the fact has no day
  double value = 0;    // type_weight * status_weight * confidence * decay
  double earlier = 0;  // the same as of trend_days before; 0 where the fact is younger or has no day
};

// The facts of one kind: "trade" among ties, "ASSAULT" among events; the word is empty where the text gives none.
struct KindSummary {
  StatementKind kind = StatementKind::kEvent;
  std::string word;
  double value = 0;
  std::vector<FactId> facts;  // ascending
};

struct Relation {
  std::string first;  // keys, in alphabetical order
  std::string second;
  std::optional<Date> as_of;                // nothing where no fact is dated and none was asked for
  double level = 0;                         // sum of values
  double balance = 0;                       // level / sum of |values|, in [-1, 1]; 0 where there is none
  double earlier_level = 0;                 // sum of earlier
  double trend = 0;                         // level - earlier_level, over dated facts only
  std::vector<KindSummary> kinds;           // ties, then events, by word
  std::vector<Contribution> contributions;  // by fact; those of weight 0 included
};

// Events and ties between the two inside the window. Influences say who works on a relation, not how it is, and do not
// enter. Unknown keys give an empty relation. Cost: the facts of the rarer actor.
Relation ComputeRelation(const FactTable& facts, const RelationWeights& weights, std::string_view a, std::string_view b,
                         const TimeWindow& window);

// One fact's share, as it would enter a relation or a broker's behavioural part. `as_of_day` may be kNoDay: no decay.
Contribution ContributionOf(const FactTable& facts, const RelationWeights& weights, FactId fact, int32_t as_of_day);

}  // namespace entente
