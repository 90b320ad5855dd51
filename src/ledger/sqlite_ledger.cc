// The SQLite ledger: one file, WAL, FTS5 over the text. Schema: docs/format/ledger.md.
#include <sqlite3.h>
#include <xxhash.h>

#include <cstring>
#include <filesystem>
#include <unordered_map>

#include "base/date.h"
#include "ledger/ledger.h"

namespace entente {
namespace {

constexpr int kSchemaVersion = 1;
constexpr int kBusyTimeoutMs = 10'000;

constexpr const char* kSchema = R"sql(
CREATE TABLE document (
  number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, id TEXT NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL,
  title TEXT NOT NULL, published_date TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE statement (
  number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(number), kind TEXT NOT NULL,
  first TEXT NOT NULL, second TEXT NOT NULL, agent TEXT NOT NULL, word TEXT NOT NULL, effect TEXT NOT NULL,
  status TEXT NOT NULL, event_date TEXT NOT NULL, evidence_begin INTEGER NOT NULL, evidence_end INTEGER NOT NULL,
  confidence REAL NOT NULL, json TEXT NOT NULL);
CREATE INDEX statement_first ON statement(first);
CREATE INDEX statement_second ON statement(second);
CREATE VIRTUAL TABLE document_text USING fts5(title, text, content='document', content_rowid='number');
)sql";

// Beside the schema, not of it: sketches are computed, and a ledger made before there were any does without.
constexpr const char* kSketchTable =
    "CREATE TABLE IF NOT EXISTS document_sketch (document INTEGER PRIMARY KEY REFERENCES document(number), sketch BLOB "
    "NOT NULL);";

Status FromSqlite(sqlite3* db, const std::string& path, std::string_view doing) {
  const int code = sqlite3_errcode(db) & 0xFF;
  const std::string message = path + ": " + std::string(doing) + ": " + sqlite3_errmsg(db);
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {StatusCode::kIo, "ledger.busy", message + "; another process is writing, try again"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return {StatusCode::kIo, "ledger.unwritable", message + "; nothing of this batch was kept"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {StatusCode::kCorrupt, "ledger.corrupt", message + "; this is no entente ledger"};
    default:
      return {StatusCode::kIo, "ledger.failed", message};
  }
}

// A prepared statement; reset after each use.
class Query {
 public:
  Query(sqlite3* db, const char* sql) { sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr); }
  ~Query() { sqlite3_finalize(statement_); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool ok() const { return statement_ != nullptr; }
  Query& Bind(int at, std::string_view text) {
    // A null pointer would bind NULL, not the empty text.
    sqlite3_bind_text(statement_, at, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  Query& BindBytes(int at, std::string_view bytes) {
    sqlite3_bind_blob(statement_, at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Query& Bind(int at, int64_t value) {
    sqlite3_bind_int64(statement_, at, value);
    return *this;
  }
  Query& Bind(int at, double value) {
    sqlite3_bind_double(statement_, at, value);
    return *this;
  }
  int Step() { return sqlite3_step(statement_); }
  int64_t Int(int column) { return sqlite3_column_int64(statement_, column); }
  std::string_view Text(int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {bytes == nullptr ? "" : bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string_view Bytes(int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes == nullptr ? "" : bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }
  void Reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

struct CloseDb {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Db = std::unique_ptr<sqlite3, CloseDb>;

class SqliteLedger : public Ledger {
 public:
  SqliteLedger(Db db, std::string path) : db_(std::move(db)), path_(std::move(path)) {}
  ~SqliteLedger() override {
    if (open_) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

  Result<bool> Contains(const Document& document) override {
    Query query(db_.get(), "SELECT 1 FROM document WHERE address = ?");
    if (!query.ok()) return FromSqlite(db_.get(), path_, "looking for a document");
    return query.Bind(1, ContentAddress(document)).Step() == SQLITE_ROW;
  }

  Result<bool> Add(const Document& document, const std::vector<Statement>& statements) override {
    Result<bool> known = Contains(document);
    if (!known.ok()) return known.status();
    if (*known) return false;
    if (Status status = Begin(); !status.ok()) return status;
    if (!InsertDocument(document)) return FromSqlite(db_.get(), path_, "adding a document");
    const int64_t number = sqlite3_last_insert_rowid(db_.get());
    if (!InsertSketch(number, document.text)) return FromSqlite(db_.get(), path_, "adding a sketch");
    for (const Statement& statement : statements) {
      if (!InsertStatement(number, statement)) return FromSqlite(db_.get(), path_, "adding a statement");
    }
    return true;
  }

  Status Commit() override {
    if (!open_) return Status::Ok();
    if (sqlite3_exec(db_.get(), "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) {
      return FromSqlite(db_.get(), path_, "committing");
    }
    open_ = false;
    return Status::Ok();
  }

  Result<LedgerContent> Load() override {
    LedgerContent out;
    Query documents(db_.get(), "SELECT number, id, outlet, published_date FROM document ORDER BY number");
    if (!documents.ok()) return FromSqlite(db_.get(), path_, "reading");
    while (documents.Step() == SQLITE_ROW) {
      out.documents.push_back({documents.Int(0), std::string(documents.Text(1)), std::string(documents.Text(2)),
                               DateOf(documents.Text(3))});
    }
    if (Status status = LoadSketches(out); !status.ok()) return status;
    Query statements(db_.get(), "SELECT json FROM statement ORDER BY document, number");
    if (!statements.ok()) return FromSqlite(db_.get(), path_, "reading");
    int step = SQLITE_ROW;
    while ((step = statements.Step()) == SQLITE_ROW) {
      Result<Statement> statement = StatementOf(statements.Text(0));
      if (!statement.ok())
        return Status(StatusCode::kCorrupt, "ledger.corrupt", path_ + ": " + statement.status().message());
      out.statements.push_back(std::move(*statement));
    }
    if (step != SQLITE_DONE) return FromSqlite(db_.get(), path_, "reading");
    return out;
  }

  Result<std::string> TextOf(int64_t number) override {
    Query query(db_.get(), "SELECT text FROM document WHERE number = ?");
    if (!query.ok()) return FromSqlite(db_.get(), path_, "reading a text");
    if (query.Bind(1, number).Step() != SQLITE_ROW) {
      return Status(StatusCode::kCorrupt, "ledger.corrupt", path_ + ": no document " + std::to_string(number));
    }
    return std::string(query.Text(0));
  }

 private:
  // Those that are kept; of the other documents they are made from the text.
  Status LoadSketches(LedgerContent& out) {
    std::unordered_map<int64_t, DocumentSketch> kept;
    Query sketches(db_.get(), "SELECT document, sketch FROM document_sketch");
    while (sketches.ok() && sketches.Step() == SQLITE_ROW) {
      const std::string_view bytes = sketches.Bytes(1);
      if (bytes.size() == sizeof(DocumentSketch)) std::memcpy(&kept[sketches.Int(0)], bytes.data(), bytes.size());
    }
    for (const LedgerDocument& document : out.documents) {
      if (const auto found = kept.find(document.number); found != kept.end()) {
        out.sketches.push_back(found->second);
        continue;
      }
      Result<std::string> text = TextOf(document.number);
      if (!text.ok()) return text.status();
      out.sketches.push_back(SketchOf(*text));
    }
    return Status::Ok();
  }

  bool InsertSketch(int64_t document, std::string_view text) {
    const DocumentSketch sketch = SketchOf(text);
    Query query(db_.get(), "INSERT INTO document_sketch(document, sketch) VALUES (?,?)");
    if (!query.ok()) return false;
    query.Bind(1, document).BindBytes(2, {reinterpret_cast<const char*>(&sketch), sizeof(sketch)});
    return query.Step() == SQLITE_DONE;
  }

  Status Begin() {
    if (open_) return Status::Ok();
    if (sqlite3_exec(db_.get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) {
      return FromSqlite(db_.get(), path_, "starting to write");
    }
    open_ = true;
    return Status::Ok();
  }

  bool InsertDocument(const Document& document) {
    Query query(db_.get(),
                "INSERT INTO document(address, id, outlet, url, title, published_date, text) VALUES (?,?,?,?,?,?,?)");
    if (!query.ok()) return false;
    query.Bind(1, ContentAddress(document)).Bind(2, document.id).Bind(3, document.outlet).Bind(4, document.url);
    query.Bind(5, document.title).Bind(6, document.published_date ? ToString(*document.published_date) : "");
    if (query.Bind(7, document.text).Step() != SQLITE_DONE) return false;
    Query index(db_.get(), "INSERT INTO document_text(rowid, title, text) VALUES (?,?,?)");
    if (!index.ok()) return false;
    index.Bind(1, static_cast<int64_t>(sqlite3_last_insert_rowid(db_.get())));
    const int64_t number = sqlite3_last_insert_rowid(db_.get());
    if (index.Bind(2, document.title).Bind(3, document.text).Step() != SQLITE_DONE) return false;
    sqlite3_set_last_insert_rowid(db_.get(), number);
    return true;
  }

  bool InsertStatement(int64_t document, const Statement& s) {
    Query query(db_.get(),
                "INSERT INTO statement(document, kind, first, second, agent, word, effect, status, event_date, "
                "evidence_begin, evidence_end, confidence, json) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!query.ok()) return false;
    const bool event = s.kind == StatementKind::kEvent;
    query.Bind(1, document).Bind(2, ToString(s.kind));
    query.Bind(3, ActorKey(event ? s.source : s.pair[0])).Bind(4, ActorKey(event ? s.target : s.pair[1]));
    query.Bind(5, ActorKey(s.agent)).Bind(6, event ? s.type : s.kind == StatementKind::kTie ? s.tie : s.means);
    query.Bind(7, event ? std::string_view() : std::string_view(&s.effect, 1)).Bind(8, ToString(s.status));
    query.Bind(9, s.event_date ? ToString(*s.event_date) : std::string());
    query.Bind(10, static_cast<int64_t>(s.evidence.begin)).Bind(11, static_cast<int64_t>(s.evidence.end));
    return query.Bind(12, s.confidence).Bind(13, ToJson(s)).Step() == SQLITE_DONE;
  }

  Db db_;
  std::string path_;
  bool open_ = false;
};

Status Prepare(sqlite3* db, const std::string& path, LedgerMode mode) {
  sqlite3_busy_timeout(db, kBusyTimeoutMs);
  Query version(db, "PRAGMA user_version");
  if (!version.ok() || version.Step() != SQLITE_ROW) return FromSqlite(db, path, "opening");
  const int64_t found = version.Int(0);
  version.Reset();
  if (found == kSchemaVersion) {
    if (mode == LedgerMode::kRead) return Status::Ok();
    const bool made = sqlite3_exec(db, kSketchTable, nullptr, nullptr, nullptr) == SQLITE_OK;
    return made ? Status::Ok() : FromSqlite(db, path, "opening to write");
  }
  if (found != 0) {
    return {
        StatusCode::kCorrupt, "ledger.version",
        path + ": schema version " + std::to_string(found) + ", this entente reads " + std::to_string(kSchemaVersion)};
  }
  Query tables(db, "SELECT count(*) FROM sqlite_master");
  if (!tables.ok() || tables.Step() != SQLITE_ROW) return FromSqlite(db, path, "opening");
  if (tables.Int(0) != 0) return {StatusCode::kCorrupt, "ledger.corrupt", path + ": another program's database"};
  tables.Reset();
  if (mode == LedgerMode::kRead) return {StatusCode::kCorrupt, "ledger.corrupt", path + ": holds no ledger"};
  const std::string script = "PRAGMA journal_mode=WAL; BEGIN IMMEDIATE;" + std::string(kSchema) + kSketchTable +
                             "PRAGMA user_version=" + std::to_string(kSchemaVersion) + "; COMMIT;";
  if (sqlite3_exec(db, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return FromSqlite(db, path, "making the ledger");
  }
  return Status::Ok();
}

}  // namespace

std::string ContentAddress(const Document& document) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  XXH3_128bits_update(state, document.id.data(), document.id.size() + 1);  // with its zero, so that ids do not run on
  XXH3_128bits_update(state, document.text.data(), document.text.size());
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  XXH3_freeState(state);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : canonical.digest) {
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

Result<std::unique_ptr<Ledger>> OpenSqliteLedger(const std::string& path, LedgerMode mode) {
  std::error_code error;
  if (mode == LedgerMode::kRead && !std::filesystem::exists(path, error)) {
    return Status(StatusCode::kNotFound, "ledger.missing",
                  path + ": no ledger there; make one with: entente read FILE… --ledger " + path);
  }
  sqlite3* raw = nullptr;
  const int flags = mode == LedgerMode::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Db db(raw);
  if (opened != SQLITE_OK) return FromSqlite(db.get(), path, "opening");
  if (Status status = Prepare(db.get(), path, mode); !status.ok()) return status;
  return std::unique_ptr<Ledger>(std::make_unique<SqliteLedger>(std::move(db), path));
}

}  // namespace entente
