// PageFields: title, byline, outlet, date, language and address of an article.
//
// For each: what JSON-LD says, then <meta> in the order of data/html/facts.tsv, then what is printed. Pure functions of
// page and tables; tables are immutable after Load.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/status.h"
#include "html/block_features.h"
#include "html/page_date.h"
#include "html/text_language.h"

namespace entente {

// What is known of a page beside its bytes. All may be empty.
struct PageHints {
  std::string_view url = {};           // where it was found
  std::string_view content_type = {};  // the HTTP header
};

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

// Fills all but id and text. REQUIRES: out.text is there. `chosen`: which blocks are the body.
void FillFields(const Page& page, const std::vector<bool>& chosen, const FieldTables& tables, const PageHints& hints,
                Document& out);

// "By Amina Said and Kofi Mensah, staff writers" → {"Amina Said", "Kofi Mensah"}; empty where no name is in it.
std::vector<std::string> NamesInByline(std::string_view text, const FieldTables& tables);

// An address as seen from `base`; empty where it leads nowhere on the web.
std::string ResolvedAddress(std::string_view address, std::string_view base);

}  // namespace entente
