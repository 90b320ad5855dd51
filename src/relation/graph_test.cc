// The signed graph, what is inferred from it, camps and waves, beside slow and plain ways to the same on small cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "relation/camps.h"
#include "relation/inferred_ties.h"
#include "relation/tie_graph.h"
#include "relation/waves.h"
#include "stream/event_columns_builder.h"

namespace entente {
namespace {

SeriesSettings Settings() { return SeriesSettings::Load(DataFiles::Embedded()).value(); }
InferenceWeights Inference() { return InferenceWeights::Load(DataFiles::Embedded()).value(); }

std::vector<TieOfPair> RandomTies(uint32_t seed, size_t groups, int percent) {
  std::mt19937 random(seed);
  std::vector<TieOfPair> ties;
  for (StreamGroupId a = 0; a < groups; ++a) {
    for (StreamGroupId b = a + 1; b < groups; ++b) {
      if (static_cast<int>(random() % 100) >= percent) continue;
      ties.push_back({a, b, static_cast<float>(static_cast<int>(random() % 19) - 9) / 10.0F, 12});
    }
  }
  return ties;
}

// Every walk of three steps, one by one.
double PlainBalance(const TieGraph& graph, StreamGroupId a, StreamGroupId b) {
  double balance = 0;
  const auto step = [&](StreamGroupId x, StreamGroupId y) {
    const auto tie = graph.Between(x, y);
    return tie ? tie->value * graph.StepWeight(x) * graph.StepWeight(y) : 0;
  };
  for (StreamGroupId k = 0; k < graph.group_count(); ++k) {
    for (StreamGroupId m = 0; m < graph.group_count(); ++m) {
      if (k != a && k != b && m != a && m != b && k != m) balance += step(a, k) * step(k, m) * step(m, b);
    }
  }
  return balance;
}

TEST(InferredTiesTest, BalanceIsTheSumOverAllWalks) {
  size_t judged = 0;
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const TieGraph graph = TieGraph::Of(9, RandomTies(seed, 9, 55));
    for (StreamGroupId a = 0; a < 9; ++a) {
      for (StreamGroupId b = 0; b < 9; ++b) {
        const auto tie = InferTie(graph, a, b, Inference(), Settings());
        if (!tie) continue;
        ++judged;
        EXPECT_NEAR(tie->balance, PlainBalance(graph, a, b), 1e-12);
        EXPECT_NEAR(tie->status, graph.mean() + graph.Status(a) + graph.Status(b), 1e-12);
        for (const BalanceWalk& walk : tie->walks) {
          EXPECT_NEAR(graph.Between(a, walk.through)->value, walk.first, 1e-9);
          EXPECT_NEAR(graph.Between(walk.through, walk.next)->value, walk.middle, 1e-9);
          EXPECT_NEAR(graph.Between(walk.next, b)->value, walk.last, 1e-9);
          EXPECT_GT(walk.share * tie->balance, 0) << "a walk told against its own conclusion";
        }
        const auto back = InferTie(graph, b, a, Inference(), Settings());
        EXPECT_NEAR(back->probability, tie->probability, 1e-9) << "as seen from the other side";
      }
    }
  }
  EXPECT_GT(judged, 400u);
}

TEST(InferredTiesTest, OfOneAreThoseOfEachPairAndNeverReportedOnes) {
  SeriesSettings settings = Settings();
  settings.inferred_clear = 0.5;  // everybody is told
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    const TieGraph graph = TieGraph::Of(12, RandomTies(seed, 12, 40));
    for (StreamGroupId a = 0; a < 12; ++a) {
      std::set<StreamGroupId> told;
      for (const InferredTie& tie : InferTiesOf(graph, a, 100, Inference(), settings)) {
        EXPECT_FALSE(graph.Between(a, tie.b)) << "inferred though reported";
        EXPECT_NEAR(tie.probability, InferTie(graph, a, tie.b, Inference(), settings)->probability, 1e-9);
        told.insert(tie.b);
      }
      for (StreamGroupId b = 0; b < 12; ++b) {
        if (b != a && !graph.Between(a, b) && InferTie(graph, a, b, Inference(), settings)) {
          EXPECT_TRUE(told.contains(b));
        }
      }
    }
  }
}

