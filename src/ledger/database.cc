#include "ledger/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <filesystem>

#include "ledger/migrations.h"

namespace entente {
namespace {

Result<Database> Connect(const std::string& name, int flags, const std::string& path) {
  sqlite3* raw = nullptr;
  // One thread at a time is the contract: no locks within the process.
  const int opened = sqlite3_open_v2(name.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(raw);
  if (opened != SQLITE_OK) return DatabaseStatus(database.get(), path, "opening");
  sqlite3_busy_timeout(database.get(), kBusyTimeoutMs);
  return database;
}

// As a URI in which no byte of the path means anything but itself.
std::string UnchangingUri(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      uri += '%';
      uri += kHex[static_cast<unsigned char>(c) >> 4U];
      uri += kHex[static_cast<unsigned char>(c) & 15U];
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

bool IsReadable(sqlite3* database) { return Query(database, "SELECT count(*) FROM sqlite_master").Next(); }

// To read, SQLite keeps a small index beside a file in WAL mode. Where it cannot make one, nobody can be writing.
Result<Database> ConnectToRead(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return Status(StatusCode::kNotFound, "ledger.missing",
                  path + ": no ledger there; make one with: entente read FILE… --ledger " + path);
  }
  Result<Database> database = Connect(path, SQLITE_OPEN_READONLY, path);
  if (!database.ok() || IsReadable(database->get())) return database;
  const int code = sqlite3_errcode(database->get()) & 0xFF;
  const auto pending = std::filesystem::file_size(path + "-wal", error);
  const bool whole = static_cast<bool>(error) || pending == 0;
  if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || !whole) return database;
  return Connect(UnchangingUri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, path);
}

Result<int64_t> VersionOf(sqlite3* database, const std::string& path) {
  Query version(database, "PRAGMA user_version");
  if (!version.Next()) return DatabaseStatus(database, path, "opening");
  if (version.Int(0) != 0) return version.Int(0);
  Query tables(database, "SELECT count(*) FROM sqlite_master");
  if (!tables.Next()) return DatabaseStatus(database, path, "opening");
  if (tables.Int(0) == 0) return int64_t{0};
  return Status(StatusCode::kCorrupt, "ledger.corrupt", path + ": another program's database");
}

Status TooNew(const std::string& path, int64_t version) {
  return {StatusCode::kCorrupt, "ledger.version",
          path + ": schema version " + std::to_string(version) + ", this entente knows up to " +
              std::to_string(NewestSchema()) + "; use the entente that wrote it, or a newer one"};
}

Result<Database> OpenToWrite(const std::string& path) {
  Result<Database> database = Connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, path);
  if (!database.ok()) return database;
  const Result<int64_t> version = VersionOf(database->get(), path);
  if (!version.ok()) return version.status();
  if (*version > NewestSchema()) return TooNew(path, *version);
  if (*version < NewestSchema()) {
    if (Status status = Migrate(database->get(), path); !status.ok()) return status;
  }
  return database;
}

// Reading an old ledger brings it up to date first.
Status MigrateBeforeReading(const std::string& path, int64_t version) {
  const Result<Database> writer = OpenToWrite(path);
  if (writer.ok()) return Status::Ok();
  if (writer.status().id() == "ledger.busy") return writer.status();
  return {StatusCode::kCorrupt, "ledger.version",
          path + ": schema version " + std::to_string(version) + " must be brought up to date, which failed: " +
              writer.status().message() + "; copy it to where it can be written"};
}

}  // namespace

void CloseDatabase::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

namespace {

// SQLite says "full" of the database and its log only; of the small files beside them it says that writing failed.
bool IsFull(sqlite3* database) {
  const int why = sqlite3_system_errno(database);
  const int code = sqlite3_errcode(database) & 0xFF;
  return code == SQLITE_FULL || ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && (why == ENOSPC || why == EDQUOT));
}

}  // namespace

Status DatabaseStatus(sqlite3* database, const std::string& path, std::string_view doing) {
  const std::string message = path + ": " + std::string(doing) + ": " + sqlite3_errmsg(database);
  if (IsFull(database)) {
    return {StatusCode::kIo, "ledger.full",
            message + "; nothing of this batch was kept, all before it was: make room and give the command again"};
  }
  switch (sqlite3_errcode(database) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {StatusCode::kIo, "ledger.busy", message + "; another process is writing, try again when it is done"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_IOERR:
      return {StatusCode::kIo, "ledger.unwritable",
              message + "; nothing of this batch was kept: mend the disk or its permissions, or name another --ledger"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {StatusCode::kCorrupt, "ledger.corrupt", message + "; this is no entente ledger, or a damaged one"};
    default:
      return {StatusCode::kIo, "ledger.failed", message};
  }
}

Status Execute(sqlite3* database, const std::string& path, const char* sql, std::string_view doing) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return Status::Ok();
  return DatabaseStatus(database, path, doing);
}

Result<Database> OpenDatabase(const std::string& path, LedgerMode mode) {
  if (mode == LedgerMode::kWrite) return OpenToWrite(path);
  Result<Database> database = ConnectToRead(path);
  if (!database.ok()) return database;
  const Result<int64_t> version = VersionOf(database->get(), path);
  if (!version.ok()) return version.status();
  if (*version == 0) return Status(StatusCode::kCorrupt, "ledger.corrupt", path + ": holds no ledger");
  if (*version > NewestSchema()) return TooNew(path, *version);
  if (*version == NewestSchema()) return database;
  database->reset();
  if (Status status = MigrateBeforeReading(path, *version); !status.ok()) return status;
  return ConnectToRead(path);
}

Query::Query(sqlite3* database, std::string_view sql) {
  sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
  failed_ = statement_ == nullptr;
}

Query::~Query() { sqlite3_finalize(statement_); }

Query& Query::Bind(int at, std::string_view text) {
  // A null pointer would bind NULL, not the empty text.
  sqlite3_bind_text(statement_, at, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                    SQLITE_TRANSIENT);
  return *this;
}

Query& Query::BindHeld(int at, std::string_view text) {
  sqlite3_bind_text(statement_, at, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
  return *this;
}

Query& Query::BindHeldOrNull(int at, std::string_view text) {
  return text.empty() ? *this : BindHeld(at, text);  // Reset left it NULL
}

Query& Query::Bind(int at, int64_t value) {
  sqlite3_bind_int64(statement_, at, value);
  return *this;
}

Query& Query::Bind(int at, double value) {
  sqlite3_bind_double(statement_, at, value);
  return *this;
}

Query& Query::BindBytes(int at, std::string_view bytes) {
  sqlite3_bind_blob(statement_, at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
  return *this;
}

bool Query::Next() {
  if (statement_ == nullptr) return false;
  const int step = sqlite3_step(statement_);
  failed_ = step != SQLITE_ROW && step != SQLITE_DONE;
  return step == SQLITE_ROW;
}

bool Query::Run() {
  Next();
  const bool worked = !failed_;
  Reset();
  failed_ = !worked;
  return worked;
}

int64_t Query::Int(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::Number(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Query::Text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {bytes == nullptr ? "" : bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Query::Bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes == nullptr ? "" : bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

void Query::Reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

}  // namespace entente
