#include "relation/relation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "relation/duplicates.h"

namespace entente {
namespace {

RelationWeights Weights() {
  const auto data = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  auto weights = RelationWeights::Load(data.value());
  EXPECT_TRUE(weights.ok()) << weights.status().ToString();
  return std::move(weights).value();
}

Statement EventOf(const std::string& source, const std::string& target, const std::string& type,
                  const std::string& document, const std::string& text = "") {
  Statement s;
  s.document = document;
  s.source.code = source;
  s.target.code = target;
  s.type = type;
  s.confidence = 0.8;
  s.evidence = {10, 20};
  s.evidence_text = text.empty() ? source + " " + type + " " + target : text;
  return s;
}

Statement TieOf(const std::string& a, const std::string& b, const std::string& tie, char effect,
                const std::string& document) {
  Statement s = EventOf("", "", "", document, a + " and " + b + " stand in " + tie);
  s.kind = StatementKind::kTie;
  s.pair[0].code = a;
  s.pair[1].code = b;
  s.tie = tie;
  s.effect = effect;
  return s;
}

FactTable Facts(std::vector<Statement> statements, std::vector<DocumentInfo> documents = {}) {
  return FactTable::Build(std::move(statements), std::move(documents), {});
}

TEST(FactTableTest, CopiesOfOneReportAreOneFactAndTheirOutletsAreCounted) {
  const std::string text = "Chad thanked Niger on Monday for the grain that it had sent to the border camps.";
  const std::string copy = "Chad thanked Niger Monday for the grain that it had sent to the border camps.";
  const FactTable facts = Facts(
      {EventOf("TCD", "NER", "SUPPORT", "d1", text), EventOf("TCD", "NER", "SUPPORT", "d2", copy),
       EventOf("TCD", "NER", "SUPPORT", "d3", copy)},
      {{"d1", "Morning", Date{2020, 5, 4}}, {"d2", "Evening", Date{2020, 5, 5}}, {"d3", "Evening", Date{2020, 5, 6}}});
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts.OutletCount(0), 2);
  EXPECT_EQ(facts.Members(0).size(), 3u);
  EXPECT_EQ(facts.Representative(0).document, "d1");
  EXPECT_TRUE(facts.DatedByPublication(0));
}

TEST(FactTableTest, OtherWordsOtherStatusOtherDaysStayApart) {
  Statement offered = EventOf("TCD", "NER", "AID", "d1", "Chad sent rice to Niger.");
  Statement other_status = offered;
  other_status.status = StatementStatus::kOffered;
  Statement other_words = EventOf("TCD", "NER", "AID", "d2", "A convoy with food crossed from Chad.");
  Statement later = offered;
  later.document = "d3";
  const FactTable facts =
      Facts({offered, other_status, other_words, later},
            {{"d1", "A", Date{2020, 5, 4}}, {"d2", "B", Date{2020, 5, 4}}, {"d3", "C", Date{2020, 6, 4}}});
  EXPECT_EQ(facts.size(), 4u);
}

TEST(FactTableTest, EventDatesDecideBeforePublicationDates) {
  Statement first = EventOf("TCD", "NER", "AID", "d1", "Chad sent rice to Niger."), second = first;
  first.event_date = DateInterval{{2019, 5, 0}, {2019, 5, 0}};
  second.event_date = DateInterval{{2019, 5, 17}, {2019, 5, 17}};
  second.document = "d2";
  const std::vector<DocumentInfo> documents = {{"d1", "A", Date{2020, 5, 4}}, {"d2", "B", Date{2021, 5, 4}}};
  EXPECT_EQ(Facts({first, second}, documents).size(), 1u);
  second.event_date = DateInterval{{2018, 5, 17}, {2018, 5, 17}};
  EXPECT_EQ(Facts({first, second}, documents).size(), 2u);
}

FactTable FactsWithGrouper(std::vector<Statement> statements, std::vector<DocumentInfo> documents) {
  return FactTable::Build(std::move(statements), std::move(documents), Weights().duplicate_rules());
}

TEST(FactTableTest, AnEventInOtherWordsIsCountedOnce) {
  Statement first =
      EventOf("TUR", "ISR", "SANCTION", "d1",
              "Turkey expelled Israel's ambassador Gabby Levy after the report on the Gaza flotilla raid.");
  Statement second = EventOf("TUR", "ISR", "SANCTION", "d2",
                             "Ankara sent the Israeli ambassador Levy home, a day after the flotilla report leaked.");
  first.pattern = second.pattern = "event_verbs:expel";
  const std::vector<DocumentInfo> near = {{"d1", "Morning", Date{2011, 9, 2}}, {"d2", "Evening", Date{2011, 9, 3}}};
  EXPECT_EQ(FactsWithGrouper({first, second}, near).size(), 1u);
  EXPECT_EQ(Facts({first, second}, near).size(), 2u) << "without the trained grouper only copies are one";
  const std::vector<DocumentInfo> far = {{"d1", "Morning", Date{2011, 9, 2}}, {"d2", "Evening", Date{2018, 5, 16}}};
  EXPECT_EQ(FactsWithGrouper({first, second}, far).size(), 2u);
  second.target.code = "USA";
  EXPECT_EQ(FactsWithGrouper({first, second}, near).size(), 2u);
}

TEST(FactTableTest, TwoPersonsNeverDoOneAct) {
  Statement first = EventOf("ISR", "TUR", "SUPPORT", "d1", "Prime minister Naftali Bennett thanked Turkey.");
  Statement second = EventOf("ISR", "TUR", "SUPPORT", "d2", "Foreign minister Yair Lapid thanked Turkey.");
  first.pattern = second.pattern = "event_verbs:praise";
  first.source.sector = second.source.sector = "GOV";
  first.source.name = "Naftali Bennett";
  second.source.name = "Bennett";
  const std::vector<DocumentInfo> documents = {{"d1", "A", Date{2021, 11, 18}}, {"d2", "B", Date{2021, 11, 18}}};
  second.evidence_text = "Prime minister Bennett publicly thanked Turkey.";
  EXPECT_EQ(FactsWithGrouper({first, second}, documents).size(), 1u);
  second.source.name = "Yair Lapid";
  EXPECT_EQ(FactsWithGrouper({first, second}, documents).size(), 2u);
}

TEST(FactTableTest, CopiesOfAStoryCountOnceWhenTheirOutletsAreCountedAsIndependent) {
  const std::string text = "Chad thanked Niger on Monday for the grain that it had sent to the border camps.";
  const std::string edited = "Chad on Monday thanked its neighbour Niger warmly for grain sent to the camps.";
  const std::vector<Statement> statements = {EventOf("TCD", "NER", "SUPPORT", "d1", text),
                                             EventOf("TCD", "NER", "SUPPORT", "d2", edited),
                                             EventOf("TCD", "NER", "SUPPORT", "d3", text)};
  const FactTable copies =
      Facts(statements,
            {{"d1", "A", Date{2020, 5, 4}, 1}, {"d2", "B", Date{2020, 5, 30}, 1}, {"d3", "C", Date{2020, 5, 5}, 3}});
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_EQ(copies.OutletCount(0), 3);
  EXPECT_EQ(copies.IndependentCount(0), 2);
  EXPECT_EQ(Facts(statements, {{"d1", "A", Date{2020, 5, 4}}, {"d2", "B", Date{2020, 5, 5}}}).size(), 2u);
}

// All pairs compared with all, as the rules say it: what the look-up by rare words must come to.
size_t FactsByAllPairs(const std::vector<std::string>& texts, double similarity) {
  std::vector<size_t> root(texts.size());
  size_t facts = texts.size();
  for (size_t i = 0; i < texts.size(); ++i) root[i] = i;
  for (size_t i = 0; i < texts.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (root[i] == root[j] || WordSimilarity(texts[i], texts[j]) < similarity) continue;
      std::replace(root.begin(), root.end(), size_t{root[i]}, size_t{root[j]});
      --facts;
    }
  }
  return facts;
}

