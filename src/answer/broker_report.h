// BrokerList: third parties of a pair from statements and events together, told with the reason for each.
#pragma once

#include <array>
#include <span>

#include "answer/answerer.h"
#include "answer/list_report.h"
#include "answer/report_words.h"
#include "broker/merged_brokers.h"

namespace entente {

struct BrokerReportInput {
  const EventColumns& columns;
  const NameBook& names;
  const ReportWords& words;
  const AnswerInput* coded = nullptr;  // where statements were asked too
  std::array<std::string, 2> pair;     // keys
  DayWindow window;
  double likelihood = 0;  // that there is a broker at all, by the events
};

// The first `limit` of them. `data`: the array of docs/format/answers.md, best first, each with the value and the
// contribution of every feature, and with evidence: statements, and the events with either side (the latest first, no
// more than 20 a side) by file and row.
ListReport BrokerList(const BrokerReportInput& input, std::span<const MergedBroker> brokers, size_t limit);

}  // namespace entente
