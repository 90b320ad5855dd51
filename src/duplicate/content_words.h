// ContentWords: the words of a text that say what it is about, as numbers that can be compared.
//
// A word is a run of letters, digits and bytes above ASCII, lower-cased; function words are left out and a suffix is
// cut (data/duplicate/words.tsv), so that "negotiated" and "negotiations" are one. No parse is needed. How rare a word
// is in news stands in data/learned/word_rarity.linear. Immutable after Load; any thread may read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"
#include "learn/linear_model.h"

namespace entente {

using WordId = uint32_t;  // FeatureKey of the stem

class ContentWords {
 public:
  // Errors: data.missing, data.bad_table, data.bad_model.
  static Result<ContentWords> Load(const DataFiles& files);

  // In text order, with repetitions. Cost: linear.
  std::vector<WordId> In(std::string_view text) const;
  // The same as they are spelt, for training.
  std::vector<std::string> StemsIn(std::string_view text) const;
  // The numbers written in digits, separators left out ("1,200" → 1200), sorted, each once.
  static std::vector<WordId> NumbersIn(std::string_view text);
  // REQUIRES: lower case. The word without its suffix.
  std::string_view StemOf(std::string_view word) const;
  // About ln(documents / documents with the word), in news: 0.3 for "new", 7 for a word never seen.
  float Rarity(WordId word) const;

 private:
  template <class Take>
  void ForEachStem(std::string_view text, Take take) const;

  std::unordered_set<std::string> function_words_;
  std::vector<std::string> suffixes_;
  LinearModel rarity_;
  float unseen_ = 0;
};

// Lower-cases ASCII letters.
std::string LowerAscii(std::string_view text);

}  // namespace entente
