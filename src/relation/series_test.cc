// Level, segmentation and change points beside slow and plain ways to the same numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "relation/change_points.h"
#include "relation/level.h"
#include "relation/segmentation.h"
#include "stream/event_columns_builder.h"

namespace entente {
namespace {

SeriesSettings Settings() {
  auto settings = SeriesSettings::Load(DataFiles::Embedded());
  EXPECT_TRUE(settings.ok()) << settings.status().ToString();
  return settings.value();
}

std::vector<DyadEvent> RandomEvents(uint32_t seed, size_t count, int32_t days) {
  std::mt19937 random(seed);
  std::vector<DyadEvent> events(count);
  for (DyadEvent& event : events) {
    event.day = 14000 + static_cast<int32_t>(random() % static_cast<uint32_t>(days));
    event.weight = static_cast<float>(static_cast<int>(random() % 21) - 10) / 10.0F;
    event.forward = random() % 2 == 0;
  }
  std::sort(events.begin(), events.end(), [](const DyadEvent& x, const DyadEvent& y) { return x.day < y.day; });
  for (size_t i = 0; i < events.size(); ++i) events[i].event = static_cast<StreamEventId>(i);
  return events;
}

// By the definition in level.h, each event from scratch.
Level PlainLevel(const std::vector<DyadEvent>& events, int32_t day, const LevelRules& rules) {
  Level out{.day = day};
  std::map<int32_t, std::array<double, 2>> bursts;
  for (const DyadEvent& event : events) {
    if (event.day > day) continue;
    const double share = std::abs(event.weight) * std::pow(0.5, (day - event.day) / rules.half_life_days);
    const bool good = event.weight >= 0;
    (good ? out.cooperation : out.conflict) += share;
    bursts[static_cast<int32_t>(std::floor(event.day / static_cast<double>(rules.burst_days)))][good ? 0 : 1] += share;
    ++out.events;
  }
  std::array<double, 2> variance = {rules.prior_weight * rules.prior_weight, rules.prior_weight * rules.prior_weight};
  for (const auto& [week, sums] : bursts) variance[0] += sums[0] * sums[0], variance[1] += sums[1] * sums[1];
  const double good = 1 + out.cooperation, bad = 1 + out.conflict;
  out.level = std::log(good) - rules.conflict_factor * std::log(bad);
  out.deviation = std::sqrt(variance[0] / (good * good) +
                            rules.conflict_factor * rules.conflict_factor * variance[1] / (bad * bad));
  return out;
}

TEST(LevelTest, LineAndLevelAreWhatTheDefinitionGives) {
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    const std::vector<DyadEvent> events = RandomEvents(seed, 150, 900);
    const LevelRules rules = LevelRules::Current(Settings());
    const std::vector<Level> line = LevelLine(events, {13990, 14950}, 13, rules);
    EXPECT_EQ(line.back().day, 14950);
    for (const Level& point : line) {
      const Level plain = PlainLevel(events, point.day, rules), direct = LevelAt(events, point.day, rules);
      EXPECT_NEAR(point.level, plain.level, 1e-9);
      EXPECT_NEAR(point.deviation, plain.deviation, 1e-9);
      EXPECT_NEAR(direct.level, plain.level, 1e-9);
      EXPECT_NEAR(direct.deviation, plain.deviation, 1e-9);
      EXPECT_EQ(point.events, plain.events);
    }
  }
}

TEST(LevelTest, ClashesLowerItAndMoreEventsNarrowIt) {
  const LevelRules rules = LevelRules::Current(Settings());
  std::vector<DyadEvent> few, many;
  for (int i = 0; i < 40; ++i) {
    many.push_back({15000 + 7 * i, 0.6F, 0, true});
    if (i % 10 == 0) few.push_back(many.back());
  }
  const Level a = LevelAt(few, 15300, rules), b = LevelAt(many, 15300, rules);
  EXPECT_LT(a.level, b.level);
  EXPECT_LT(b.deviation, a.deviation);
  many.push_back({15299, -1, 0, true});
  EXPECT_LT(LevelAt(many, 15300, rules).level, b.level - 1);
  EXPECT_EQ(LevelAt({}, 15300, rules).level, 0);
  EXPECT_GT(LevelAt({}, 15300, rules).deviation, 1) << "nothing known is not certainty";
}

// The cheapest segmentation of all there are, by trying every set of breaks.
std::vector<size_t> CheapestBreaks(const SeriesRows& rows, double penalty, size_t minimum) {
  const size_t n = rows[0].size();
  std::vector<size_t> cheapest;
  double least = 1e300;
  for (uint32_t set = 0; set < (1u << (n - 1)); ++set) {
    std::vector<size_t> edges = {0};
    for (size_t i = 1; i < n; ++i) {
      if ((set >> (i - 1)) & 1u) edges.push_back(i);
    }
    edges.push_back(n);
    double cost = penalty * static_cast<double>(edges.size() - 2);
    bool fits = true;
    for (size_t e = 0; e + 1 < edges.size() && fits; ++e) {
      const size_t length = edges[e + 1] - edges[e];
      fits = length >= minimum;
      for (const std::vector<double>& column : rows) {
        double mean = 0;
        for (size_t i = edges[e]; i < edges[e + 1]; ++i) mean += column[i] / static_cast<double>(length);
        for (size_t i = edges[e]; i < edges[e + 1]; ++i) cost += (column[i] - mean) * (column[i] - mean);
      }
    }
    if (!fits || cost >= least) continue;
    least = cost;
    cheapest.assign(edges.begin() + 1, edges.end() - 1);
  }
  return cheapest;
}

TEST(SegmentationTest, FindsTheCheapestSegmentationOfAll) {
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 1);
  size_t found = 0;
  for (int trial = 0; trial < 60; ++trial) {
    SeriesRows rows;
    const size_t n = 9 + random() % 5, turn = 3 + random() % 4;
    for (size_t i = 0; i < n; ++i) {
      rows[0].push_back(noise(random) + (i >= turn ? 3 : 0));
      rows[1].push_back(noise(random));
    }
    for (const double penalty : {1.0, 4.0, 12.0}) {
      std::vector<size_t> breaks;
      for (const Break& b : FindBreaks(rows, penalty, 2)) {
        breaks.push_back(b.row);
        EXPECT_GE(b.gain, penalty - 1e-9) << "a break that costs more than it gains";
      }
      EXPECT_EQ(breaks, CheapestBreaks(rows, penalty, 2));
      found += breaks.size();
    }
  }
  EXPECT_GT(found, 100u);
}