TEST(FactTableTest, LookingUpByRareWordsFindsWhatComparingAllFinds) {
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    std::vector<Statement> statements;
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i) {
      std::string text;
      const unsigned theme = random() % 6;
      for (unsigned w = 0; w < 12; ++w)
        text += "w" + std::to_string(random() % 6 == 0 ? random() % 90 : theme * 12 + w) + " ";
      texts.push_back(text);
      statements.push_back(EventOf("TCD", "NER", "AID", "d" + std::to_string(i), text));
    }
    EXPECT_EQ(Facts(statements).size(), FactsByAllPairs(texts, 0.8));
  }
}

TEST(FactTableTest, WindowsTakeWhatOverlapsAndUndatedFactsOnlyWithoutBounds) {
  Statement dated = EventOf("TCD", "NER", "AID", "d1");
  dated.event_date = DateInterval{{2010, 5, 0}, {2010, 7, 0}};
  const FactTable facts = Facts({dated, EventOf("TCD", "NER", "ACCUSE", "d1")});
  const FactId event = facts.BeginDay(0) == kNoDay ? 1 : 0;
  EXPECT_TRUE(facts.InWindow(event, {.from = Date{2010, 7, 31}}));
  EXPECT_FALSE(facts.InWindow(event, {.from = Date{2010, 8, 1}}));
  EXPECT_TRUE(facts.InWindow(event, {.to = Date{2010, 5, 0}}));
  EXPECT_FALSE(facts.InWindow(event, {.to = Date{2010, 4, 0}}));
  EXPECT_TRUE(facts.InWindow(1 - event, {}));
  EXPECT_FALSE(facts.InWindow(1 - event, {.to = Date{2030, 1, 1}}));
}

