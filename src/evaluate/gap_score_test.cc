#include "evaluate/gap_score.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

constexpr std::string_view kNames =
    "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n";

TEST(GapTest, OffsetsCountCharactersNotBytes) {
  const std::string bytes =
      std::string(kNames) + "x-1\tJos\u00e9 met Ana. She left.\tShe\t14\tJos\u00e9\t0\tFALSE\tAna\t9\tTRUE\tu\n";
  const Result<std::vector<GapCase>> cases = ReadGap(bytes, "x.tsv");
  ASSERT_TRUE(cases.ok()) << cases.status().ToString();
  ASSERT_EQ(cases->size(), 1U);
  const GapCase& one = cases->front();
  EXPECT_EQ(one.text.substr(one.offset, 3), "She");
  EXPECT_EQ(one.b.span.begin, 10U);
  EXPECT_FALSE(one.a.same);
  EXPECT_TRUE(one.b.same);
}

TEST(GapTest, WhatDoesNotFitIsNamed) {
  const auto error = [](const std::string& line) { return ReadGap(std::string(kNames) + line, "x.tsv").status(); };
  EXPECT_EQ(error("x-1\tAna left.\tShe\t0\n").id(), "eval.bad_gold");
  EXPECT_EQ(error("x-1\tAna left.\tShe\t0\tAna\t0\tTRUE\tAna\t0\tTRUE\tu\n").message(),
            "x.tsv: line 2: an offset or truth value does not fit the text");
  EXPECT_EQ(error("x-1\tShe left.\tShe\t0\tShe\t0\tMAYBE\tShe\t0\tTRUE\tu\n").id(), "eval.bad_gold");
}

TEST(GapTest, GenderOfThePronoun) {
  EXPECT_TRUE(IsFeminine("her"));
  EXPECT_TRUE(IsFeminine("She"));
  EXPECT_FALSE(IsFeminine("his"));
}

}  // namespace
}  // namespace entente
