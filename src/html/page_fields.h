// PageFields: title, byline, outlet, date, language and address of an article.
//
// For each: what JSON-LD says, then <meta> in the order of data/html/facts.tsv, then what is printed. Pure functions of
// page and tables; tables are immutable after Load.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "html/block_features.h"
#include "html/field_tables.h"

namespace entente {

// What is known of a page beside its bytes. All may be empty.
struct PageHints {
  std::string_view url = {};           // where it was found
  std::string_view content_type = {};  // the HTTP header
};

// Fills all but id and text. REQUIRES: out.text is there. `chosen`: which blocks are the body.
void FillFields(const Page& page, const std::vector<bool>& chosen, const FieldTables& tables, const PageHints& hints,
                Document& out);

// An address as seen from `base`; empty where it leads nowhere on the web.
std::string ResolvedAddress(std::string_view address, std::string_view base);

}  // namespace entente
