// What a ledger holds, in numbers.
#pragma once

#include <string>

#include "entente/ledger_tools.h"
#include "ledger/database.h"

namespace entente {

// As InfoOfLedger, on an open connection; `bytes` is left to the caller.
Result<LedgerInfo> ReadInfo(sqlite3* database, const std::string& path);

}  // namespace entente