TEST(TieGraphTest, StatusIsTheRidgeSolution) {
  const TieGraph graph = TieGraph::Of(8, RandomTies(4, 8, 70));
  // At the solution no status wants to move: (n + 2) s = sum of what the others leave.
  for (StreamGroupId g = 0; g < 8; ++g) {
    double rest = 0;
    for (const Tie& tie : graph.TiesOf(g)) rest += tie.value - graph.mean() - graph.Status(tie.other);
    EXPECT_NEAR(graph.Status(g) * (static_cast<double>(graph.TiesOf(g).size()) + 2), rest, 0.05);
  }
}

// Modularity by its definition, pair by pair.
double PlainModularity(size_t nodes, const std::vector<SignedEdge>& edges, const std::vector<uint32_t>& labels) {
  std::vector<std::vector<double>> good(nodes, std::vector<double>(nodes)), bad = good;
  for (const SignedEdge& edge : edges) {
    (edge.value >= 0 ? good : bad)[edge.a][edge.b] += std::abs(edge.value);
    (edge.value >= 0 ? good : bad)[edge.b][edge.a] += std::abs(edge.value);
  }
  double good_sum = 0, bad_sum = 0, out = 0;
  std::vector<double> good_degree(nodes), bad_degree(nodes);
  for (size_t i = 0; i < nodes; ++i) {
    for (size_t j = 0; j < nodes; ++j) good_degree[i] += good[i][j], bad_degree[i] += bad[i][j];
    good_sum += good_degree[i], bad_sum += bad_degree[i];
  }
  for (size_t i = 0; i < nodes; ++i) {
    for (size_t j = 0; j < nodes; ++j) {
      if (labels[i] != labels[j]) continue;
      out += good[i][j] - (good_sum > 0 ? good_degree[i] * good_degree[j] / good_sum : 0);
      out -= bad[i][j] - (bad_sum > 0 ? bad_degree[i] * bad_degree[j] / bad_sum : 0);
    }
  }
  return good_sum + bad_sum > 0 ? out / (good_sum + bad_sum) : 0;
}

// The best of all partitions of a few nodes.
double BestModularity(size_t nodes, const std::vector<SignedEdge>& edges, std::vector<uint32_t>& labels, size_t at,
                      uint32_t used) {
  if (at == nodes) return PlainModularity(nodes, edges, labels);
  double best = -2;
  for (uint32_t label = 0; label <= used; ++label) {
    labels[at] = label;
    best = std::max(best, BestModularity(nodes, edges, labels, at + 1, std::max(used, label + 1)));
  }
  return best;
}

TEST(SignedCommunitiesTest, ModularityIsItsDefinitionAndNearTheBestThereIs) {
  double found_sum = 0, best_sum = 0;
  for (uint32_t seed = 1; seed <= 25; ++seed) {
    std::vector<SignedEdge> edges;
    for (const TieOfPair& tie : RandomTies(seed, 7, 60)) edges.push_back({tie.a, tie.b, tie.value});
    const std::vector<uint32_t> labels = SignedCommunities(7, edges);
    const double found = SignedModularity(7, edges, labels);
    EXPECT_NEAR(found, PlainModularity(7, edges, labels), 1e-12);
    std::vector<uint32_t> all(7, 0);
    const double best = BestModularity(7, edges, all, 0, 0);
    EXPECT_LE(found, best + 1e-12);
    found_sum += found, best_sum += best;
  }
  EXPECT_GT(found_sum, 0.92 * best_sum);
}

