#include "ledger/sql_runner.h"

#include <thread>

#include "ledger/ledger_fixture.h"

namespace entente {
namespace {

class SqlRunnerTest : public LedgerFixture {
 protected:
  void SetUp() override {
    LedgerFixture::SetUp();
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
    Statement event;
    event.document = "a";
    event.source = {"OMN", "Badr Albusaidi", "GOV", {0, 4}};
    event.target = {"IRN", "Iran", "", {}};
    event.type = "CONSULT";
    event.mode = "visit";
    event.goldstein = 1.9;
    event.evidence = {0, 12};
    event.evidence_text = "Oman helped.";
    event.confidence = 0.5;
    event.speaker = ActorRef{"USA", "John Kerry", "GOV", {}};
    ASSERT_TRUE((*ledger)->Add(DocumentOf("a", "Oman helped."), {Influence("a"), event}).ok());
    ASSERT_TRUE((*ledger)->Commit().ok());
  }

  struct Rows {
    Status status;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
  };
  Rows Run(std::string_view sql, const SqlLimits& limits = {}) {
    Rows out;
    Result<Database> database = OpenDatabase(Path("l.db"), LedgerMode::kRead);
    const SqlSink sink{[&](std::span<const std::string> names) { out.columns.assign(names.begin(), names.end()); },
                       [&](std::span<const SqlSink::Cell> cells) {
                         std::vector<std::string> row;
                         for (const auto& cell : cells) row.emplace_back(cell.null ? "NULL" : cell.text);
                         out.rows.push_back(std::move(row));
                         return true;
                       }};
    out.status = RunSql(database->get(), "l.db", sql, limits, sink);
    return out;
  }
};

TEST_F(SqlRunnerTest, ViewsSayWhatStatementsSay) {
  const Rows events =
      Run("SELECT source, source_name, source_sector, target, type, mode, goldstein, speaker FROM events");
  ASSERT_TRUE(events.status.ok()) << events.status.ToString();
  ASSERT_EQ(events.rows.size(), 1U);
  EXPECT_EQ(events.rows[0],
            (std::vector<std::string>{"OMN", "Badr Albusaidi", "GOV", "IRN", "CONSULT", "visit", "1.9", "John Kerry"}));
  const Rows influences = Run("SELECT agent, first, second, effect, evidence, outlet FROM influences");
  ASSERT_EQ(influences.rows.size(), 1U);
  EXPECT_EQ(influences.rows[0], (std::vector<std::string>{"OMN", "IRN", "USA", "+", "Oman helped.", "Gazette"}));
  EXPECT_EQ(Run("SELECT count(*) FROM ties").rows[0][0], "0");
  EXPECT_EQ(Run("SELECT id, bytes, coding, published_date FROM documents").rows[0],
            (std::vector<std::string>{"a", "12", "1", "2013-03-12"}));
  EXPECT_EQ(Run("SELECT documents, statements FROM codings").rows[0], (std::vector<std::string>{"1", "2"}));
}

TEST_F(SqlRunnerTest, RefusesWhatIsNotReading) {
  for (const char* sql :
       {"DELETE FROM document", "INSERT INTO coding VALUES (9,'','','','','','',1)", "DROP TABLE document",
        "CREATE TABLE t (a)", "CREATE TEMP TABLE t (a)", "PRAGMA user_version = 9", "PRAGMA integrity_check",
        "ATTACH 'other.db' AS other", "VACUUM INTO 'copy.db'", "BEGIN", "EXPLAIN SELECT 1",
        "SELECT load_extension('x')", "INSERT INTO document_text(document_text) VALUES ('rebuild')"}) {
    EXPECT_EQ(Run(sql).status.id(), "usage.sql_refused") << sql;
  }
  EXPECT_EQ(Run("SELECT 1; DELETE FROM document").status.id(), "usage.bad_sql");
  EXPECT_EQ(Run("SELEKT 1").status.id(), "usage.bad_sql");
  EXPECT_EQ(Run("SELECT * FROM nothing_there").status.id(), "usage.bad_sql");
  EXPECT_EQ(Run("  ; ").status.id(), "usage.bad_sql");
  EXPECT_EQ(Run("SELECT length(zeroblob(900000000))").status.id(), "usage.bad_sql");
  EXPECT_EQ(Run("SELECT count(*) FROM document").rows[0][0], "1");
}

constexpr const char* kForEver =
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r";

TEST_F(SqlRunnerTest, EndsAfterItsTimeAndWhenTold) {
  EXPECT_EQ(Run(kForEver, {.seconds = 0.05, .stopped = nullptr}).status.id(), "sql.too_long");
  int asked = 0;
  EXPECT_EQ(Run(kForEver, {.seconds = 0, .stopped = [&] { return ++asked == 3; }}).status.id(), "sql.stopped");
}

}  // namespace
}  // namespace entente