TEST(SegmentationTest, ShuffledNoiseHasNoBreaksAndAStepHasOne) {
  std::mt19937 random(3);
  std::exponential_distribution<double> heavy(0.4);
  int alarms = 0, hits = 0;
  for (int trial = 0; trial < 60; ++trial) {
    SeriesRows rows;
    for (int i = 0; i < 300; ++i) {
      for (std::vector<double>& column : rows) column.push_back(random() % 4 == 0 ? heavy(random) : 0);
    }
    const SeriesRows scaled = ScaledByNoise(rows);
    alarms += FindBreaks(scaled, ShuffledPenalty(scaled, 4, 99, 0.02), 4).empty() ? 0 : 1;
    for (size_t i = 170; i < 300; ++i) rows[1][i] += 2.5;
    const SeriesRows stepped = ScaledByNoise(rows);
    const std::vector<Break> breaks = FindBreaks(stepped, ShuffledPenalty(stepped, 4, 99, 0.02), 4);
    hits += std::any_of(breaks.begin(), breaks.end(), [](const Break& b) { return b.row >= 165 && b.row <= 175; });
  }
  EXPECT_LE(alarms, 5);
  EXPECT_GE(hits, 55);
}

// Chad and Niger meet monthly for five years, then clash weekly for one and meet no more.
std::vector<StreamRow> TurnedPair(EventColumnsBuilder& builder) {
  StreamActorEntry chad{"Chad", {"TCD", "", "TCD"}, {}}, niger{"Niger", {"NER", "", "NER"}, {}};
  StreamActorEntry army{"Military (Chad)", {"TCD", "MIL", "TCD"}, {}};
  const StreamActorId a = builder.names().Add(chad), b = builder.names().Add(niger), m = builder.names().Add(army);
  const StreamActId meet = builder.names().Add(StreamActEntry{"043", "Host a visit", "CONSULT", "", 2.8, 1});
  const StreamActId clash = builder.names().Add(StreamActEntry{"190", "Use force", "ASSAULT", "", -10, 4});
  std::vector<StreamRow> rows;
  for (int32_t month = 0; month < 60; ++month) {
    rows.push_back({12000 + 30 * month, month % 3 == 0 ? b : a, month % 3 == 0 ? a : b, meet, {}, 1, 1, {}});
  }
  for (int32_t week = 0; week < 52; ++week) rows.push_back({13801 + 7 * week, m, b, clash, {}, 0.9, 2, {}});
  for (size_t i = 0; i < rows.size(); ++i) rows[i].row = static_cast<uint32_t>(i + 2);
  return rows;
}

