#include "broker/broker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace entente {
namespace {

const DataFiles& Data() {
  static const DataFiles data = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data").value();
  return data;
}

RelationWeights Weights() { return RelationWeights::Load(Data()).value(); }
BrokerWeights Parts() { return BrokerWeights::Load(Data()).value(); }

Statement InfluenceOf(const std::string& agent, const std::string& a, const std::string& b, char effect,
                      StatementStatus status) {
  Statement s;
  s.document = "d";
  s.kind = StatementKind::kInfluence;
  s.agent.code = agent;
  s.pair[0].code = a;
  s.pair[1].code = b;
  s.effect = effect;
  s.status = status;
  s.confidence = 0.9;
  return s;
}

Statement EventOf(const std::string& source, const std::string& target, const std::string& type) {
  Statement s;
  s.document = "d";
  s.source.code = source;
  s.target.code = target;
  s.type = type;
  s.confidence = 0.9;
  return s;
}

BrokerRanking Rank(std::vector<Statement> statements, const std::string& a, const std::string& b) {
  const FactTable facts = FactTable::Build(std::move(statements), {}, Weights().duplicate_rules());
  return RankBrokers(facts, Weights(), Parts(), a, b, {});
}

TEST(BrokerTest, DirectEvidenceMakesABrokerWithDirection) {
  const BrokerRanking ranking = Rank({InfluenceOf("NOR", "LKA", "LTTE", '+', StatementStatus::kOffered),
                                      InfluenceOf("IND", "LTTE", "LKA", '-', StatementStatus::kActual)},
                                     "LTTE", "LKA");
  ASSERT_EQ(ranking.brokers.size(), 2u);
  EXPECT_EQ(ranking.brokers[0].key, "IND");
  EXPECT_EQ(ranking.brokers[0].direction, BrokerDirection::kHurts);
  EXPECT_DOUBLE_EQ(ranking.brokers[0].score, 0.9);
  EXPECT_EQ(ranking.brokers[1].key, "NOR");
  EXPECT_EQ(ranking.brokers[1].direction, BrokerDirection::kHelps);
  EXPECT_DOUBLE_EQ(ranking.brokers[1].direct, 0.9 * 0.7);
}

TEST(BrokerTest, DealingsAndTiesWithBothSidesMakeNoBroker) {
  std::vector<Statement> statements;
  for (int i = 0; i < 40; ++i) {
    statements.push_back(EventOf("USA", "LKA", "AID"));
    statements.push_back(EventOf("LTTE", "USA", "CONSULT"));
  }
  Statement tie = InfluenceOf("", "USA", "LKA", '+', StatementStatus::kActual);
  tie.kind = StatementKind::kTie;
  tie.tie = "alliance";
  statements.push_back(tie);
  const BrokerRanking ranking = Rank(statements, "LKA", "LTTE");
  EXPECT_TRUE(ranking.brokers.empty());
  EXPECT_TRUE(ranking.mentioned.empty());
}

TEST(BrokerTest, AHopeOrADenialAloneIsMentionedOnly) {
  const BrokerRanking ranking = Rank({InfluenceOf("NOR", "LKA", "LTTE", '+', StatementStatus::kHoped),
                                      InfluenceOf("IND", "LTTE", "LKA", '+', StatementStatus::kDenied)},
                                     "LTTE", "LKA");
  EXPECT_TRUE(ranking.brokers.empty());
  ASSERT_EQ(ranking.mentioned.size(), 2u);
  EXPECT_EQ(ranking.mentioned[0].key, "NOR");
}

TEST(BrokerTest, TheSidesThemselvesAreInsidersByName) {
  Statement kara = InfluenceOf("LKA", "LKA", "LTTE", '+', StatementStatus::kActual);
  kara.agent.name = "Milinda M";
  const BrokerRanking ranking =
      Rank({kara, InfluenceOf("LTTE", "LKA", "LTTE", '-', StatementStatus::kActual)}, "LTTE", "LKA");
  EXPECT_TRUE(ranking.brokers.empty());
  ASSERT_EQ(ranking.insiders.size(), 2u);
  EXPECT_EQ(ranking.insiders[0].name, "Milinda M");
  EXPECT_EQ(ranking.insiders[0].key, "LKA");
  EXPECT_EQ(ranking.insiders[1].direction, BrokerDirection::kHurts);
}

TEST(BrokerTest, RepeatedMediationWithBothSidesIsEnoughAndPersonsRollUpWithTheirNames) {
  std::vector<Statement> statements;
  for (const char* side : {"LKA", "LTTE"}) {
    for (int i = 0; i < 2; ++i) {
      Statement talk = EventOf("NOR", side, "CONSULT");
      talk.cameo = "045";
      talk.evidence = {static_cast<uint32_t>(i), 9};
      statements.push_back(talk);
    }
  }
  BrokerRanking ranking = Rank(statements, "LKA", "LTTE");
  ASSERT_EQ(ranking.brokers.size(), 1u);
  EXPECT_EQ(ranking.brokers[0].key, "NOR");
  EXPECT_EQ(ranking.brokers[0].direct, 0);
  EXPECT_GT(ranking.brokers[0].mediation, 0);
  EXPECT_EQ(ranking.brokers[0].behavioural_evidence.size(), 4u);
  statements.pop_back();
  EXPECT_TRUE(Rank(statements, "LKA", "LTTE").brokers.empty());
  Statement solheim = InfluenceOf("NOR", "LKA", "LTTE", '+', StatementStatus::kActual);
  solheim.agent.name = "Erik S";
  statements.push_back(solheim);
  ranking = Rank(statements, "LKA", "LTTE");
  ASSERT_EQ(ranking.brokers.size(), 1u);
  EXPECT_EQ(ranking.brokers[0].names, std::vector<std::string>{"Erik S"});
}

TEST(BrokerTest, DegenerateQuestionsAreEmpty) {
  const std::vector<Statement> statements = {InfluenceOf("NOR", "LKA", "LTTE", '+', StatementStatus::kActual)};
  EXPECT_TRUE(Rank(statements, "LKA", "FRA").brokers.empty());
  EXPECT_TRUE(Rank(statements, "LKA", "LKA").brokers.empty());
  EXPECT_TRUE(Rank({}, "LKA", "LTTE").brokers.empty());
}

// The definition of broker.h once more, over statements as they come, without columns or indexes. Valid for statements
// without evidence text or dates: then every statement is a fact of its own and nothing decays.
struct NaiveBroker {
  std::string key;
  double score = 0;
  bool called = false;
};

double NaiveValue(const Statement& s, const RelationWeights& w) {
  const double sign = s.effect == '+' ? 1 : s.effect == '-' ? -1 : 0;
  const double type = s.kind == StatementKind::kEvent ? w.EventWeight(s.type) : sign * w.TieWeight(s.tie);
  return type * w.StatusWeight(s.status) * s.confidence;
}

bool Joins(const Statement& s, const std::string& x, const std::string& y) {
  const bool event = s.kind == StatementKind::kEvent;
  const std::string a = event ? s.source.code : s.pair[0].code, b = event ? s.target.code : s.pair[1].code;
  return (a == x && b == y) || (a == y && b == x);
}

NaiveBroker NaiveScore(const std::vector<Statement>& statements, const std::string& actor,
                       const std::array<std::string, 2>& pair, const RelationWeights& w, const BrokerWeights& p) {
  double helping = 0, hurting = 0;
  std::array<double, 2> mediation{}, dealings{}, ties{};
  std::array<int, 2> mediations{};
  bool named = false;
  for (const Statement& s : statements) {
    if (s.kind == StatementKind::kInfluence) {
      if (s.agent.code != actor || !Joins(s, pair[0], pair[1])) continue;
      named = true;
      const double weight = s.effect == '-'   ? p["effect_hurts"]
                            : s.effect == '+' ? p["effect_helps"]
                                              : p["effect_unknown"];
      (s.effect == '-' ? hurting : helping) += w.InfluenceStatusWeight(s.status) * s.confidence * weight;
      continue;
    }
    for (int side = 0; side < 2; ++side) {
      const double value = NaiveValue(s, w);
      if (!Joins(s, actor, pair[side]) || value <= 0) continue;
      if (s.kind == StatementKind::kTie) {
        ties[side] += value;
      } else if (s.cameo == "045" && s.source.code == actor) {
        mediation[side] += value;
        ++mediations[side];
      } else {
        dealings[side] += value;
      }
    }
  }
  const auto weak = [&](const std::array<double, 2>& sums, const std::string& part) {
    return std::min(p[part + "_scale"] * std::min(sums[0], sums[1]), p[part + "_cap"]);
  };
  NaiveBroker broker{actor};
  const bool mediates = std::min(mediations[0], mediations[1]) >= p["minimum_mediations"];
  broker.called = (named && std::max(helping, hurting) >= p["minimum_direct"]) || mediates;
  broker.score = std::abs(helping - hurting);
  if (helping >= hurting)
    broker.score += weak(mediation, "mediation") + weak(dealings, "behavioural") + weak(ties, "structural");
  return broker;
}

std::vector<Statement> RandomStatements(std::mt19937& random, const std::vector<std::string>& actors, int count) {
  const std::vector<std::string> types = {"AID", "ACCUSE", "CONSULT", "AGREE"};
  const auto pick = [&](const auto& list) -> const auto& { return list[random() % list.size()]; };
  std::vector<Statement> statements;
  for (uint32_t i = 0; i < static_cast<uint32_t>(count); ++i) {
    const std::string a = pick(actors), b = pick(actors);
    const char effect = "+-0"[random() % 3];
    const auto status = static_cast<StatementStatus>(random() % kStatusCount);
    Statement s = InfluenceOf(pick(actors), a, b, effect, status);
    if (random() % 3 == 0) {
      s.kind = StatementKind::kTie;
      s.agent = {};
    } else if (random() % 2 == 0) {
      s = EventOf(a, b, pick(types));
      s.cameo = random() % 2 == 0 ? "045" : "";
    }
    s.evidence = {i, i + 1};
    s.confidence = 0.5 + 0.1 * static_cast<double>(random() % 5);
    if (a != b) statements.push_back(s);
  }
  return statements;
}

TEST(BrokerOracleTest, RanksAsTheDefinitionDoesOnRandomSets) {
  const RelationWeights weights = Weights();
  const BrokerWeights parts = Parts();
  std::mt19937 random(11);
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> actors = {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF"};
    actors.resize(3 + random() % 4);
    const std::vector<Statement> statements = RandomStatements(random, actors, 5 + static_cast<int>(random() % 60));
    std::vector<NaiveBroker> expected;
    for (const std::string& actor : actors) {
      if (actor == "AAA" || actor == "BBB") continue;
      const NaiveBroker broker = NaiveScore(statements, actor, {"AAA", "BBB"}, weights, parts);
      if (broker.called) expected.push_back(broker);
    }
    std::map<std::string, double> scores;
    for (const NaiveBroker& broker : expected) scores[broker.key] = broker.score;

    const BrokerRanking ranking = Rank(statements, "BBB", "AAA");
    ASSERT_EQ(ranking.brokers.size(), expected.size()) << "round " << round;
    for (size_t i = 0; i < ranking.brokers.size(); ++i) {
      const Broker& broker = ranking.brokers[i];
      ASSERT_TRUE(scores.contains(broker.key)) << "round " << round;
      EXPECT_NEAR(broker.score, scores[broker.key], 1e-9) << "round " << round << " " << broker.key;
      if (i > 0) {
        EXPECT_GE(ranking.brokers[i - 1].score, broker.score);
      }
    }
  }
}

// Gold statements of one article, as a perfect reader would code it.
std::vector<Statement> GoldOf(const std::filesystem::path& file) {
  std::vector<Statement> statements;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    auto statement = StatementOf(line);
    EXPECT_TRUE(statement.ok()) << file << ": " << statement.status().ToString();
    if (!statement.ok()) continue;
    statement.value().document = file.stem().string();
    if (statement->confidence == 0) statement.value().confidence = 0.9;
    statements.push_back(std::move(statement).value());
  }
  return statements;
}

