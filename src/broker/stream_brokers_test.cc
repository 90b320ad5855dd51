#include "broker/stream_brokers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "base/date.h"
#include "broker/merged_brokers.h"
#include "stream/columns_sink.h"

namespace entente {
namespace {

const StreamTools& Tools() {
  static const StreamTools tools = std::move(StreamTools::Load(DataFiles::Embedded()).value());
  return tools;
}

const StreamBrokerModel& Model() {
  static const StreamBrokerModel model = std::move(StreamBrokerModel::Load(DataFiles::Embedded()).value());
  return model;
}

struct Row {
  int day = 0;  // after 2010-01-01
  std::string source, act, target;
};

int32_t DayOf(int day) { return DayNumber({2010, 1, 1}) + day; }

EventColumns ColumnsOf(const std::vector<Row>& rows) {
  std::string text = "date\tsource\trelation\ttarget\n";
  for (const Row& row : rows) {
    text += ToString(DateOfDayNumber(DayOf(row.day))) + "\t" + row.source + "\t" + row.act + "\t" + row.target + "\n";
  }
  LineSource lines(text);
  EventColumnsBuilder builder;
  StreamVocabulary words;
  ColumnsSink sink({"test.tsv", "", ""}, words, Tools().book, builder);
  EXPECT_TRUE(ReadStream(lines, StreamForm::kQuads, Tools(), words, sink).ok());
  EXPECT_EQ(sink.refused, 0u);
  return std::move(std::move(builder).Build().value());
}

StreamBrokerRanking RankOf(const EventColumns& columns, std::string_view a, std::string_view b, int from, int to) {
  return RankStreamBrokers(columns, Model(), *columns.Find(a), *columns.Find(b), {DayOf(from), DayOf(to)});
}

double ValueOf(const StreamBroker& broker, StreamFeature feature) {
  return broker.values[static_cast<size_t>(feature)];
}

TEST(StreamBrokersTest, WhoMediatesAndMeetsBothComesFirst) {
  std::vector<Row> rows;
  for (int day = 400; day < 430; day += 3) {
    rows.push_back({day, "Burkina Faso", "Consult", "Togo"});
    rows.push_back({day + 1, "Burkina Faso", "Consult", "Benin"});
    rows.push_back({day, "France", "Praise or endorse", "Togo"});
    rows.push_back({day, "Togo", "Accuse", "Benin"});
  }
  rows.push_back({410, "Burkina Faso", "Mediate", "Togo"});
  rows.push_back({411, "Ghana", "Consult", "Benin"});
  const StreamBrokerRanking ranking = RankOf(ColumnsOf(rows), "TGO", "BEN", 390, 440);
  ASSERT_EQ(ranking.brokers.size(), 3u);
  EXPECT_EQ(ranking.brokers[0].key, "BFA");
  EXPECT_EQ(ranking.brokers[0].direction, BrokerDirection::kHelps);
  EXPECT_NEAR(ValueOf(ranking.brokers[0], StreamFeature::kMediation), std::log(2), 1e-12);
  EXPECT_NEAR(ValueOf(ranking.brokers[0], StreamFeature::kDealings), std::log(11), 1e-12);
  EXPECT_EQ(ranking.brokers[0].evidence[0].size() + ranking.brokers[0].evidence[1].size(), 21u);
}

TEST(StreamBrokersTest, SidesTheirGroupsAndTheNamelessAreNoThirdParties) {
  const EventColumns columns = ColumnsOf({{400, "Hamas", "Consult", "Israel"},
                                          {400, "Mahmoud Abbas", "Consult", "Hamas"},
                                          {401, "Somebody Unheard Of", "Consult", "Israel"},
                                          {402, "Armed Rebel (Chad)", "Consult", "Israel"},
                                          {403, "Egypt", "Consult", "Israel"}});
  const StreamBrokerRanking ranking = RankOf(columns, "HAMAS", "ISR", 390, 440);
  ASSERT_EQ(ranking.brokers.size(), 1u);
  EXPECT_EQ(ranking.brokers[0].key, "EGY");
}

TEST(StreamBrokersTest, NoEventsNoBrokersAndTheSameSideTwiceNone) {
  const EventColumns columns = ColumnsOf({{400, "Chad", "Consult", "Sudan"}, {900, "Libya", "Mediate", "Sudan"}});
  EXPECT_TRUE(RankOf(columns, "TCD", "SDN", 390, 440).brokers.empty());
  EXPECT_EQ(RankOf(columns, "TCD", "SDN", 390, 440).likelihood, 0);
  EXPECT_TRUE(RankOf(columns, "TCD", "TCD", 0, 1000).brokers.empty());
}

TEST(StreamBrokersTest, EitherOrderOfThePairGivesTheSameScores) {
  std::vector<Row> rows;
  for (int day = 0; day < 300; day += 7) {
    rows.push_back({day, "Qatar", "Consult", "Chad"});
    rows.push_back({day + 2, "Sudan", "Make a visit", "Qatar"});
    rows.push_back({day + 3, "Libya", "Threaten", "Chad"});
  }
  const EventColumns columns = ColumnsOf(rows);
  const StreamBrokerRanking one = RankOf(columns, "TCD", "SDN", 100, 200),
                            other = RankOf(columns, "SDN", "TCD", 100, 200);
  ASSERT_EQ(one.brokers.size(), other.brokers.size());
  for (size_t i = 0; i < one.brokers.size(); ++i) {
    EXPECT_EQ(one.brokers[i].key, other.brokers[i].key);
    EXPECT_NEAR(one.brokers[i].score, other.brokers[i].score, 1e-9);
  }
}

TEST(MergedBrokersTest, AStatementOutweighsEventsAndDecidesTheDirection) {
  const EventColumns columns = ColumnsOf({{400, "Egypt", "Consult", "Israel"},
                                          {401, "Egypt", "Consult", "Turkey"},
                                          {402, "Turkey", "Accuse", "Israel"},
                                          {402, "Iran", "Threaten", "Israel"}});
  const StreamBrokerRanking events = RankOf(columns, "ISR", "TUR", 390, 440);
  std::vector<Broker> coded(2);
  coded[0].key = "AZE";
  coded[0].score = coded[0].direct = 0.7;
  coded[1].key = "EGY";
  coded[1].score = coded[1].direct = 0.1;
  coded[1].direction = BrokerDirection::kHurts;
  const std::vector<MergedBroker> merged = MergeBrokers(coded, events);
  ASSERT_EQ(merged.size(), 3u);
  double chances = 0;
  for (const MergedBroker& one : merged) {
    chances += one.chance;
    EXPECT_NEAR(one.score, one.chance + (one.coded == nullptr ? 0 : one.coded->score), 1e-12);
    EXPECT_TRUE(one.key != "EGY" || one.direction == BrokerDirection::kHurts);
  }
  EXPECT_NEAR(chances, events.likelihood, 1e-9);
}

// The definition, row by row, slowly and in another way.
class Naive {
 public:
  Naive(const std::vector<Row>& rows, std::string a, std::string b, int from, int to)
      : rows_(rows), sides_{std::move(a), std::move(b)}, from_(from), to_(to) {}