TEST(CampsTest, TwoBlocsAreFoundAndWhoChangesIsTold) {
  // 0-4 and 5-9 stand together; 4 goes over later.
  const auto ties = [](bool later) {
    std::vector<TieOfPair> out;
    for (StreamGroupId a = 0; a < 10; ++a) {
      for (StreamGroupId b = a + 1; b < 10; ++b) {
        const auto side = [&](StreamGroupId g) { return g < 4 || (g == 4 && !later) ? 0 : 1; };
        out.push_back({a, b, side(a) == side(b) ? 0.8F : -0.6F, 20});
      }
    }
    return out;
  };
  const TieGraph before = TieGraph::Of(10, ties(false)), after = TieGraph::Of(10, ties(true));
  const Camps first = CampsOf(before, {0, 364}, Settings()), second = CampsOf(after, {365, 729}, Settings());
  ASSERT_EQ(first.camps.size(), 2u);
  ASSERT_EQ(second.camps.size(), 2u);
  EXPECT_EQ(second.camps[0].members.size(), 6u);
  EXPECT_NEAR(first.frustration, 0, 1e-12);
  const std::vector<CampChange> changes = CampChanges(first, before, second, after, Settings());
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].group, 4u);
  EXPECT_NEAR(changes[0].before, 4 * 0.8 + 5 * 0.6, 1e-5);
  EXPECT_TRUE(CampChanges(first, before, first, before, Settings()).empty());
}

TEST(WavesTest, SurpriseIsThePoissonTail) {
  for (const double mean : {0.05, 0.8, 3.0, 20.0}) {
    for (uint32_t count = 1; count < 40; count += 3) {
      double below = 0, term = std::exp(-mean);
      for (uint32_t k = 0; k < count; ++k) below += term, term *= mean / (k + 1);
      const double tail = 1 - below;
      if (tail <= 1e-9) continue;
      EXPECT_NEAR(PoissonSurprise(mean, count), -std::log10(tail), 1e-5) << mean << " " << count;
    }
  }
  EXPECT_EQ(PoissonSurprise(1, 0), 0);
}

TEST(WavesTest, RecognitionsWithinDaysAreOneWaveAndVisitsNone) {
  EventColumnsBuilder builder;
  const auto actor = [&](const std::string& code) {
    return builder.names().Add(StreamActorEntry{"State " + code, {code, "", code}, {}});
  };
  const StreamActId recognise = builder.names().Add(StreamActEntry{"054", "Grant recognition", "SUPPORT", "", 6, 1});
  const StreamActId visit = builder.names().Add(StreamActEntry{"042", "Make a visit", "CONSULT", "", 1.9, 1});
  const StreamActorId young = actor("SSD");
  const uint32_t file = builder.AddFile({"made.tsv", "quads", ""});
  const std::vector<std::string> codes = {"NOR", "KEN", "EGY", "CHN", "JPN", "FRA", "IND", "BRA"};
  uint32_t row = 2;
  const auto add = [&](int32_t day, StreamActorId source, StreamActId act) {
    builder.Add(file, StreamRow{day, source, young, act, StatementStatus::kActual, 1, row++, {}});
  };
  for (size_t i = 0; i < codes.size(); ++i) {
    add(15164 + static_cast<int32_t>(i), actor(codes[i]), recognise);
    add(15164 + static_cast<int32_t>(i), actor(codes[i]), visit);
    add(15400 + 90 * static_cast<int32_t>(i), actor(codes[i]), recognise);  // later, one by one
  }
  add(15165, young, recognise);  // itself does not count
  const EventColumns columns = std::move(std::move(builder).Build().value());
  const WaveActs acts = WaveActs::Load(DataFiles::Embedded()).value();
  const std::vector<Wave> waves = WavesOf(columns, acts, {}, std::nullopt, Settings());
  ASSERT_EQ(waves.size(), 1u);
  EXPECT_EQ(acts.Label(waves[0].act), "recognition");
  EXPECT_EQ(waves[0].members.size(), 8u);
  EXPECT_EQ(waves[0].from_day, 15164);
  EXPECT_EQ(waves[0].to_day, 15171);
  const std::vector<Wave> towards = WavesOf(columns, acts, {}, columns.Find("SSD"), Settings());
  ASSERT_EQ(towards.size(), 1u);
  EXPECT_EQ(towards[0].members.size(), 8u);
  EXPECT_TRUE(WavesOf(columns, acts, {}, columns.Find("NOR"), Settings()).empty());
}

}  // namespace
}  // namespace entente
