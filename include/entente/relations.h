// Relations over years of events: how two stand, since when, what turned it; who stands close to whom; camps; waves.
//
// EventBook holds the events of streams in columns, with names and weights, ready to be asked. Every answer is text in
// the form asked for, ending in a newline; the same events and question give the same bytes, whatever order the events
// came in. What is inferred is marked so and never mixed with what is reported (docs/relations.md).
// Immutable after Open; any number of threads may ask.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "entente/input.h"
#include "entente/status.h"

namespace entente {

enum class ReportFormat { kText, kAnsi, kMarkdown, kJson, kHtml };
// "text", "ansi", "markdown", "json", "html"; nothing for other words.
std::optional<ReportFormat> ReportFormatOf(std::string_view word);

struct EventBookOptions {
  std::string data_dir;    // empty: the tables in the binary
  bool goldstein = false;  // weigh acts by Goldstein's scale instead of data/relation/event_weights.tsv
};

struct Corpus;

class EventBook {
 public:
  // Reads stream files of any known form (docs/format/streams.md), plain or gzip. Rows that cannot be read go to
  // `problem` and are left out. Errors: io.*, stream.*, data.*. Cost: over 1 million rows a second.
  static Result<std::unique_ptr<EventBook>> Open(const std::vector<std::string>& files, const EventBookOptions& options,
                                                 const std::function<void(const InputProblem&)>& problem);
  // Imported events and the facts of coded documents of a ledger, counted together; from the snapshot beside the ledger
  // where that is of its state. Evidence of coded events names their document and has their sentence.
  // Errors: ledger.*, data.*. Cost: mapping the snapshot, else that of making it.
  static Result<std::unique_ptr<EventBook>> OpenLedger(const std::string& ledger_path, const EventBookOptions& options);
  // Were event streams ever imported into the ledger? False where there is no ledger.
  static bool HasStreams(const std::string& ledger_path);
  ~EventBook();

  size_t size() const;

  // Actors are codes or names, as people type them. Errors: actor.unknown, actor.same.
  // The window's last day, or as_of where it is earlier, is the day everything is as of.
  // Cost: the pair's events and about 1 ms; with `infer` the tie graph of the window besides, some milliseconds.
  Result<std::string> Relation(std::string_view a, std::string_view b, const TimeWindow& window, bool infer,
                               ReportFormat format) const;
  // Pairs side by side, in the order given. Text, Markdown and JSON.
  Result<std::string> Compare(const std::vector<std::pair<std::string, std::string>>& pairs, const TimeWindow& window,
                              ReportFormat format) const;
  // Who has most events, with whom, and how they stand; and whom each may stand close to, marked as inferred, where
  // `actor` names one. Text, Markdown and JSON.
  Result<std::string> Actors(std::string_view actor, const TimeWindow& window, size_t limit, ReportFormat format) const;
  // Camps of each stretch of `step_years` (0: of the whole window), and who changed camp. Text, Markdown and JSON.
  Result<std::string> Camps(const TimeWindow& window, int step_years, ReportFormat format) const;
  // Acts that spread over several actors. `target` empty: towards anybody. Text, Markdown and JSON.
  Result<std::string> Waves(std::string_view target, const TimeWindow& window, size_t limit, ReportFormat format) const;

  // Third parties of the pair, best first, from these events and, where there is a corpus, from its statements: an
  // array of brokers in JSON, with the value and contribution of every feature. Text and Markdown give the reasons.
  // Cost: some milliseconds; with a corpus, that of its facts.
  Result<std::string> Brokers(std::string_view a, std::string_view b, const TimeWindow& window, size_t limit,
                              ReportFormat format, const Corpus* coded) const;

  // One JSON object a line for every pair of groups with a code and `minimum_events` events in the window: level,
  // band, standing, tie value, and change points where asked. What validation and other programs read.
  std::string Pairs(const TimeWindow& window, size_t minimum_events, bool changes) const;
  // Accuracy of inferred ties on known ties of the window hidden one fold (of ten) at a time: one JSON object a line a
  // hidden tie, with its value, the inference and two baselines (sign majority, common neighbours).
  std::string HiddenTies(const TimeWindow& window) const;

 private:
  struct Rooms;
  explicit EventBook(std::unique_ptr<const Rooms> rooms);
  std::unique_ptr<const Rooms> rooms_;
};

}  // namespace entente
