#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "entente/engine.h"

namespace entente {
namespace {

Statement Event(const std::string& source, const std::string& type, const std::string& target, uint32_t begin = 0) {
  Statement s;
  s.source.code = source;
  s.target.code = target;
  s.type = type;
  s.evidence = {begin, begin + 100};
  return s;
}

Statement Influence(char effect) {
  Statement s;
  s.kind = StatementKind::kInfluence;
  s.agent.code = "OMN";
  s.pair[0].code = "IRN";
  s.pair[1].code = "USA";
  s.effect = effect;
  s.evidence = {0, 100};
  return s;
}

size_t Matched(const Statement& gold, const Statement& predicted) {
  return ScoreArticle(std::vector{gold}, std::vector{predicted}).matched;
}

TEST(ArticleScoreTest, KeepsApartWhatReadersKeepApart) {
  EXPECT_EQ(Matched(Event("ISR", "AID", "AZE"), Event("ISR", "SUPPORT", "AZE")), 1U);
  EXPECT_EQ(Matched(Event("ARE", "AGREE", "ISR"), Event("ARE", "COOPERATE", "ISR")), 1U);
  EXPECT_EQ(Matched(Event("AZE", "SUPPORT", "ISR"), Event("AZE", "CONSULT", "ISR")), 1U);
  EXPECT_EQ(Matched(Event("AZE", "AGREE", "ISR"), Event("AZE", "SUPPORT", "ISR")), 0U);
  EXPECT_EQ(Matched(Event("AZE", "AID", "ISR"), Event("AZE", "CONSULT", "ISR")), 0U);
}

TEST(ArticleScoreTest, DirectionCountsUnlessTheActIsMutual) {
  EXPECT_EQ(Matched(Event("ISR", "AID", "AZE"), Event("AZE", "AID", "ISR")), 0U);
  EXPECT_EQ(Matched(Event("ARE", "AGREE", "ISR"), Event("ISR", "AGREE", "ARE")), 1U);
}

TEST(ArticleScoreTest, AHelperIsNoSpoilerAndThePairHasNoOrder) {
  Statement turned = Influence('+');
  std::swap(turned.pair[0], turned.pair[1]);
  EXPECT_EQ(Matched(Influence('+'), turned), 1U);
  EXPECT_EQ(Matched(Influence('+'), Influence('-')), 0U);
}

TEST(ArticleScoreTest, NeighbouringSentencesMatchLenientlyNotStrictly) {
  const std::vector gold{Event("ISR", "AID", "AZE")};
  const ArticleScore near = ScoreArticle(gold, std::vector{Event("ISR", "AID", "AZE", 150)});
  EXPECT_EQ(near.matched, 1U);
  EXPECT_EQ(near.strict, 0U);
  EXPECT_EQ(ScoreArticle(gold, std::vector{Event("ISR", "AID", "AZE", 5000)}).matched, 0U);
}

TEST(ArticleScoreTest, StatusCountsStrictlyHopedAsPossible) {
  Statement gold = Event("IDN", "AGREE", "ISR");
  Statement predicted = gold;
  gold.status = StatementStatus::kHoped;
  predicted.status = StatementStatus::kPossible;
  EXPECT_EQ(ScoreArticle(std::vector{gold}, std::vector{predicted}).strict, 1U);
  predicted.status = StatementStatus::kActual;
  const ArticleScore other = ScoreArticle(std::vector{gold}, std::vector{predicted});
  EXPECT_EQ(other.matched, 1U);
  EXPECT_EQ(other.strict, 0U);
}

TEST(ArticleScoreTest, MatchesOneToOneAndListsTheRest) {
  const std::vector gold{Event("ISR", "AID", "AZE"), Event("TUR", "AID", "AZE")};
  const std::vector predicted{Event("ISR", "AID", "AZE"), Event("ISR", "AID", "AZE"), Event("DEU", "AID", "AZE")};
  const ArticleScore score = ScoreArticle(gold, predicted);
  EXPECT_EQ(score.matched, 1U);
  EXPECT_DOUBLE_EQ(score.recall(), 0.5);
  EXPECT_DOUBLE_EQ(score.precision(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(score.f1(), 0.4);
  ASSERT_EQ(score.missed.size(), 1U);
  EXPECT_EQ(score.missed[0].source.code, "TUR");
  EXPECT_EQ(score.false_ones.size(), 2U);
  EXPECT_EQ(ScoreArticle({}, {}).f1(), 0);
}

}  // namespace
}  // namespace entente
