// A connection to a ledger's SQLite file, for the stores of this room (SqliteLedger and others beside it).
//
// A connection is used by one thread at a time; any number of processes may have one open. Readers see the last commit
// and never wait; a writer waits for another up to kBusyTimeoutMs, then says so (ledger.busy).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "entente/status.h"

struct sqlite3;
struct sqlite3_stmt;

namespace entente {

enum class LedgerMode { kRead, kWrite };

inline constexpr int kBusyTimeoutMs = 10'000;

struct CloseDatabase {
  void operator()(sqlite3* database) const;
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

// Opens the ledger at `path` and brings it to the newest schema (migrations.h); kWrite makes it where there is none.
// A ledger on a disk that cannot be written is read as it is. Errors: ledger.missing (kNotFound), ledger.unwritable,
// ledger.full, ledger.busy (kIo), ledger.corrupt, ledger.version (kCorrupt).
Result<Database> OpenDatabase(const std::string& path, LedgerMode mode);

// What SQLite just complained of, with its remedy.
Status DatabaseStatus(sqlite3* database, const std::string& path, std::string_view doing);
// Runs statements that give no rows. Errors: ledger.*.
Status Execute(sqlite3* database, const std::string& path, const char* sql, std::string_view doing);

// A prepared statement; parameters and columns are counted from 1 and from 0, as SQLite does. Views it gives last until
// the next Step or Reset.
class Query {
 public:
  Query(sqlite3* database, std::string_view sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool ok() const { return statement_ != nullptr; }
  Query& Bind(int at, std::string_view text);
  // Without a copy: the text must stay until Run.
  Query& BindHeld(int at, std::string_view text);
  // The same; the empty text is NULL.
  Query& BindHeldOrNull(int at, std::string_view text);
  Query& Bind(int at, int64_t value);
  Query& Bind(int at, double value);
  Query& BindBytes(int at, std::string_view bytes);
  // True while there is a row. False at the end and on failure: then failed() tells them apart.
  bool Next();
  // For statements without rows: did it work?
  bool Run();
  bool failed() const { return failed_; }
  int64_t Int(int column) const;
  double Number(int column) const;
  std::string_view Text(int column) const;
  std::string_view Bytes(int column) const;
  // Ready to be bound and stepped again.
  void Reset();

 private:
  sqlite3_stmt* statement_ = nullptr;
  bool failed_ = false;
};

}  // namespace entente
