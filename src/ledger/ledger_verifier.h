// LedgerVerifier: does a ledger hold what it should, nothing lost, nothing doubled, nothing altered?
#pragma once

#include <functional>
#include <string>

#include "entente/ledger_tools.h"
#include "ledger/database.h"

namespace entente {

// As VerifyLedger, on an open connection.
Result<LedgerVerdict> Verify(sqlite3* database, const std::string& path,
                             const std::function<void(const std::string&)>& problem,
                             const std::function<bool()>& go_on);

// Is each word of each document in the index, at its place, and nothing else? FTS5 answers only where it may write
// (nothing is written): REQUIRES a connection opened to write. Errors: ledger.busy while another process writes.
Result<bool> FullTextAgrees(sqlite3* database, const std::string& path);

}  // namespace entente
