// FieldTables: where pages say what they are, and words around dates and names: data/html. Immutable after Load; any
// number of threads may read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"
#include "html/page_date.h"
#include "html/text_language.h"

namespace entente {

class FieldTables {
 public:
  // Reads facts, bylines, months and languages of data/html. Errors: data.missing, data.bad_table.
  static Result<FieldTables> Load(const DataFiles& files);
  // Of one kind, in the order of the tables; empty for a kind that is not there.
  const std::vector<std::string>& Names(std::string_view kind) const;  // date, modified, author, outlet, title …
  const std::vector<std::string>& Words(std::string_view kind) const;  // lead, break, end, notname

  const MonthWords& months() const { return months_; }
  const TextLanguage& languages() const { return languages_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> names_, words_;
  MonthWords months_;
  TextLanguage languages_;
};

}  // namespace entente
