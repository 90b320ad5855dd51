#include "relation/outlet_book.h"

#include <gtest/gtest.h>

#include "relation/fact_reports.h"

namespace entente {
namespace {

TEST(OutletBookTest, KnowsOwnersByNameAndDomain) {
  const Result<OutletBook> book = OutletBook::Load(DataFiles::Embedded());
  ASSERT_TRUE(book.ok()) << book.status().ToString();
  EXPECT_EQ(book->OwnerOf("The Guardian"), "Guardian Media Group");
  EXPECT_EQ(book->OwnerOf("www.theguardian.com"), "Guardian Media Group");
  EXPECT_EQ(book->OwnerOf("edition.cnn.com"), book->OwnerOf("CNN Arabic"));
  EXPECT_EQ(book->OwnerOf("USA TODAY"), book->OwnerOf("azcentral.com"));
  EXPECT_EQ(book->OwnerOf("Gazette of Nowhere"), "Gazette of Nowhere");
  EXPECT_EQ(book->OwnerOf("St. Nowhere.com Post"), "St. Nowhere.com Post");
  EXPECT_EQ(book->OwnerOf(""), "");
}

// One act, told in the words of one text by so many documents.
FactTable FactsOf(const std::vector<DocumentInfo>& documents, const std::vector<std::string>& silent = {}) {
  std::vector<Statement> statements;
  for (const DocumentInfo& document : documents) {
    if (std::find(silent.begin(), silent.end(), document.id) != silent.end()) continue;
    Statement s;
    s.document = document.id;
    s.source = {"TUR", "Turkey", "", {0, 6}};
    s.target = {"ISR", "Israel", "", {16, 22}};
    s.type = "SANCTION";
    s.evidence = {0, 40};
    s.evidence_text = "Turkey expelled Israel's ambassador from Ankara on Friday.";
    s.confidence = 0.9;
    statements.push_back(s);
  }
  DuplicateRules rules;
  rules.outlets = std::make_shared<const OutletBook>(*OutletBook::Load(DataFiles::Embedded()));
  return FactTable::Build(statements, documents, rules);
}

TEST(FactReportsTest, PapersOfOneOwnerAreOneWitness) {
  const FactTable facts = FactsOf({{"d1", "USA Today", Date{2011, 9, 3}, kNoStory, "", ""},
                                   {"d2", "azcentral.com", Date{2011, 9, 2}, kNoStory, "", ""},
                                   {"d3", "Haaretz", Date{2011, 9, 3}, kNoStory, "", ""},
                                   {"d4", "", Date{2011, 9, 4}, kNoStory, "", ""}});
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts.OutletCount(0), 4);
  EXPECT_EQ(facts.IndependentCount(0), 3);
  const FactReports reports = ReportsOf(facts, 0);
  EXPECT_EQ(reports.documents, (std::vector<std::string_view>{"d2", "d1", "d3", "d4"}));
  EXPECT_EQ(reports.outlets, (std::vector<std::string_view>{"Haaretz", "USA Today", "azcentral.com"}));
  EXPECT_EQ(reports.owners, (std::vector<std::string_view>{"Gannett", "Haaretz Group"}));
  EXPECT_EQ(reports.first->document, "d2");
  EXPECT_TRUE(reports.revisions.empty());
}

TEST(FactReportsTest, SaysWhatBecameOfItInLaterVersions) {
  const FactTable facts = FactsOf({{"d1", "Post", Date{2011, 9, 2}, 0, "", ""},
                                   {"d2", "Post", Date{2011, 9, 3}, 0, "updated", ""},
                                   {"d3", "Post", Date{2011, 9, 4}, 0, "corrected", ""},
                                   {"d4", "Post", Date{2011, 9, 4}, 4, "corrected", ""}},
                                  {"d3", "d4"});
  ASSERT_EQ(facts.size(), 1U);
  const FactReports reports = ReportsOf(facts, 0);
  ASSERT_EQ(reports.revisions.size(), 2U);
  EXPECT_EQ(reports.revisions[0].document->id, "d2");
  EXPECT_TRUE(reports.revisions[0].repeats);
  EXPECT_EQ(reports.revisions[1].document->revision, "corrected");
  EXPECT_FALSE(reports.revisions[1].repeats);
}

}  // namespace
}  // namespace entente
