#include "evaluate/broker_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>

#include "evaluate/broker_cases.h"

namespace entente {
namespace {

// Of whom a case is easy by their size alone.
constexpr std::array<std::string_view, 7> kGreat = {"USA", "RUS", "CHN", "GBR", "FRA", "UN", "EU"};
constexpr uint32_t kEnoughEvents = 5;

struct Judged {
  BrokerCase gold;
  StreamBrokerRanking ranking;
  bool enough = false;  // both sides have events with third parties
  double seconds = 0;
};

bool Has(const std::vector<std::string>& list, std::string_view key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

// 1 / rank of the best true broker by `score`; secondary ones do not count. Equal scores share their ranks.
double ReciprocalRank(const Judged& one, const std::function<double(const StreamBroker&)>& score) {
  double best = 0;
  for (const StreamBroker& broker : one.ranking.brokers) {
    if (!Has(one.gold.brokers, broker.key)) continue;
    double above = 0, equal = 0;
    for (const StreamBroker& other : one.ranking.brokers) {
      if (Has(one.gold.secondary, other.key)) continue;
      above += score(other) > score(broker);
      equal += score(other) == score(broker);
    }
    best = std::max(best, 1 / (1 + above + (equal - 1) / 2));
  }
  return best;
}

double ValueOf(const StreamBroker& broker, StreamFeature feature) {
  return broker.values[static_cast<size_t>(feature)];
}

struct Subset {
  std::string_view name;
  bool (*holds)(const Judged&);
};

bool IsOrdinary(const Judged& one) {
  return one.enough && std::none_of(kGreat.begin(), kGreat.end(), [&](auto key) { return Has(one.gold.brokers, key); });
}

constexpr std::array<Subset, 4> kSubsets = {{
    {"2018", [](const Judged& one) { return one.enough && one.gold.dataset == "ICEWS18"; }},
    {"enough", [](const Judged& one) { return one.enough; }},
    {"ordinary", IsOrdinary},
    {"all", [](const Judged&) { return true; }},
}};

void AddRankFigures(const std::vector<Judged>& judged, std::vector<EvalFigure>& figures) {
  using Score = double (*)(const StreamBroker&);
  const std::array<std::pair<std::string_view, Score>, 3> kWays = {{
      {"mrr", [](const StreamBroker& b) { return b.score; }},
      {"mrr_of_dealings", [](const StreamBroker& b) { return ValueOf(b, StreamFeature::kDealings); }},
      {"mrr_of_mediation", [](const StreamBroker& b) { return ValueOf(b, StreamFeature::kMediation); }},
  }};
  for (const auto& [way, score] : kWays) {
    for (const Subset& subset : kSubsets) {
      double sum = 0, first = 0;
      uint64_t count = 0;
      for (const Judged& one : judged) {
        if (one.gold.kind != "mediation" || !subset.holds(one)) continue;
        const double rank = ReciprocalRank(one, score);
        sum += rank;
        first += rank == 1;
        ++count;
      }
      if (count == 0) continue;
      const double n = static_cast<double>(count);
      figures.push_back({fmt::format("{}_{}", way, subset.name), sum / n, count});
      if (way == "mrr") figures.push_back({fmt::format("hits1_{}", subset.name), first / n, count});
    }
  }
}

// How often a mediation is called likelier than a quarrel without one.
void AddDetection(const std::vector<Judged>& judged, std::vector<EvalFigure>& figures) {
  std::vector<double> yes, no;
  for (const Judged& one : judged) {
    if (one.gold.kind == "mediation" && one.enough) yes.push_back(one.ranking.likelihood);
    if (one.gold.kind == "none") no.push_back(one.ranking.likelihood);
  }
  if (yes.empty() || no.empty()) return;
  double right = 0;
  for (const double a : yes) {
    for (const double b : no) right += a > b ? 1 : a == b ? 0.5 : 0;
  }
  const double pairs = static_cast<double>(yes.size()) * static_cast<double>(no.size());
  figures.push_back({"auc", right / pairs, yes.size() + no.size()});
}

void AddDirection(const std::vector<Judged>& judged, std::vector<EvalFigure>& figures) {
  std::array<uint64_t, 2> right{}, all{};
  for (const Judged& one : judged) {
    const bool hurts = one.gold.kind == "spoiler";
    for (const StreamBroker& broker : one.ranking.brokers) {
      if (!Has(one.gold.brokers, broker.key)) continue;
      ++all[hurts];
      right[hurts] += (broker.direction == BrokerDirection::kHurts) == hurts;
    }
  }
  constexpr std::array<std::string_view, 2> kNames = {"direction_helps", "direction_hurts"};
  for (const size_t hurts : {0, 1}) {
    if (all[hurts] == 0) continue;
    const double share = static_cast<double>(right[hurts]) / static_cast<double>(all[hurts]);
    figures.push_back({std::string(kNames[hurts]), share, all[hurts]});
  }
}

Result<Judged> Judge(BrokerCase gold, BrokerStreams& streams) {
  const Result<const EventColumns*> columns = streams.Columns(gold.dataset);
  if (!columns.ok()) return columns.status();
  const Result<std::array<StreamSide, 2>> sides = streams.Sides(gold);
  if (!sides.ok()) return sides.status();
  Judged one;
  // The least of three: what the ranking takes, not what else the machine does.
  one.seconds = 1e9;
  for (int run = 0; run < 3; ++run) {
    const auto start = std::chrono::steady_clock::now();
    one.ranking = RankStreamBrokers(**columns, streams.model(), *sides, gold.window);
    one.seconds =
        std::min(one.seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  const ThirdParties found =
      FindThirdParties(**columns, streams.model().world(), streams.model().mediation(), *sides, gold.window);
  one.enough = std::min(found.side_events[0], found.side_events[1]) >= kEnoughEvents;
  one.gold = std::move(gold);
  return one;
}

void AddError(const Judged& one, std::vector<std::string>& errors) {
  if (one.gold.kind != "mediation" || ReciprocalRank(one, [](const StreamBroker& b) { return b.score; }) == 1) return;
  std::string line = fmt::format("{} {} - {}: {} expected;", one.gold.id, one.gold.sides[0], one.gold.sides[1],
                                 fmt::join(one.gold.brokers, " "));
  for (size_t i = 0; i < std::min<size_t>(4, one.ranking.brokers.size()); ++i) {
    line += fmt::format(" {} {:.2f}", one.ranking.brokers[i].key, one.ranking.brokers[i].score);
  }
  errors.push_back(line + (one.enough ? "" : " (few events)"));
}

}  // namespace

Result<EvalReport> ScoreBrokers(const std::string& path, const EvalTools& tools) {
  Result<BrokerStreams> streams = BrokerStreams::Open(std::string(tools.labels));
  if (!streams.ok()) return streams.status();
  Result<std::vector<BrokerCase>> cases = streams->ReadCases(path);
  if (!cases.ok()) return cases.status();
  std::vector<Judged> judged;
  for (BrokerCase& one : *cases) {
    Result<Judged> result = Judge(std::move(one), *streams);
    if (!result.ok()) return result.status();
    judged.push_back(std::move(result).value());
  }
  EvalReport report;
  AddRankFigures(judged, report.figures);
  AddDetection(judged, report.figures);
  AddDirection(judged, report.figures);
  std::vector<double> seconds;
  for (const Judged& one : judged) {
    // Patterns look through whole states for a few actors; nobody asks so but this measure.
    if (one.gold.patterns[0].empty() && one.gold.patterns[1].empty()) seconds.push_back(one.seconds);
    AddError(one, report.errors);
  }
  std::sort(seconds.begin(), seconds.end());
  if (!seconds.empty()) {
    report.figures.push_back({"milliseconds_median", seconds[seconds.size() / 2] * 1e3, seconds.size()});
    report.figures.push_back({"milliseconds_most", seconds.back() * 1e3, seconds.size()});
  }
  return report;
}

}  // namespace entente
