// Full-text search over titles and texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/ledger_tools.h"
#include "ledger/database.h"

namespace entente {

// What a person types as an FTS5 query in which no word is an operator; empty where there is no word in it.
std::string FullTextQueryOf(std::string_view words);

// As SearchLedger, on an open connection.
Result<std::vector<SearchHit>> Search(sqlite3* database, const std::string& path, std::string_view words, size_t most);

}  // namespace entente
