// FactReports: who reports a fact, first and since, and what became of it in later versions of the same stories.
//
// Pure functions of a FactTable. Views live as long as it does.
#pragma once

#include <string>
#include <vector>

#include "relation/fact_table.h"

namespace entente {

// A later version of a story that reported the fact.
struct FactRevision {
  const DocumentInfo* document = nullptr;
  bool repeats = false;  // does it still say so?
};

struct FactReports {
  std::vector<std::string_view> documents;  // ids, earliest first; each once
  std::vector<std::string_view> outlets;    // names, sorted; documents without one are left out
  std::vector<std::string_view> owners;     // of these outlets, sorted; an outlet of unknown owner owns itself
  const Statement* first = nullptr;         // of the earliest report, which the fact is represented by
  std::vector<FactRevision> revisions;      // by day of publication, then id
};

// Cost: n log n in the statements of the fact and the documents of their stories.
FactReports ReportsOf(const FactTable& facts, FactId fact);

}  // namespace entente
