#include <fstream>

#include "ledger/ledger_fixture.h"

namespace entente {
namespace {

using LedgerTest = LedgerFixture;

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
  Sql(Path("l.db"), "DELETE FROM document_sketch");
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