struct Example {
  std::string slug, a, b, broker, direction;
};

std::vector<Example> Examples() {
  std::vector<Example> examples;
  std::ifstream index(ENTENTE_SOURCE_DIR "/examples/index.tsv");
  std::string line;
  std::getline(index, line);
  while (std::getline(index, line)) {
    std::vector<std::string> cells;
    std::stringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    if (cells.size() > 5) examples.push_back({cells[0], cells[2], cells[3], cells[4], cells[5]});
  }
  return examples;
}

std::filesystem::path GoldFile(const std::string& slug) {
  for (const char* folder : {"examples", "examples/more"}) {
    const std::filesystem::path file = std::filesystem::path(ENTENTE_SOURCE_DIR) / folder / (slug + ".gold.jsonl");
    if (std::filesystem::exists(file)) return file;
  }
  return {};
}

void ExpectTrueBroker(const BrokerRanking& ranking, const Example& example) {
  if (example.broker.empty()) {
    EXPECT_TRUE(ranking.brokers.empty()) << example.slug << ": " << ranking.brokers.front().key;
    return;
  }
  ASSERT_FALSE(ranking.brokers.empty()) << example.slug;
  EXPECT_EQ(ranking.brokers[0].key, example.broker) << example.slug;
  EXPECT_EQ(ToString(ranking.brokers[0].direction), example.direction) << example.slug;
}