  std::map<std::string, StreamValues> Values(const std::map<std::string, std::string>& codes) const {
    std::map<std::string, StreamValues> values;
    for (const auto& [name, code] : codes) {
      if (name == sides_[0] || name == sides_[1]) continue;
      if (Count(name, 0) + Count(name, 1) > 0) values[code] = Of(name, code, codes);
    }
    return values;
  }

 private:
  static const StreamActEntry& ActOf(const Row& row) { return *Tools().acts.ByName(row.act); }
  static int Root(const Row& row) { return std::stoi(ActOf(row).cameo.substr(0, 2)); }
  static bool IsTalk(const Row& row) { return Root(row) >= 3 && Root(row) <= 6; }
  bool Joins(const Row& row, const std::string& x, const std::string& y) const {
    return (row.source == x && row.target == y) || (row.source == y && row.target == x);
  }

  template <typename Of>
  double Sum(const std::string& name, int side, int from, int to, Of of) const {
    double sum = 0;
    for (const Row& row : rows_) {
      if (row.day >= from && row.day <= to && Joins(row, name, sides_[side])) sum += of(row);
    }
    return sum;
  }
  double Count(const std::string& name, int side) const {
    return Sum(name, side, from_, to_, [](const Row&) { return 1.0; });
  }
  double Talks(const std::string& name, int side, int from, int to) const {
    return Sum(name, side, from, to, [](const Row& row) { return IsTalk(row) ? 1.0 : 0.0; });
  }
  std::set<int> TalkDays(const std::string& name, int side) const {
    std::set<int> days;
    for (const Row& row : rows_) {
      if (row.day >= from_ && row.day <= to_ && Joins(row, name, sides_[side]) && IsTalk(row)) days.insert(row.day);
    }
    return days;
  }

