// The ledger's schema as a list of numbered steps: a new ledger takes them all, an old one those it lacks.
//
// A step that was ever released is never changed: what comes after is a step of its own, at the end of the list in
// migrations.cc. Steps only add (tables, columns, indexes, views): what was read is never rewritten.
#pragma once

#include <span>
#include <string>

#include "entente/status.h"

struct sqlite3;

namespace entente {

struct Migration {
  int version = 0;  // PRAGMA user_version after it; 1, 2, 3 …
  const char* what = "";
  const char* sql = "";
};

// By version, without a gap.
std::span<const Migration> Migrations();
int NewestSchema();

// Runs the steps the ledger lacks, all in one transaction: it is brought up to date whole or left as it was. A ledger
// that another process brings up to date meanwhile is waited for. Errors: ledger.*. Cost: that of the indexes it makes.
Status Migrate(sqlite3* database, const std::string& path);

}  // namespace entente
