// ReportWords: the templates of reports on event columns: data/answer/history_phrases.tsv and history_kinds.tsv.
//
// Immutable after Load; any thread may read.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "answer/phrasebook.h"
#include "base/data_files.h"

namespace entente {

class ReportWords {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<ReportWords> Load(const DataFiles& data);
  // Row `key`, filled; empty where there is none.
  std::string Say(std::string_view key, const Slots& slots = {}) const;
  // "attacks", "attack"; the type in lower case where the table lacks it.
  std::string Kind(std::string_view type, uint32_t count) const;

 private:
  std::map<std::string, std::string, std::less<>> phrases_;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> kinds_;
};

}  // namespace entente
