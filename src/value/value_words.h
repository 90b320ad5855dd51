// ValueWords: the tables of data/values, indexed by first word. Immutable after Load; any thread may read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/language.h"
#include "entente/status.h"

namespace entente {

// The words of a document as the tables know them: lower case, with the sentence each may not be read beyond.
class LoweredWords {
 public:
  explicit LoweredWords(const ParsedDocument& document);

  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }
  // "" beyond either end.
  std::string_view At(int64_t token) const;
  uint32_t SentenceBegin(uint32_t token) const;
  uint32_t SentenceEnd(uint32_t token) const;
  const ParsedDocument& document() const { return document_; }

 private:
  const ParsedDocument& document_;
  std::vector<std::string> words_;
};

struct WordMatch {
  uint32_t length = 0;  // in tokens; 0: nothing
  double value = 0;
  explicit operator bool() const { return length > 0; }
};

struct PeriodMatch {
  uint32_t length = 0;
  DateInterval interval;
};

class ValueWords {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<ValueWords> Load(const DataFiles& files);

  // The longest phrase of `kind` (a word of the kind column) that begins at the token, or that ends before it.
  WordMatch Starting(std::string_view kind, const LoweredWords& words, uint32_t at) const;
  WordMatch EndingBefore(std::string_view kind, const LoweredWords& words, uint32_t end) const;
  // The value of a single word, given lower case.
  const double* ValueOf(std::string_view kind, std::string_view word) const;

  // Names of one word are matched as written: "Flotilla" is an affair, "flotilla" only ships. The interval's end has
  // year 0 where the period goes on.
  PeriodMatch PeriodAt(const LoweredWords& words, uint32_t token) const;

  // "$" → "USD"; empty where the word is no sign of money.
  std::string_view CurrencyOfSymbol(std::string_view symbol) const;
  // "us dollars" at the token → "USD" and two tokens.
  std::string_view CurrencyAt(const LoweredWords& words, uint32_t at, uint32_t& length) const;

 private:
  friend class ValueWordsLoader;
  struct Phrase {
    std::vector<std::string> words;
    double value = 0;
    std::string code;
  };
  struct Period {
    std::vector<std::string> words;  // lower case
    std::string written;
    DateInterval interval;
  };
  using Phrases = std::multimap<std::string, Phrase, std::less<>>;  // by first word

  std::map<std::string, Phrases, std::less<>> kinds_;
  Phrases currencies_;
  std::map<std::string, std::string, std::less<>> symbols_;
  std::multimap<std::string, Period, std::less<>> periods_;
};

}  // namespace entente
