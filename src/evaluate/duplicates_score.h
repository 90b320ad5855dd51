// Same event told by several articles: gold mentions of ECB+ as reports, and the measure over them. The definitions
// stand in docs/format/eval.md.
#pragma once

#include "duplicate/event_report.h"
#include "evaluate/ecb_plus.h"
#include "evaluate/scorers.h"

namespace entente {

// A gold mention as the engine would see a report of it. Views into the documents.
struct GoldReport {
  EventReport report;
  uint32_t gold = 0;       // number of its gold event
  bool political = false;  // its word names an act of data/patterns
  const EcbDocument* document = nullptr;
};

// In the order of documents and mentions. Cost: a parse of the texts.
std::vector<GoldReport> GoldReportsOf(const std::vector<EcbDocument>& documents, const LanguageModel& model,
                                      const Coder& coder);

// `path`: a folder of ECB+ files.
Result<EvalReport> ScoreDuplicates(const std::string& path, const EvalTools& tools);

}  // namespace entente
