// What the tests of this room share: a folder of their own, a document, a statement, raw SQL.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "ledger/ledger.h"

namespace entente {

class LedgerFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "entente-ledger-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  static Document DocumentOf(const std::string& id, const std::string& text) {
    Document document;
    document.id = id;
    document.text = text;
    document.outlet = "Gazette";
    document.published_date = Date{2013, 3, 12};
    return document;
  }

  // REQUIRES: the document's text begins with "Oman helped.".
  static Statement Influence(const std::string& document = "a") {
    Statement s;
    s.document = document;
    s.kind = StatementKind::kInfluence;
    s.agent = {"OMN", "Oman", "", {0, 4}};
    s.pair = {ActorRef{"IRN", "Iran", "", {}}, ActorRef{"USA", "United States", "", {}}};
    s.effect = '+';
    s.evidence = {0, 12};
    s.evidence_text = "Oman helped.";
    s.confidence = 0.85;
    return s;
  }

  // Behind the ledger's back, as another program would.
  static void Sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }

  std::filesystem::path folder_;
};

}  // namespace entente
