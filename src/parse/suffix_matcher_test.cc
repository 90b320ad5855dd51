#include "parse/suffix_matcher.h"

#include <gtest/gtest.h>

#include <random>

namespace entente::parse {
namespace {

TEST(MaxMatchCharactersTest, KnowsTheLongestMatch) {
  EXPECT_EQ(MaxMatchCharacters("abc$"), 3u);
  EXPECT_EQ(MaxMatchCharacters("a|bcd|"), 3u);
  EXPECT_EQ(MaxMatchCharacters(R"((?<=[0-9])(?:km²|\$|US\$)$)"), 3u);
  EXPECT_EQ(MaxMatchCharacters(R"([]^\]a-z]\x{1F600}…)"), 3u);
  EXPECT_EQ(MaxMatchCharacters("(?:ab){2,3}c?"), 7u);
  EXPECT_EQ(MaxMatchCharacters("(?<=a+)b"), std::nullopt);
  EXPECT_EQ(MaxMatchCharacters("a+"), std::nullopt);
  EXPECT_EQ(MaxMatchCharacters("a{2,}"), std::nullopt);
  EXPECT_EQ(MaxMatchCharacters(R"((a)\1)"), std::nullopt);
  EXPECT_EQ(MaxMatchCharacters("(a"), std::nullopt);
  EXPECT_EQ(MaxMatchCharacters("(?P<n>a)"), std::nullopt);
}

TEST(SplitAlternativesTest, LeavesGroupsAndClassesWhole) {
  EXPECT_EQ(SplitAlternatives(R"(a|(?:b|c)|[|]|\||)"),
            (std::vector<std::string_view>{"a", "(?:b|c)", "[|]", "\\|", ""}));
}

// Whatever the text, the fast way finds what a search from the left finds.
TEST(SuffixMatcherTest, AgreesWithThePlainSearch) {
  const std::string pattern = R"(…$|\)$|"$|\.\.+$|'s$|(?<=[0-9])km$|(?<=[0-9])(?:\$|US\$)$|(?<=[a-z)])\.$|--+$)";
  auto regex = Regex::Compile(pattern);
  // "--+" is no run of escaped marks, so the whole pattern falls back.
  EXPECT_FALSE(SuffixMatcher::Compile(pattern)->is_fast());
  const std::string quick = pattern.substr(0, pattern.size() - 5);
  auto matcher = SuffixMatcher::Compile(quick);
  ASSERT_TRUE(matcher.ok());
  ASSERT_TRUE(matcher->is_fast());
  auto plain = Regex::Compile(quick);
  ASSERT_TRUE(plain.ok());
  RegexScratch scratch;
  std::mt19937 random(1);
  const std::vector<std::string> parts = {"a", "9", ".", ")", "\"", "'s", "km", "$", "US$", "…", "é", "-", "Z"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t n = random() % 8; n > 0; --n) text += parts[random() % parts.size()];
    RegexMatch match;
    size_t expected = plain->Search(text, 0, &scratch, &match) ? match.end - match.begin : 0;
    EXPECT_EQ(matcher->SizeOf(text, &scratch), expected) << text;
  }
}

TEST(SuffixMatcherTest, ALongRowOfMarksTakesNoLongTime) {
  auto matcher = SuffixMatcher::Compile(R"(\)$|\.\.+$)");
  ASSERT_TRUE(matcher.ok());
  RegexScratch scratch;
  const std::string text = std::string(50000, '.') + std::string(50000, ')');
  size_t peeled = 0;
  for (std::string_view rest = text; !rest.empty();) {
    size_t size = matcher->SizeOf(rest, &scratch);
    ASSERT_GT(size, 0u);
    rest.remove_suffix(size);
    ++peeled;
  }
  EXPECT_EQ(peeled, 50001u);
}

}  // namespace
}  // namespace entente::parse
