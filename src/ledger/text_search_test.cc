#include "ledger/text_search.h"

#include "ledger/ledger_fixture.h"

namespace entente {
namespace {

TEST(FullTextQueryTest, NoWordIsAnOperator) {
  EXPECT_EQ(FullTextQueryOf("peace talks"), "\"peace\" \"talks\"");
  EXPECT_EQ(FullTextQueryOf("  \"peace talks\" Oman* "), "\"peace talks\" \"Oman*\"*");
  EXPECT_EQ(FullTextQueryOf("NOT OR AND NEAR(a b) title:x ^a -b"),
            "\"NOT\" \"OR\" \"AND\" \"NEAR(a\" \"b)\" \"title:x\" \"^a\" \"-b\"");
  EXPECT_EQ(FullTextQueryOf(" * \" - "), "");
  EXPECT_EQ(FullTextQueryOf("\"unfinished phrase"), "\"unfinished phrase\"");
}

using TextSearchTest = LedgerFixture;

TEST_F(TextSearchTest, FindsTitlesAndTextsBestFirst) {
  {
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite);
    Document titled = DocumentOf("a", "The envoys met in Muscat for a long day of talks about prisoners.");
    titled.title = "Oman hosts";
    ASSERT_TRUE((*ledger)->Add(titled, {}).ok());
    ASSERT_TRUE((*ledger)->Add(DocumentOf("b", "Prisoners, prisoners, prisoners."), {}).ok());
    ASSERT_TRUE((*ledger)->Add(DocumentOf("c", "Nothing of the kind happened in Vienna."), {}).ok());
    ASSERT_TRUE((*ledger)->Commit().ok());
  }
  Result<Database> database = OpenDatabase(Path("l.db"), LedgerMode::kRead);
  const auto found = [&](std::string_view words, size_t most = 9) {
    std::string ids;
    const auto hits = Search(database->get(), "l.db", words, most);
    EXPECT_TRUE(hits.ok()) << hits.status().ToString();
    for (const SearchHit& hit : *hits) ids += hit.document;
    return ids;
  };
  EXPECT_EQ(found("prisoners"), "ba");
  EXPECT_EQ(found("prisoners", 1), "b");
  EXPECT_EQ(found("oman"), "a");
  EXPECT_EQ(found("\"long day\""), "a");
  EXPECT_EQ(found("\"day long\""), "");
  EXPECT_EQ(found("prison*"), "ba");
  EXPECT_EQ(found("NOT (a OR"), "");
  const auto hits = Search(database->get(), "l.db", "Muscat", 1);
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_NE(hits->front().snippet.find(std::string(1, kHitBegin) + "Muscat" + kHitEnd), std::string::npos);
  EXPECT_EQ(hits->front().outlet, "Gazette");
  EXPECT_EQ(hits->front().title, "Oman hosts");
  EXPECT_EQ(Search(database->get(), "l.db", " - ", 1).status().id(), "usage.no_words");
}

}  // namespace
}  // namespace entente
