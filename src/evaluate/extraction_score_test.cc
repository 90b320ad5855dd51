#include "evaluate/extraction_score.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(ExtractionScore, CountsRunsOfFourWords) {
  const ShingleScore score =
      ScoreShingles("Oman hosts both sides again today", "Oman hosts both sides again, tomorrow");
  EXPECT_DOUBLE_EQ(score.precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(score.recall, 2.0 / 3);
  // Words are \w+, case kept: punctuation parts them, letters beyond ASCII do not.
  EXPECT_DOUBLE_EQ(ScoreShingles("“Zürich” talks", "Zürich talks").precision, 1);
  EXPECT_DOUBLE_EQ(ScoreShingles("Oslo", "oslo").precision, 0);
}

TEST(ExtractionScore, EmptySidesAreLeftOut) {
  EXPECT_FALSE(ScoreShingles("Oslo", "").has_precision);
  EXPECT_DOUBLE_EQ(ScoreShingles("Oslo", "").recall, 0);
  EXPECT_FALSE(ScoreShingles("", "Oslo").has_recall);
}

}  // namespace
}  // namespace entente