  StreamValues Of(const std::string& name, const std::string& code,
                  const std::map<std::string, std::string>& codes) const {
    const auto is = [](std::set<std::string> cameo) {
      return [cameo](const Row& row) { return cameo.contains(ActOf(row).cameo) ? 1.0 : 0.0; };
    };
    int first = 1 << 30, last = 0;
    double activity = 0;
    std::array<double, 2> all{};
    for (const Row& row : rows_) {
      first = std::min(first, row.day);
      last = std::max(last, row.day);
      activity += row.source == name || row.target == name;
      for (const int side : {0, 1}) {
        const bool in_it = row.source == sides_[side] || row.target == sides_[side];
        all[side] += in_it && row.day >= from_ && row.day <= to_ && !Joins(row, sides_[0], sides_[1]);
      }
    }
    std::array<double, 2> n, tone, clash, talk, past, share, blows;
    const int past_from = std::max(first, from_ - 365);
    const double past_days = std::max(0, from_ - past_from), length = to_ - from_ + 1;
    for (const int s : {0, 1}) {
      n[s] = Count(name, s);
      tone[s] = Sum(name, s, from_, to_, [](const Row& row) { return ActOf(row).goldstein; }) / (n[s] + 3);
      clash[s] =
          (Sum(name, s, from_, to_, [](const Row& row) { return Root(row) >= 10 ? 1.0 : 0.0; }) + 0.5) / (n[s] + 2);
      talk[s] = Talks(name, s, from_, to_);
      past[s] = Talks(name, s, past_from, from_ - 1);
      share[s] = std::log(n[s] / std::max(1.0, all[s]) + 0.005);
      blows[s] = Sum(name, s, from_, to_, [&](const Row& row) {
        const int root = Root(row);
        return row.source == name && (root == 12 || root == 13 || root >= 15) ? 1.0 : 0.0;
      });
    }
    const std::set<int> a = TalkDays(name, 0), b = TalkDays(name, 1);
    std::set<int> pair_days, either = a;
    either.insert(b.begin(), b.end());
    for (const Row& row : rows_) {
      if (row.day >= from_ && row.day <= to_ && Joins(row, sides_[0], sides_[1])) pair_days.insert(row.day);
    }
    double triads = 0, near = 0, on_pair = 0;
    for (const int day : a) {
      triads += b.contains(day) && pair_days.contains(day);
      near += std::any_of(b.begin(), b.end(), [&](int other) { return std::abs(other - day) <= 7; });
    }
    for (const int day : b)
      near += std::any_of(a.begin(), a.end(), [&](int other) { return std::abs(other - day) <= 7; });
    for (const int day : either) on_pair += pair_days.contains(day);
    double surge = 0;
    if (past_days > 30) {
      const double scale = length / past_days;
      surge =
          std::min(std::log((talk[0] + 2) / (past[0] * scale + 2)), std::log((talk[1] + 2) / (past[1] * scale + 2)));
    }
    std::vector<std::string> homes = {codes.at(sides_[0]), codes.at(sides_[1])};
    const std::set<std::string> mediation = {"045", "039", "038", "028"};
    return {std::log1p(Sum(name, 0, from_, to_, is(mediation)) + Sum(name, 1, from_, to_, is(mediation))),
            std::log1p(std::min(n[0], n[1])),
            (share[0] + share[1]) / 2,
            std::log1p(triads),
            std::log1p(near / 2),
            on_pair / (either.size() + 3.0),
            std::min(tone[0], tone[1]),
            std::max(clash[0], clash[1]),
            std::log((std::min(talk[0], talk[1]) + 0.5) / (activity * length / (last - first + 1) + 20)),
            surge,
            std::log1p(std::min(past[0], past[1])),
            Model().world().Nearness(code, homes),
            code == "AU" ? 1.0 : 0.0,
            0.0,
            std::abs(tone[0] - tone[1]),
            std::log1p(blows[0] + blows[1])};
  }

  const std::vector<Row>& rows_;
  std::array<std::string, 2> sides_;
  int from_, to_;
};

TEST(StreamBrokersOracleTest, ValuesAndRanksAreThoseOfTheDefinitionOnRandomGraphs) {
  const std::map<std::string, std::string> codes = {{"Chad", "TCD"},  {"Sudan", "SDN"},   {"Libya", "LBY"},
                                                    {"Qatar", "QAT"}, {"Senegal", "SEN"}, {"African Union", "AU"}};
  const std::vector<std::string> acts = {"Consult",
                                         "Mediate",
                                         "Accuse",
                                         "Make a visit",
                                         "Threaten",
                                         "Use conventional military force",
                                         "Express intent to mediate",
                                         "Make statement"};
  std::vector<std::string> names;
  for (const auto& [name, code] : codes) names.push_back(name);
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Row> rows;
    for (int i = 0, count = 20 + static_cast<int>(random() % 200); i < count; ++i) {
      const std::string source = names[random() % names.size()], target = names[random() % names.size()];
      if (source != target)
        rows.push_back({static_cast<int>(random() % 500), source, acts[random() % acts.size()], target});
    }
    const int from = static_cast<int>(random() % 450), to = from + static_cast<int>(random() % 120);
    const EventColumns columns = ColumnsOf(rows);
    if (!columns.Find("TCD") || !columns.Find("SDN")) continue;
    const std::map<std::string, StreamValues> expected = Naive(rows, "Chad", "Sudan", from, to).Values(codes);
    const StreamBrokerRanking ranking = RankOf(columns, "TCD", "SDN", from, to);
    ASSERT_EQ(ranking.brokers.size(), expected.size()) << "round " << round;
    for (size_t i = 0; i < ranking.brokers.size(); ++i) {
      const StreamBroker& broker = ranking.brokers[i];
      ASSERT_TRUE(expected.contains(broker.key)) << broker.key;
      double sum = 0;
      for (size_t f = 0; f < kStreamFeatureCount; ++f) {
        EXPECT_NEAR(broker.values[f], expected.at(broker.key)[f], 1e-6) << "round " << round << " " << f;
        sum += broker.contributions[f];
      }
      EXPECT_NEAR(broker.score, sum, 1e-9);
      EXPECT_GE(ranking.brokers[i > 0 ? i - 1 : 0].score, broker.score);
    }
  }
}

}  // namespace
}  // namespace entente
