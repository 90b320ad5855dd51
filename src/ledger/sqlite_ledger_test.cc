#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "ledger/ledger.h"

namespace entente {
namespace {

class LedgerTest : public ::testing::Test {
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
  static Statement Influence() {
    Statement s;
    s.document = "a";
    s.kind = StatementKind::kInfluence;
    s.agent = {"OMN", "Oman", "", {0, 4}};
    s.pair = {ActorRef{"IRN", "Iran", "", {}}, ActorRef{"USA", "United States", "", {}}};
    s.effect = '+';
    s.evidence = {0, 12};
    s.evidence_text = "Oman helped.";
    s.confidence = 0.85;
    return s;
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(LedgerTest, KeepsWhatCopiesAreKnownByAndMakesItAnewWhereItIsNotThere) {
  const Document document = DocumentOf("a", "Oman helped Iran and the United States to talk in Muscat.");
  {
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
    ASSERT_TRUE(*(*ledger)->Add(document, {}));
    ASSERT_TRUE((*ledger)->Commit().ok());
  }
  const auto sketches_are_there = [&](LedgerMode mode) {
    auto ledger = OpenSqliteLedger(Path("l.db"), mode);
    auto content = (*ledger)->Load();
    ASSERT_TRUE(content.ok());
    ASSERT_EQ(content->sketches.size(), 1u);
    EXPECT_EQ(content->sketches.front(), SketchOf(document.text));
    EXPECT_EQ(*(*ledger)->TextOf(content->documents.front().number), document.text);
    EXPECT_EQ((*ledger)->TextOf(99).status().id(), "ledger.corrupt");
  };
  sketches_are_there(LedgerMode::kRead);
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(Path("l.db").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "DROP TABLE document_sketch", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  sketches_are_there(LedgerMode::kRead);  // a ledger of before
  sketches_are_there(LedgerMode::kWrite);
}

TEST_F(LedgerTest, GivesBackWhatItWasGivenOnce) {
  {
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
    ASSERT_TRUE(ledger.ok()) << ledger.status().ToString();
    const Document document = DocumentOf("a", "Oman helped.");
    EXPECT_FALSE(*(*ledger)->Contains(document));
    EXPECT_TRUE(*(*ledger)->Add(document, {Influence()}));
    EXPECT_FALSE(*(*ledger)->Add(document, {Influence()}));
    ASSERT_TRUE((*ledger)->Commit().ok());
    EXPECT_TRUE(*(*ledger)->Contains(document));
  }
  auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kRead);
  ASSERT_TRUE(ledger.ok());
  auto content = (*ledger)->Load();
  ASSERT_TRUE(content.ok());
  ASSERT_EQ(content->documents.size(), 1U);
  EXPECT_EQ(content->documents[0].outlet, "Gazette");
  ASSERT_EQ(content->statements.size(), 1U);
  EXPECT_EQ(ToJson(content->statements[0]), ToJson(Influence()));
}

TEST_F(LedgerTest, WhatIsNotCommittedIsNotKept) {
  {
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
    ASSERT_TRUE((*ledger)->Add(DocumentOf("a", "Oman helped."), {Influence()}).ok());
  }
  auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kRead);
  EXPECT_TRUE((*ledger)->Load()->documents.empty());
}

TEST_F(LedgerTest, ReadersSeeTheLastCommitWhileOneWrites) {
  auto writer = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
  ASSERT_TRUE((*writer)->Add(DocumentOf("a", "One."), {}).ok());
  ASSERT_TRUE((*writer)->Commit().ok());
  ASSERT_TRUE((*writer)->Add(DocumentOf("b", "Two."), {}).ok());
  auto reader = OpenSqliteLedger(Path("l.db"), LedgerMode::kRead);
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ((*reader)->Load()->documents.size(), 1U);
}

TEST_F(LedgerTest, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(OpenSqliteLedger(Path("absent.db"), LedgerMode::kRead).status().id(), "ledger.missing");
  std::ofstream(Path("text.db")) << "this is no database, but it is long enough to be taken for one if nobody looks";
  EXPECT_EQ(OpenSqliteLedger(Path("text.db"), LedgerMode::kWrite).status().id(), "ledger.corrupt");
  EXPECT_EQ(OpenSqliteLedger(Path("no/such/folder.db"), LedgerMode::kWrite).status().id(), "ledger.unwritable");
}

TEST(ContentAddressTest, DependsOnIdAndText) {
  Document a;
  a.id = "a";
  a.text = "text";
  Document b = a;
  EXPECT_EQ(ContentAddress(a), ContentAddress(b));
  b.id = "b";
  EXPECT_NE(ContentAddress(a), ContentAddress(b));
  EXPECT_EQ(ContentAddress(a).size(), 32U);
}

}  // namespace
}  // namespace entente
