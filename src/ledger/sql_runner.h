// SqlRunner: one SELECT of somebody else's, run so that it can neither change anything nor run for ever.
#pragma once

#include <string>
#include <string_view>

#include "entente/ledger_tools.h"
#include "ledger/database.h"

namespace entente {

// As QueryLedger, on a connection opened to read, which is used for nothing else.
Status RunSql(sqlite3* database, const std::string& path, std::string_view sql, const SqlLimits& limits,
              const SqlSink& sink);

}  // namespace entente
