// TextLanguage: the language of a text by its function words or its script, for pages that do not say or say another.
//
// Immutable after Load; any number of threads may read.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

class TextLanguage {
 public:
  // Reads html/languages.tsv. Errors: data.missing, data.bad_table.
  static Result<TextLanguage> Load(const DataFiles& files);

  // "en", "de" …; empty where the text is short, or no language has twice the function words of every other. Looks at
  // the first 20,000 bytes.
  std::string Of(std::string_view text) const;

 private:
  std::vector<std::string> languages_;
  std::unordered_map<std::string, std::vector<size_t>> languages_of_;  // of a word, as indexes
};

}  // namespace entente
