#include "broker/stream_brokers.h"

#include <algorithm>
#include <cmath>

#include "base/tsv.h"
#include "relation/number_table.h"

namespace entente {
namespace {

constexpr std::string_view kFile = "relation/stream_brokers.tsv";
constexpr int32_t kNearDays = 7;
constexpr int32_t kLeastPast = 30;       // days before the window below which the past says nothing
constexpr double kDeviationAdded = 0.3;  // a feature on which all agree must not decide

constexpr std::array<StreamFeatureName, kStreamFeatureCount> kFeatures = {{
    {"mediation", "direct"},
    {"dealings", "behavioural"},
    {"share", "behavioural"},
    {"triads", "behavioural"},
    {"near_days", "behavioural"},
    {"pair_days", "behavioural"},
    {"warmth", "behavioural"},
    {"clashes", "behavioural"},
    {"specificity", "behavioural"},
    {"surge", "behavioural"},
    {"past_talks", "structural"},
    {"nearness", "structural"},
    {"body", "structural"},
    {"neither", "structural"},
    {"tone_gap", "structural"},
    {"blows", "behavioural"},
}};

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

double Least(const ThirdParty& party, double (*of)(const SideTally&)) {
  return std::min(of(party.sides[0]), of(party.sides[1]));
}

// How many days of `days` have one of `others` at most `within` days away. Both ascending.
double DaysNear(const std::vector<int32_t>& days, const std::vector<int32_t>& others, int32_t within) {
  size_t at = 0, count = 0;
  for (const int32_t day : days) {
    while (at < others.size() && others[at] < day - within) ++at;
    count += at < others.size() && others[at] <= day + within;
  }
  return static_cast<double>(count);
}

struct DaysTogether {
  double triads = 0;      // days with both sides and of the pair
  double pair_share = 0;  // of days with either side, on days of the pair
};

DaysTogether CountDays(const ThirdParty& party, const std::vector<int32_t>& pair_days) {
  const auto& a = party.sides[0].talk_days;
  const auto& b = party.sides[1].talk_days;
  size_t i = 0, j = 0, k = 0;
  double either = 0, on_pair = 0, triads = 0;
  while (i < a.size() || j < b.size()) {
    const int32_t day = j == b.size() || (i < a.size() && a[i] < b[j]) ? a[i] : b[j];
    const bool in_a = i < a.size() && a[i] == day, in_b = j < b.size() && b[j] == day;
    while (k < pair_days.size() && pair_days[k] < day) ++k;
    const bool of_pair = k < pair_days.size() && pair_days[k] == day;
    ++either;
    on_pair += of_pair;
    triads += of_pair && in_a && in_b;
    i += in_a;
    j += in_b;
  }
  return {.triads = triads, .pair_share = on_pair / (either + 3)};
}

double ShareOf(const ThirdParty& party, const ThirdParties& found) {
  double sum = 0;
  for (const int side : {0, 1}) {
    const double all = std::max(1u, found.side_events[side]);
    sum += std::log(party.sides[side].events / all + 0.005);
  }
  return sum / 2;
}

double SurgeOf(const ThirdParty& party, const ThirdParties& found, const DayWindow& window) {
  if (found.past_days <= kLeastPast) return 0;
  const double scale = static_cast<double>(window.to_day - window.from_day + 1) / found.past_days;
  double least = 1e9;
  for (const SideTally& side : party.sides) {
    least = std::min(least, std::log((side.talks + 2.0) / (side.past_talks * scale + 2.0)));
  }
  return least;
}

double ToneOf(const SideTally& side) { return side.goldstein / (side.events + 3.0); }

StreamValues ValuesOf(const ThirdParty& party, const EventColumns& columns, const BrokerWorld& world,
                      const ThirdParties& found, const DayWindow& window) {
  const auto& [a, b] = party.sides;
  const std::string_view code = columns.Group(party.group).code;
  const DaysTogether together = CountDays(party, found.pair_days);
  const double stream_days = std::max(1, columns.last_day() - columns.first_day() + 1);
  const double usual = party.activity * (window.to_day - window.from_day + 1) / stream_days;
  const double talks = std::min(a.talks, b.talks);
  const auto clashes = [](const SideTally& side) { return (side.conflicts + 0.5) / (side.events + 2.0); };
  const bool body = world.IsBody(code);
  return {
      std::log1p(a.mediations + b.mediations),
      std::log1p(std::min(a.events, b.events)),
      ShareOf(party, found),
      std::log1p(together.triads),
      std::log1p((DaysNear(a.talk_days, b.talk_days, kNearDays) + DaysNear(b.talk_days, a.talk_days, kNearDays)) / 2),
      together.pair_share,
      Least(party, ToneOf),
      std::max(clashes(a), clashes(b)),
      std::log((talks + 0.5) / (usual + 20)),
      SurgeOf(party, found, window),
      std::log1p(std::min(a.past_talks, b.past_talks)),
      world.Nearness(code, found.homes),
      body ? 1.0 : 0.0,
      !body && !world.IsState(code) ? 1.0 : 0.0,
      std::abs(ToneOf(a) - ToneOf(b)),
      std::log1p(a.blows + b.blows)};
}

void Score(const std::vector<StreamValues>& values, const StreamValues& weights, std::vector<StreamBroker>& brokers) {
  const double count = static_cast<double>(values.size());
  for (size_t f = 0; f < kStreamFeatureCount; ++f) {
    double mean = 0, variance = 0;
    for (const StreamValues& one : values) mean += one[f] / count;
    for (const StreamValues& one : values) variance += (one[f] - mean) * (one[f] - mean) / count;
    const double scale = weights[f] / (std::sqrt(variance) + kDeviationAdded);
    for (size_t i = 0; i < values.size(); ++i) {
      brokers[i].contributions[f] = scale * (values[i][f] - mean);
      brokers[i].score += brokers[i].contributions[f];
    }
  }
}

Status ReadColumn(const DataFiles& data, std::string_view column, std::span<const std::string_view> extra,
                  StreamValues& values, std::array<double, 2>& others) {
  std::vector<std::string_view> required(extra.begin(), extra.end());
  for (const StreamFeatureName& feature : kFeatures) required.push_back(feature.name);
  const Result<NumberTable> table = ReadNumberTable(data, kFile, "feature", column, required);
  if (!table.ok()) return table.status();
  for (size_t f = 0; f < kStreamFeatureCount; ++f) values[f] = table->find(kFeatures[f].name)->second;
  for (size_t i = 0; i < extra.size(); ++i) others[i] = table->find(extra[i])->second;
  return {};
}

}  // namespace

std::span<const StreamFeatureName, kStreamFeatureCount> StreamFeatureNames() { return kFeatures; }

Result<StreamBrokerModel> StreamBrokerModel::Load(const DataFiles& data) {
  constexpr std::array<std::string_view, 2> kExtra = {"bias", "score"};
  StreamBrokerModel model;
  Result<BrokerWorld> world = BrokerWorld::Load(data);
  if (!world.ok()) return world.status();
  model.world_ = std::move(world).value();
  Result<MediationActs> acts = MediationActs::Load(data);
  if (!acts.ok()) return acts.status();
  model.mediation_ = std::move(acts).value();
  std::array<double, 2> others{};
  if (Status status = ReadColumn(data, "rank", kExtra, model.rank_, others); !status.ok()) return status;
  if (Status status = ReadColumn(data, "call", kExtra, model.call_, others); !status.ok()) return status;
  model.call_bias_ = others[0];
  model.call_score_ = others[1];
  if (Status status = ReadColumn(data, "hurt", kExtra, model.hurt_, others); !status.ok()) return status;
  model.hurt_bias_ = others[0];
  return model;
}

double StreamBrokerModel::Likelihood(const StreamValues& values, double score) const {
  double sum = call_bias_ + call_score_ * score;
  for (size_t f = 0; f < kStreamFeatureCount; ++f) sum += call_[f] * values[f];
  return Logistic(sum);
}

double StreamBrokerModel::Hurting(const StreamValues& values) const {
  double sum = hurt_bias_;
  for (size_t f = 0; f < kStreamFeatureCount; ++f) sum += hurt_[f] * values[f];
  return Logistic(sum);
}

std::vector<StreamValues> StreamFeatureValues(const EventColumns& columns, const BrokerWorld& world,
                                              const ThirdParties& found, const DayWindow& window) {
  std::vector<StreamValues> values;
  values.reserve(found.parties.size());
  for (const ThirdParty& party : found.parties) values.push_back(ValuesOf(party, columns, world, found, window));
  return values;
}

StreamBrokerRanking RankStreamBrokers(const EventColumns& columns, const StreamBrokerModel& model,
                                      const std::array<StreamSide, 2>& sides, const DayWindow& window) {
  ThirdParties found = FindThirdParties(columns, model.world(), model.mediation(), sides, window);
  const std::vector<StreamValues> values = StreamFeatureValues(columns, model.world(), found, window);
  StreamBrokerRanking ranking;
  ranking.brokers.resize(values.size());
  Score(values, model.rank_weights(), ranking.brokers);
  for (size_t i = 0; i < values.size(); ++i) {
    StreamBroker& broker = ranking.brokers[i];
    broker.group = found.parties[i].group;
    broker.key = columns.Group(broker.group).key;
    broker.values = values[i];
    broker.likelihood = model.Likelihood(values[i], broker.score);
    broker.hurting = model.Hurting(values[i]);
    broker.direction = broker.hurting > 0.5 ? BrokerDirection::kHurts : BrokerDirection::kHelps;
    for (const int side : {0, 1}) broker.evidence[side] = std::move(found.parties[i].sides[side].evidence);
  }
  std::sort(ranking.brokers.begin(), ranking.brokers.end(), [](const StreamBroker& a, const StreamBroker& b) {
    return a.score != b.score ? a.score > b.score : a.key < b.key;
  });
  if (!ranking.brokers.empty()) ranking.likelihood = ranking.brokers.front().likelihood;
  return ranking;
}

StreamBrokerRanking RankStreamBrokers(const EventColumns& columns, const StreamBrokerModel& model, StreamGroupId a,
                                      StreamGroupId b, const DayWindow& window) {
  if (a == b) return {};
  return RankStreamBrokers(columns, model, {StreamSide{{a}, {}}, StreamSide{{b}, {}}}, window);
}

}  // namespace entente