TEST(BrokerExamplesTest, TrueThirdPartyFirstInEachArticleAndInAllTogether) {
  const std::vector<Example> examples = Examples();
  if (examples.empty()) GTEST_SKIP() << "examples/index.tsv is not here";
  std::vector<Statement> all;
  for (const Example& example : examples) {
    const std::vector<Statement> gold = GoldOf(GoldFile(example.slug));
    ASSERT_FALSE(gold.empty()) << example.slug;
    ExpectTrueBroker(Rank(gold, example.a, example.b), example);
    all.insert(all.end(), gold.begin(), gold.end());
  }
  for (const Example& example : examples) ExpectTrueBroker(Rank(all, example.a, example.b), example);
}

TEST(BrokerArticleTest, AzerbaijanHelpsAndNobodyElseIsCalledBroker) {
  const std::filesystem::path file = std::filesystem::path(ENTENTE_SOURCE_DIR) / "../shared/gold/article.gold.jsonl";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the shared article is not here";
  const BrokerRanking ranking = Rank(GoldOf(file), "ISR", "TUR");
  ASSERT_EQ(ranking.brokers.size(), 1u);
  EXPECT_EQ(ranking.brokers[0].key, "AZE");
  EXPECT_EQ(ranking.brokers[0].direction, BrokerDirection::kHelps);
  EXPECT_EQ(ranking.brokers[0].names, std::vector<std::string>{"Ilham Aliyev"});
  ASSERT_EQ(ranking.insiders.size(), 1u);
  EXPECT_EQ(ranking.insiders[0].name, "Ayoob Kara");
}

}  // namespace
}  // namespace entente
