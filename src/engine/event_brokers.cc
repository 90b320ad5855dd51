// EventBook::Brokers: third parties from events and from coded statements together.
#include <fmt/format.h>

#include <algorithm>

#include "answer/broker_report.h"
#include "base/date.h"
#include "engine/corpus_facts.h"
#include "engine/event_book.h"
#include "entente/engine.h"
#include "relation/fact_table.h"

namespace entente {

Result<std::string> EventBook::Brokers(std::string_view a, std::string_view b, const TimeWindow& window, size_t limit,
                                       ReportFormat format, const Corpus* coded) const {
  NameBook names = rooms_->names;
  FactTable facts = FactTable::Build({}, {}, rooms_->relation_weights.duplicate_rules());
  if (coded != nullptr) {
    names.Learn(coded->statements);
    facts = FactsOf(*coded, rooms_->relation_weights.duplicate_rules());
  }
  std::array<std::optional<StreamGroupId>, 2> groups;
  std::array<std::string, 2> keys;
  for (const size_t side : {0, 1}) {
    const std::string_view name = side == 0 ? a : b;
    const Result<StreamGroupId> group = rooms_->GroupOf(name);
    const Result<std::string> key = names.Resolve(name);
    if (!group.ok() && (coded == nullptr || !key.ok())) return group.status();
    if (group.ok()) groups[side] = *group;
    keys[side] = key.ok() ? *key : std::string(rooms_->columns.Group(*group).key);
  }
  if (keys[0] == keys[1]) {
    return Status(StatusCode::kInvalidInput, "actor.same", fmt::format("{} is both sides of the pair", a));
  }
  const DayRange days = rooms_->DaysOf(window);
  StreamBrokerRanking events;
  if (groups[0] && groups[1]) {
    events = RankStreamBrokers(rooms_->columns, rooms_->broker_model, *groups[0], *groups[1], {days.from, days.to});
  }
  const BrokerRanking said =
      RankBrokers(facts, rooms_->relation_weights, rooms_->broker_weights, keys[0], keys[1], window);
  const AnswerInput input{facts, names, coded != nullptr ? coded->where : ""};
  const ListReport report = BrokerList({.columns = rooms_->columns,
                                        .names = names,
                                        .words = rooms_->words,
                                        .coded = &input,
                                        .pair = keys,
                                        .window = {days.from, days.to},
                                        .likelihood = events.likelihood},
                                       MergeBrokers(said.brokers, events), limit);
  switch (format) {
    case ReportFormat::kJson:
      return report.data + "\n";
    case ReportFormat::kMarkdown:
      return ListMarkdown(report);
    case ReportFormat::kHtml:
      return Status(StatusCode::kUnsupported, "answer.no_page", "brokers have no page of their own; use relation");
    default:
      return ListText(report, format == ReportFormat::kAnsi);
  }
}

}  // namespace entente
