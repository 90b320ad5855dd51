// CodingBook: the table `coding`, one row for each generation of statements. Used inside a transaction where it writes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/ledger_tools.h"
#include "ledger/database.h"

namespace entente {

// The number of the newest coding with this key, purpose aside; nothing where there is none.
std::optional<int64_t> FindCoding(sqlite3* database, const CodingKey& key, bool complete);
// Errors: ledger.*.
Result<int64_t> AddCoding(sqlite3* database, const std::string& path, const CodingKey& key, std::string_view purpose,
                          bool complete);
// All of them, by number, with their counts. Cost: linear in the documents.
Result<std::vector<LedgerCoding>> ReadCodings(sqlite3* database, const std::string& path);

}  // namespace entente
