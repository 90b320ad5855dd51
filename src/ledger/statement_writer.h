// StatementWriter: statements into the table `statement`, under the number of a coding. Used inside a transaction.
#pragma once

#include <span>

#include "entente/statement.h"
#include "ledger/database.h"

namespace entente {

class StatementWriter {
 public:
  explicit StatementWriter(sqlite3* database);

  // All statements of the document of this number, and that it was coded. False: ask the connection why.
  bool Write(int64_t document, int64_t coding, std::span<const Statement> statements);

 private:
  bool WriteOne(int64_t document, int64_t coding, const Statement& statement);

  Query statement_;
  Query coded_;
};

// What stands in the column `word`: type, tie or means.
const std::string& WordColumn(const Statement& statement);

}  // namespace entente
