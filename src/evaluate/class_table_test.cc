#include "evaluate/class_table.h"

#include <gtest/gtest.h>

#include "evaluate/b_cubed.h"

namespace entente {
namespace {

TEST(ClassTableTest, AnUnansweredOneIsAMissAndNobodysFalseAlarm) {
  ClassTable table;
  table.Add("AID", "AID");
  table.Add("AID", "");
  table.Add("THREATEN", "THREATEN");
  table.Add("THREATEN", "AID");
  EXPECT_DOUBLE_EQ(table.Accuracy(), 0.5);
  EXPECT_DOUBLE_EQ(table.F1("AID"), 0.5);             // 2 * 1 / (2 gold + 2 told)
  EXPECT_DOUBLE_EQ(table.F1("THREATEN"), 2.0 / 3.0);  // 2 * 1 / (2 gold + 1 told)
  EXPECT_DOUBLE_EQ(table.MacroF1(), (0.5 + 2.0 / 3.0) / 2);
}

TEST(ClassTableTest, ClassesThatAreOnlyPredictedAreNotAveraged) {
  ClassTable table;
  table.Add("AID", "ASSAULT");
  EXPECT_DOUBLE_EQ(table.MacroF1(), 0.0);
  const std::vector<EvalFigure> figures = table.Figures();
  ASSERT_EQ(figures.size(), 4U);
  EXPECT_EQ(figures.back().name, "f1_AID");
  EXPECT_EQ(figures.back().count, 1U);
}

TEST(ClassTableTest, NothingGivesZeros) {
  EXPECT_DOUBLE_EQ(ClassTable().MacroF1(), 0.0);
  EXPECT_DOUBLE_EQ(ClassTable().Accuracy(), 0.0);
}

// By the definition, item by item, for every grouping of few items.
TEST(BCubedTest, AgreesWithItsDefinition) {
  const std::vector<uint32_t> gold = {0, 0, 0, 1, 1, 2};
  for (uint32_t code = 0; code < 729; ++code) {
    std::vector<uint32_t> predicted;
    for (uint32_t i = 0, rest = code; i < gold.size(); ++i, rest /= 3) predicted.push_back(rest % 3);
    double precision = 0;
    double recall = 0;
    for (size_t i = 0; i < gold.size(); ++i) {
      double same_both = 0, same_gold = 0, same_predicted = 0;
      for (size_t j = 0; j < gold.size(); ++j) {
        same_both += gold[i] == gold[j] && predicted[i] == predicted[j];
        same_gold += gold[i] == gold[j];
        same_predicted += predicted[i] == predicted[j];
      }
      precision += same_both / same_predicted / static_cast<double>(gold.size());
      recall += same_both / same_gold / static_cast<double>(gold.size());
    }
    const BCubed scored = ScoreBCubed(gold, predicted);
    ASSERT_NEAR(scored.precision, precision, 1e-12) << code;
    ASSERT_NEAR(scored.recall, recall, 1e-12) << code;
  }
}

TEST(PairScoreTest, CountsPairsOnce) {
  const std::vector<uint32_t> gold = {0, 0, 0, 1};
  const std::vector<uint32_t> predicted = {5, 5, 6, 6};
  const PairScore score = ScorePairs(gold, predicted);
  EXPECT_EQ(score.gold, 3U);
  EXPECT_EQ(score.together, 2U);
  EXPECT_EQ(score.right, 1U);
}

}  // namespace
}  // namespace entente
