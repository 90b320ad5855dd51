#include "base/tsv.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace entente {
namespace {

constexpr std::array<std::string_view, 1> kRequired = {"code"};

TEST(TsvTest, ReadsCellsByColumnAndSkipsComments) {
  const std::string content = "# about\n\ncode\tname\nTUR\t Turkey \n# no\nISR\n";
  const auto table = TsvTable::Parse("t.tsv", content, kRequired);
  ASSERT_TRUE(table.ok()) << table.status().ToString();
  ASSERT_EQ(table->rows().size(), 2U);
  EXPECT_EQ(table->Cell(table->rows()[0], "name"), "Turkey");
  EXPECT_EQ(table->Cell(table->rows()[1], "name"), "");  // a short row
  EXPECT_EQ(table->Cell(table->rows()[0], "absent"), "");
  EXPECT_EQ(table->rows()[1].line, 6U);
}

TEST(TsvTest, NamesTheLineThatIsWrong) {
  const auto wide = TsvTable::Parse("t.tsv", "code\nA\nB\tC\n", kRequired);
  EXPECT_EQ(wide.status().id(), "data.bad_table");
  EXPECT_NE(wide.status().message().find("t.tsv: line 3"), std::string::npos) << wide.status().message();
  EXPECT_EQ(TsvTable::Parse("t.tsv", "name\nA\n", kRequired).status().id(), "data.bad_table");
  EXPECT_EQ(TsvTable::Parse("t.tsv", "", kRequired).status().id(), "data.bad_table");
}

TEST(TsvTest, ListsDropEmptyParts) {
  EXPECT_EQ(SplitList("a|b| c"), (std::vector<std::string_view>{"a", "b", "c"}));
  EXPECT_EQ(SplitList("|a||"), (std::vector<std::string_view>{"a"}));
  EXPECT_TRUE(SplitList("").empty());
}

}  // namespace
}  // namespace entente
