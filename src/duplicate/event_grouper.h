// EventGrouper: reports to events. Which reports of several documents, or of one, tell the same event?
//
// Candidates share a rare word of their sentences; a linear model (data/learned/same_event.linear, trained by
// train/duplicates.py) scores each pair of them; average link makes the groups. Immutable after Load; any thread may
// use it.
#pragma once

#include <functional>

#include "duplicate/average_link.h"
#include "duplicate/event_pair.h"
#include "duplicate/event_report.h"

namespace entente {

using Pair = std::pair<uint32_t, uint32_t>;

// Pairs (lower index first, ascending) of one block that share one of their rarest words and MayBeSame. A word that
// many reports have leads to the latest of them only, so the cost is near-linear.
std::vector<Pair> CandidatePairs(const ReportBook& book);

class EventGrouper {
 public:
  // False for two reports that cannot be one event, whatever their words: dates that contradict, say.
  using Compatible = std::function<bool(uint32_t, uint32_t)>;

  // Errors: data.missing, data.bad_table, data.bad_model.
  static Result<EventGrouper> Load(const DataFiles& files);

  // For each report the lowest index of its event, its own where it is kContextOnly. The order of reports matters only
  // where a word is so common that candidates are cut. Cost: near-linear in the reports; see CandidatePairs.
  std::vector<uint32_t> Group(std::span<const EventReport> reports, const Compatible& compatible) const;
  // Above 0: rather one event than two.
  float Score(const ReportBook& book, const Pair& pair) const;

  const ContentWords& words() const { return words_; }

 private:
  ContentWords words_;
  LinearModel model_;
  int same_ = 0;
  int other_ = 0;
};

}  // namespace entente
