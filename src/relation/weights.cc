#include "relation/weights.h"

#include "relation/number_table.h"

namespace entente {
namespace {

constexpr std::array<std::string_view, 6> kSettings = {"half_life_event_days", "half_life_tie_days", "trend_days",
                                                       "duplicate_similarity", "duplicate_days",     "retelling_days"};
constexpr std::array<std::string_view, 2> kTies = {"general", "other"};

double Find(const NumberTable& table, std::string_view name) {
  const auto found = table.find(name);
  return found == table.end() ? 0 : found->second;
}

// One column of status_weights.tsv, which must have a row for every status.
Result<std::array<double, kStatusCount>> ReadStatusColumn(const DataFiles& data, std::string_view column) {
  std::array<std::string_view, kStatusCount> names;
  for (size_t i = 0; i < kStatusCount; ++i) names[i] = ToString(static_cast<StatementStatus>(i));
  const Result<NumberTable> table = ReadNumberTable(data, "relation/status_weights.tsv", "status", column, names);
  if (!table.ok()) return table.status();
  std::array<double, kStatusCount> weights{};
  for (size_t i = 0; i < kStatusCount; ++i) weights[i] = Find(*table, names[i]);
  return weights;
}

}  // namespace

Result<RelationWeights> RelationWeights::Load(const DataFiles& data) {
  RelationWeights weights;
  Result<NumberTable> event = ReadNumberTable(data, "relation/event_weights.tsv", "type", "weight", {});
  if (!event.ok()) return event.status();
  Result<NumberTable> tie = ReadNumberTable(data, "relation/tie_weights.tsv", "tie", "weight", kTies);
  if (!tie.ok()) return tie.status();
  Result<NumberTable> settings = ReadNumberTable(data, "relation/settings.tsv", "name", "value", kSettings);
  if (!settings.ok()) return settings.status();
  const auto relation = ReadStatusColumn(data, "relation");
  if (!relation.ok()) return relation.status();
  const auto influence = ReadStatusColumn(data, "influence");
  if (!influence.ok()) return influence.status();
  Result<EventGrouper> grouper = EventGrouper::Load(data);
  if (!grouper.ok()) return grouper.status();
  Result<OutletBook> outlets = OutletBook::Load(data);
  if (!outlets.ok()) return outlets.status();
  weights.outlets_ = std::make_shared<const OutletBook>(std::move(*outlets));
  weights.grouper_ = std::make_shared<const EventGrouper>(std::move(*grouper));
  weights.event_ = std::move(event).value();
  weights.tie_ = std::move(tie).value();
  weights.settings_ = std::move(settings).value();
  weights.status_ = *relation;
  weights.influence_ = *influence;
  return weights;
}

double RelationWeights::EventWeight(std::string_view type) const { return Find(event_, type); }

double RelationWeights::TieWeight(std::string_view tie) const {
  if (tie.empty()) return Find(tie_, "general");
  const auto found = tie_.find(tie);
  return found == tie_.end() ? Find(tie_, "other") : found->second;
}

double RelationWeights::Setting(std::string_view name) const { return Find(settings_, name); }

DuplicateRules RelationWeights::duplicate_rules() const {
  return {.similarity = Setting("duplicate_similarity"),
          .days = static_cast<int>(Setting("duplicate_days")),
          .retelling_days = static_cast<int>(Setting("retelling_days")),
          .grouper = grouper_,
          .outlets = outlets_};
}

}  // namespace entente
