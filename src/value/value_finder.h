// ValueFinder: dates, named periods and amounts of a parsed document. The face of this room.
//
// Immutable after Load; any number of threads may call Find at once.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/language.h"
#include "entente/status.h"
#include "value/annotation.h"

namespace entente {

class ValueFinder {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<ValueFinder> Load(const DataFiles& files);

  // Times in text order, then amounts in text order. Relative times ("last month") are placed from `published_date`, and
  // left unplaced without one. Cost: linear.
  ValueAnnotation Find(const ParsedDocument& parsed, const std::optional<Date>& published_date) const;

  struct Period {
    std::vector<std::string> words;
    DateInterval interval;
  };
  // The longest period name that begins at the token, or null.
  const Period* PeriodAt(const ParsedDocument& parsed, uint32_t token) const;
  bool Is(std::string_view list, std::string_view lemma) const;
  // "" where the word is no money.
  std::string_view CurrencyOf(std::string_view word) const;

 private:
  std::multimap<std::string, Period, std::less<>> periods_;  // by first word
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lists_;
  std::map<std::string, std::string, std::less<>> currencies_;
};

}  // namespace entente
