#include "ledger/migrations.h"

#include <thread>

#include "ledger/coding_book.h"
#include "ledger/ledger_fixture.h"

namespace entente {
namespace {

using MigrationsTest = LedgerFixture;

// As the first entente wrote it, with one document and one statement. Never to be changed.
constexpr const char* kFirstLedger = R"sql(
PRAGMA journal_mode=WAL;
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
PRAGMA user_version=1;
)sql";

void MakeFirstLedger(const std::string& path, const Document& document, const Statement& statement) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, kFirstLedger, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  const std::string rows = "INSERT INTO document VALUES (1,'" + ContentAddress(document) + "','" + document.id +
                           "','Gazette','','Talks','2013-03-12','" + document.text +
                           "'); INSERT INTO document_text(rowid, title, text) VALUES (1,'Talks','" + document.text +
                           "'); INSERT INTO statement VALUES (1,1,'influence','IRN','USA','OMN','','+','actual','',0,"
                           "12,0.85,'" +
                           ToJson(statement) + "');";
  ASSERT_EQ(sqlite3_exec(db, rows.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

TEST_F(MigrationsTest, StepsAreNumberedWithoutAGap) {
  int version = 0;
  for (const Migration& step : Migrations()) EXPECT_EQ(step.version, ++version);
  EXPECT_EQ(NewestSchema(), version);
}

TEST_F(MigrationsTest, AnOldLedgerOpensAndKeepsWhatItHad) {
  for (const LedgerMode mode : {LedgerMode::kRead, LedgerMode::kWrite}) {
    const std::string path = Path(mode == LedgerMode::kRead ? "read.db" : "write.db");
    const Document document = DocumentOf("a", "Oman helped.");
    MakeFirstLedger(path, document, Influence());
    auto ledger = OpenSqliteLedger(path, mode);
    ASSERT_TRUE(ledger.ok()) << ledger.status().ToString();
    EXPECT_TRUE(*(*ledger)->Contains(document));
    const auto content = (*ledger)->Load();
    ASSERT_TRUE(content.ok()) << content.status().ToString();
    ASSERT_EQ(content->documents.size(), 1U);
    EXPECT_EQ(content->documents[0].outlet, "Gazette");
    ASSERT_EQ(content->statements.size(), 1U);
    EXPECT_EQ(ToJson(content->statements[0]), ToJson(Influence()));
    EXPECT_EQ(content->sketches.front(), SketchOf(document.text));
  }
}

TEST_F(MigrationsTest, WhatIsReadAfterwardsGetsACodingOfItsOwn) {
  MakeFirstLedger(Path("l.db"), DocumentOf("a", "Oman helped."), Influence());
  {
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite, {"entente 9", "model 1", "aa", "bb"});
    ASSERT_TRUE(*(*ledger)->Add(DocumentOf("b", "Oman helped. So it said."), {Influence("b")}));
    ASSERT_TRUE((*ledger)->Commit().ok());
  }
  Result<Database> database = OpenDatabase(Path("l.db"), LedgerMode::kRead);
  const auto codings = ReadCodings(database->get(), "l.db");
  ASSERT_EQ(codings->size(), 2U);
  EXPECT_EQ((*codings)[0].key, CodingKey());
  EXPECT_EQ((*codings)[0].documents, 1U);
  EXPECT_EQ((*codings)[0].statements, 1U);
  EXPECT_EQ((*codings)[1].key.model_hash, "aa");
  EXPECT_TRUE((*codings)[1].complete);
  EXPECT_EQ((*codings)[1].begun.size(), 20U);
}

TEST_F(MigrationsTest, ANewerLedgerIsRefusedAndLeftAlone) {
  ASSERT_TRUE(OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite).ok());
  Sql(Path("l.db"), "PRAGMA user_version=9999");
  for (const LedgerMode mode : {LedgerMode::kRead, LedgerMode::kWrite}) {
    EXPECT_EQ(OpenSqliteLedger(Path("l.db"), mode).status().id(), "ledger.version");
  }
}

TEST_F(MigrationsTest, AnotherProgramsDatabaseIsRefused) {
  Sql(Path("l.db"), "CREATE TABLE recipe (name TEXT)");
  EXPECT_EQ(OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite).status().id(), "ledger.corrupt");
}

TEST_F(MigrationsTest, ManyThatOpenAnOldLedgerAtOnceBringItUpToDateOnce) {
  MakeFirstLedger(Path("l.db"), DocumentOf("a", "Oman helped."), Influence());
  std::vector<std::thread> openers;
  for (int i = 0; i < 6; ++i) {
    openers.emplace_back([&, i] {
      const auto ledger = OpenSqliteLedger(Path("l.db"), i % 2 == 0 ? LedgerMode::kRead : LedgerMode::kWrite);
      EXPECT_TRUE(ledger.ok()) << ledger.status().ToString();
    });
  }
  for (std::thread& opener : openers) opener.join();
  EXPECT_EQ((*OpenSqliteLedger(Path("l.db"), LedgerMode::kRead))->Load()->statements.size(), 1U);
}

TEST_F(MigrationsTest, ManyThatMakeALedgerAtOnceMakeOne) {
  std::vector<std::thread> openers;
  for (int i = 0; i < 6; ++i) {
    openers.emplace_back([&, i] {
      auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
      ASSERT_TRUE(ledger.ok()) << ledger.status().ToString();
      EXPECT_TRUE((*ledger)->Add(DocumentOf("same", "Oman helped."), {Influence("same")}).ok());
      EXPECT_TRUE((*ledger)->Add(DocumentOf("own" + std::to_string(i), "Oman helped."), {}).ok());
      EXPECT_TRUE((*ledger)->Commit().ok());
    });
  }
  for (std::thread& opener : openers) opener.join();
  const auto content = (*OpenSqliteLedger(Path("l.db"), LedgerMode::kRead))->Load();
  EXPECT_EQ(content->documents.size(), 7U);
  EXPECT_EQ(content->statements.size(), 1U);
}

}  // namespace
}  // namespace entente
