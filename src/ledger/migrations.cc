#include "ledger/migrations.h"

#include <sqlite3.h>

#include <array>

#include "ledger/database.h"

namespace entente {
namespace {

constexpr const char* kDocumentsAndStatements = R"sql(
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

// A coding is one generation of statements: by which model and tables. Statements of before have number 1. (Sketches
// were made beside the schema, so that some ledgers of version 1 have them.)
constexpr const char* kCodings = R"sql(
CREATE TABLE IF NOT EXISTS document_sketch (
  document INTEGER PRIMARY KEY REFERENCES document(number), sketch BLOB NOT NULL);
ALTER TABLE document ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN language TEXT NOT NULL DEFAULT '';
CREATE TABLE coding (
  number INTEGER PRIMARY KEY, purpose TEXT NOT NULL, program TEXT NOT NULL, model TEXT NOT NULL,
  model_hash TEXT NOT NULL, data_hash TEXT NOT NULL, begun TEXT NOT NULL, complete INTEGER NOT NULL);
ALTER TABLE statement ADD COLUMN coding INTEGER NOT NULL DEFAULT 1 REFERENCES coding(number);
CREATE TABLE coded (
  document INTEGER NOT NULL REFERENCES document(number), coding INTEGER NOT NULL REFERENCES coding(number),
  statements INTEGER NOT NULL, PRIMARY KEY (document, coding)) WITHOUT ROWID;
INSERT INTO coding SELECT 1, 'read', '', '', '', '', '', 1 WHERE EXISTS (SELECT 1 FROM document);
CREATE INDEX statement_document ON statement(document, coding);
INSERT INTO coded SELECT number, 1, (SELECT count(*) FROM statement WHERE document = document.number) FROM document;
)sql";

constexpr std::array kMigrations = {
    Migration{1, "documents and statements, full text", kDocumentsAndStatements},
    Migration{2, "codings side by side; authors and language of documents; sketches", kCodings},
};

Status RunSteps(sqlite3* database, const std::string& path) {
  // Inside the transaction: another process may have been first.
  Query version(database, "PRAGMA user_version");
  if (!version.Next()) return DatabaseStatus(database, path, "reading the schema version");
  const int64_t found = version.Int(0);
  version.Reset();
  for (const Migration& step : kMigrations) {
    if (step.version <= found) continue;
    if (Status status = Execute(database, path, step.sql, step.what); !status.ok()) return status;
    const std::string done = "PRAGMA user_version=" + std::to_string(step.version);
    if (Status status = Execute(database, path, done.c_str(), step.what); !status.ok()) return status;
  }
  return Execute(database, path, "COMMIT", "bringing the schema up to date");
}

}  // namespace

std::span<const Migration> Migrations() { return kMigrations; }
int NewestSchema() { return kMigrations.back().version; }

Status Migrate(sqlite3* database, const std::string& path) {
  // The mode is kept in the file; changing it is refused inside a transaction.
  if (Status status = Execute(database, path, "PRAGMA journal_mode=WAL", "making the ledger"); !status.ok()) {
    return status;
  }
  if (Status status = Execute(database, path, "BEGIN IMMEDIATE", "making the ledger"); !status.ok()) return status;
  Status status = RunSteps(database, path);
  if (!status.ok()) sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
  return status;
}

}  // namespace entente