TEST(RelationTest, EveryNumberIsTheSumOfItsRows) {
  const RelationWeights weights = Weights();
  Statement aid = EventOf("TCD", "NER", "AID", "d1");
  aid.event_date = DateInterval{{2019, 1, 1}, {2019, 1, 1}};
  Statement threat = EventOf("NER", "TCD", "THREATEN", "d2");
  threat.status = StatementStatus::kPossible;
  const FactTable facts =
      Facts({aid, threat, TieOf("NER", "TCD", "alliance", '+', "d2")}, {{"d2", "", Date{2020, 1, 1}}});
  const Relation relation = ComputeRelation(facts, weights, "TCD", "NER", {});
  ASSERT_EQ(relation.contributions.size(), 3u);
  double level = 0;
  for (const Contribution& c : relation.contributions) {
    EXPECT_DOUBLE_EQ(c.value, c.type_weight * c.status_weight * c.confidence * c.decay);
    level += c.value;
  }
  EXPECT_DOUBLE_EQ(relation.level, level);
  EXPECT_EQ(relation.first, "NER");
  ASSERT_TRUE(relation.as_of.has_value());
  EXPECT_EQ(*relation.as_of, (Date{2020, 1, 1}));
  // A year old aid counts half; the year before it counted whole.
  const double expected = 0.8 * 0.8 * 0.5 - 0.5 * 0.1 * 0.8 + 1 * 0.8;
  EXPECT_NEAR(relation.level, expected, 1e-12);
  EXPECT_NEAR(relation.earlier_level, 0.8 * 0.8, 1e-12);
  ASSERT_EQ(relation.kinds.size(), 3u);
  EXPECT_EQ(relation.kinds[0].word, "alliance");
}

TEST(RelationTest, UnknownPairsAreEmpty) {
  const FactTable facts = Facts({EventOf("TCD", "NER", "AID", "d1")});
  EXPECT_TRUE(ComputeRelation(facts, Weights(), "TCD", "FRA", {}).contributions.empty());
  EXPECT_TRUE(ComputeRelation(facts, Weights(), "TCD", "TCD", {}).contributions.empty());
  EXPECT_TRUE(ComputeRelation(Facts({}), Weights(), "TCD", "NER", {}).contributions.empty());
}

std::vector<Statement> RandomStatements(std::mt19937& random, int count) {
  const std::vector<std::string> actors = {"TCD", "NER", "MLI", "LBY"};
  const std::vector<std::string> types = {"AID", "ACCUSE", "CONSULT"};
  const auto pick = [&](const auto& list) -> const auto& { return list[random() % list.size()]; };
  std::vector<Statement> statements;
  for (int i = 0; i < count; ++i) {
    Statement s = EventOf(pick(actors), pick(actors), pick(types), "d" + std::to_string(random() % 6));
    if (random() % 3 == 0) s = TieOf(pick(actors), pick(actors), "trade", random() % 2 == 0 ? '+' : '-', s.document);
    s.evidence = {static_cast<uint32_t>(random() % 5), 9};
    s.confidence = 0.5 + 0.1 * static_cast<double>(random() % 5);
    if (random() % 2 == 0) s.event_date = DateInterval{{static_cast<int16_t>(2015 + random() % 4)}, {2019}};
    statements.push_back(s);
  }
  return statements;
}

TEST(RelationTest, OrderOfInsertionDoesNotMatter) {
  const RelationWeights weights = Weights();
  const std::vector<DocumentInfo> documents = {{"d1", "A", Date{2020, 5, 4}}, {"d2", "B", Date{2020, 5, 5}}};
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<Statement> statements = RandomStatements(random, 30);
    const FactTable before = Facts(statements, documents);
    std::shuffle(statements.begin(), statements.end(), random);
    const FactTable after = Facts(statements, {documents[1], documents[0]});
    ASSERT_EQ(before.size(), after.size());
    for (FactId f = 0; f < before.size(); ++f) {
      ASSERT_EQ(ToJson(before.Representative(f)), ToJson(after.Representative(f)));
      ASSERT_EQ(before.Confidence(f), after.Confidence(f));
    }
    const Relation a = ComputeRelation(before, weights, "TCD", "NER", {});
    const Relation b = ComputeRelation(after, weights, "NER", "TCD", {});
    EXPECT_EQ(a.level, b.level);
    EXPECT_EQ(a.trend, b.trend);
  }
}

TEST(WeightsTest, EveryPloverTypeHasAWeightAndABadNumberIsNamed) {
  const RelationWeights weights = Weights();
  for (const char* type : {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "ACCUSE", "REJECT",
                           "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}) {
    EXPECT_NE(weights.EventWeight(type), 0) << type;
  }
  EXPECT_EQ(weights.EventWeight("REQUEST"), 0);
  EXPECT_EQ(weights.TieWeight("no such kind"), weights.TieWeight("other"));
  const DataFiles bad =
      DataFiles::InMemory({{"relation/event_weights.tsv", "type\tweight\treason\texample\nAID\tmuch\t\t\n"}});
  EXPECT_EQ(RelationWeights::Load(bad).status().id(), "data.bad_number");
  EXPECT_EQ(RelationWeights::Load(DataFiles::InMemory({})).status().id(), "data.missing");
}

}  // namespace
}  // namespace entente