EventColumns ColumnsOf(const std::vector<size_t>& order) {
  EventColumnsBuilder builder;
  const std::vector<StreamRow> rows = TurnedPair(builder);
  const uint32_t file = builder.AddFile({"made.tsv", "quads", ""});
  for (const size_t i : order) builder.Add(file, rows[i]);
  return std::move(std::move(builder).Build().value());
}

RelationWeights Weights() { return std::move(RelationWeights::Load(DataFiles::Embedded()).value()); }

TEST(ChangePointsTest, FindsTheTurnAndWhatMadeIt) {
  std::vector<size_t> order(112);
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const EventColumns columns = ColumnsOf(order);
  const EventWeights weights = EventWeights::Of(columns, Weights(), EventScale::kOwn);
  const StreamGroupId chad = *columns.Find("TCD"), niger = *columns.Find("NER");
  const std::vector<ChangePoint> changes = ChangePointsOf(columns, weights, chad, niger, {}, Settings());
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_LE(std::abs(changes[0].day - 13801), 7);
  EXPECT_LT(changes[0].direction, 0);
  EXPECT_LT(changes[0].before.conflict, 0.01);
  EXPECT_NEAR(changes[0].after.conflict, 0.9, 0.03);
  ASSERT_EQ(changes[0].turning_events.size(), 3u);
  EXPECT_EQ(columns.Day(changes[0].turning_events[0]), 13801);
  EXPECT_EQ(columns.Actor(columns.Source(changes[0].turning_events[0])).name, "Military (Chad)");
  // The same asked the other way round, and nothing for who never met.
  EXPECT_EQ(ChangePointsOf(columns, weights, niger, chad, {}, Settings()).size(), 1u);
  EXPECT_TRUE(ChangePointsOf(columns, weights, chad, chad, {}, Settings()).empty());
  // As of a day before the turn there is none.
  EXPECT_TRUE(ChangePointsOf(columns, weights, chad, niger, {0, 13800}, Settings()).empty());
}

TEST(ChangePointsTest, TheOrderOfAddingChangesNothing) {
  std::vector<size_t> order(112);
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const EventColumns first = ColumnsOf(order);
  std::shuffle(order.begin(), order.end(), std::mt19937(5));
  const EventColumns second = ColumnsOf(order);
  const auto look = [&](const EventColumns& columns) {
    const EventWeights weights = EventWeights::Of(columns, Weights(), EventScale::kOwn);
    const StreamGroupId chad = *columns.Find("TCD"), niger = *columns.Find("NER");
    const std::vector<DyadEvent> events = DyadEventsOf(columns, weights, chad, niger, {});
    std::vector<double> numbers;
    for (const Level& level : LevelLine(events, {12000, 14200}, 30, LevelRules::Current(Settings()))) {
      numbers.insert(numbers.end(), {level.level, level.low, level.high});
    }
    for (const ChangePoint& change : ChangePointsOf(columns, weights, chad, niger, {}, Settings())) {
      numbers.insert(numbers.end(), {static_cast<double>(change.day), change.gain, change.direction});
      for (const StreamEventId event : change.turning_events) numbers.push_back(event);
    }
    return numbers;
  };
  EXPECT_EQ(look(first), look(second)) << "bit for bit";
}

}  // namespace
}  // namespace entente
