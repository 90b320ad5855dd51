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

// What `entente sql` shows: docs/format/ledger.md. Statements of a document are those of its newest complete coding.
constexpr const char* kViews = R"sql(
CREATE VIEW codings AS
  SELECT number, purpose, program, model, model_hash, data_hash, begun, complete,
    (SELECT count(*) FROM coded WHERE coding = coding.number) AS documents,
    (SELECT coalesce(sum(statements), 0) FROM coded WHERE coding = coding.number) AS statements
  FROM coding;
CREATE VIEW documents AS
  SELECT number, id, title, outlet, url, published_date, authors, language, address, length(CAST(text AS BLOB)) AS bytes,
    text,
    (SELECT max(c.coding) FROM coded c JOIN coding g ON g.number = c.coding
      WHERE c.document = document.number AND g.complete) AS coding
  FROM document;
CREATE VIEW statements AS
  SELECT s.number, d.id AS document, d.outlet, d.published_date, s.kind, s.first, s.second, s.agent, s.word, s.effect,
    s.status, coalesce(s.json ->> '$.speaker.name', '') AS speaker, coalesce(s.json ->> '$.speaker.code', '')
    AS speaker_code, s.event_date, coalesce(s.json ->> '$.place', '') AS place, s.json ->> '$.point.code' AS place_code,
    s.json ->> '$.point.lat' AS latitude, s.json ->> '$.point.lon' AS longitude, s.confidence, s.evidence_begin,
    s.evidence_end, s.json ->> '$.evidence.text' AS evidence, s.coding, s.json
  FROM statement s JOIN document d ON d.number = s.document
  WHERE s.coding = (SELECT max(c.coding) FROM coded c JOIN coding g ON g.number = c.coding
    WHERE c.document = s.document AND g.complete);
CREATE VIEW events AS
  SELECT number, document, outlet, published_date, first AS source, coalesce(json ->> '$.source.name', '') AS source_name,
    coalesce(json ->> '$.source.sector', '') AS source_sector, second AS target,
    coalesce(json ->> '$.target.name', '') AS target_name, coalesce(json ->> '$.target.sector', '') AS target_sector,
    word AS type, coalesce(json ->> '$.mode', '') AS mode, json ->> '$.context' AS context,
    coalesce(json ->> '$.cameo', '') AS cameo, json ->> '$.goldstein' AS goldstein, json ->> '$.quad' AS quad, status,
    speaker, speaker_code, event_date, place, place_code, latitude, longitude, confidence,
    coalesce(json ->> '$.main', 0) AS main, evidence_begin, evidence_end, evidence, coding
  FROM statements WHERE kind = 'event';
CREATE VIEW ties AS
  SELECT number, document, outlet, published_date, first, second, word AS tie, effect,
    json ->> '$.amount.value' AS amount, json ->> '$.amount.unit' AS unit, status, speaker, speaker_code, event_date,
    confidence, evidence_begin, evidence_end, evidence, coding
  FROM statements WHERE kind = 'tie';
CREATE VIEW influences AS
  SELECT number, document, outlet, published_date, agent, coalesce(json ->> '$.agent.name', '') AS agent_name,
    coalesce(json ->> '$.agent.sector', '') AS agent_sector, first, second, effect, word AS means, status, speaker,
    speaker_code, event_date, confidence, evidence_begin, evidence_end, evidence, coding
  FROM statements WHERE kind = 'influence';
)sql";

// Numbers of stream_event are given in order, so that a scan by number is one by stream and row. (These tables were
// made beside the schema at first, so that some ledgers of version 3 have them.)
constexpr const char* kStreams = R"sql(
CREATE TABLE IF NOT EXISTS stream (
  number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, name TEXT NOT NULL, form TEXT NOT NULL,
  rows INTEGER NOT NULL, refused INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stream_actor (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, sectors TEXT NOT NULL, country TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stream_act (
  number INTEGER PRIMARY KEY, cameo TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL,
  goldstein REAL NOT NULL, quad INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stream_event (
  number INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream(number), row INTEGER NOT NULL,
  day INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES stream_actor(number),
  target INTEGER NOT NULL REFERENCES stream_actor(number), act INTEGER NOT NULL REFERENCES stream_act(number),
  status INTEGER NOT NULL, confidence REAL NOT NULL, id TEXT, story TEXT, sentence TEXT, outlet TEXT, url TEXT,
  place TEXT, country TEXT, latitude TEXT, longitude TEXT, context TEXT, reports TEXT);
CREATE TABLE IF NOT EXISTS stream_mention (
  number INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream(number), event_id TEXT NOT NULL,
  day INTEGER NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL, confidence REAL NOT NULL);
CREATE INDEX stream_mention_event ON stream_mention(event_id);
DROP VIEW IF EXISTS imported_event;
CREATE VIEW imported_event AS
  SELECT e.number, date(e.day * 86400, 'unixepoch') AS date, s.name AS source, s.country AS source_country,
    a.name AS act, a.cameo, a.type, a.goldstein, t.name AS target, t.country AS target_country, e.id, e.story,
    e.sentence, e.outlet, e.url, e.place, e.reports, f.name AS file, e.row,
    (SELECT count(DISTINCT url) FROM stream_mention WHERE event_id = e.id AND f.form = 'gdelt') AS mentions,
    (SELECT count(DISTINCT outlet) FROM stream_mention WHERE event_id = e.id AND f.form = 'gdelt') AS outlets,
    (SELECT date(min(day) * 86400, 'unixepoch') FROM stream_mention WHERE event_id = e.id AND f.form = 'gdelt')
      AS first_seen
  FROM stream_event e JOIN stream f ON f.number = e.stream JOIN stream_actor s ON s.number = e.source
    JOIN stream_actor t ON t.number = e.target JOIN stream_act a ON a.number = e.act;
)sql";

constexpr std::array kMigrations = {
    Migration{1, "documents and statements, full text", kDocumentsAndStatements},
    Migration{2, "codings side by side; authors and language of documents; sketches", kCodings},
    Migration{3, "views to ask", kViews},
    Migration{4, "events of imported streams", kStreams},
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
