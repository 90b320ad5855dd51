#include "text/blocks.h"

#include <gtest/gtest.h>

#include <string>

namespace entente {
namespace {

std::vector<std::string> TextsOf(std::string_view text) {
  std::vector<std::string> out;
  for (const Span& span : BlocksOf(text)) out.emplace_back(Slice(text, span));
  return out;
}

TEST(BlocksTest, SplitsAtBlankLinesAndTrims) {
  EXPECT_EQ(TextsOf("A heading\n\n  One. Two.  \n\nThree."),
            (std::vector<std::string>{"A heading", "One. Two.", "Three."}));
}

TEST(BlocksTest, ASingleLineEndSplitsUnlessTheTextIsWrapped) {
  EXPECT_EQ(TextsOf("A short line.\nAnother."), (std::vector<std::string>{"A short line.", "Another."}));
  const std::string wrapped =
      "Oman carried messages between the two for years and asked\n"
      "for nothing in return, which surprised those who had known\n"
      "the sultan for longer than the diplomats who came and went\n"
      "with every government in Washington and never learnt Arabic\n"
      "well enough to read a newspaper in it.";
  EXPECT_EQ(TextsOf(wrapped).size(), 1U);
}

TEST(BlocksTest, LeavesOutDateLinesBylinesAndRepeatedHeadings) {
  EXPECT_EQ(TextsOf("Peace at last\n\nPeace at last\n\n12 March 2022\n\nBy Ann Other\n\nIt held."),
            (std::vector<std::string>{"Peace at last", "It held."}));
}

TEST(BlocksTest, SpansAreInOrderAndDisjoint) {
  const std::string text = "a\n\nb c\nd\n\n\n e ";
  uint32_t last = 0;
  for (const Span& span : BlocksOf(text)) {
    EXPECT_GE(span.begin, last);
    EXPECT_LT(span.begin, span.end);
    last = span.end;
  }
  EXPECT_TRUE(BlocksOf("").empty());
  EXPECT_TRUE(BlocksOf(" \n\n \n").empty());
}

TEST(DateLineTest, ReadsTheUsualForms) {
  const Date day{2020, 12, 29};
  for (const char* line :
       {"29.12.2020", "29 December 2020", "December 29, 2020", "2020-12-29", "Tuesday, 29 Dec 2020"}) {
    EXPECT_EQ(DateOfLine(line), day) << line;
  }
  EXPECT_FALSE(DateOfLine("29 December 2020 was a Tuesday"));
  EXPECT_FALSE(DateOfLine("31.2.2020"));
  EXPECT_EQ(DateLineOf("Heading\n\n29.12.2020\n\nText."), day);
  EXPECT_FALSE(DateLineOf("Heading\n\nText of 29.12.2020."));
}

}  // namespace
}  // namespace entente
