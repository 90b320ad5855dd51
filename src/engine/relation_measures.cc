// What validation reads: all pairs of a window, and hidden ties beside what is inferred of them.
#include <algorithm>
#include <cmath>

#include "answer/json_writer.h"
#include "base/date.h"
#include "engine/event_book.h"
#include "relation/change_points.h"
#include "relation/level.h"
#include "relation/tie_graph.h"

namespace entente {
namespace {

constexpr size_t kFolds = 10;

std::string Day(int32_t day) { return ToString(DateOfDayNumber(day)); }

void WriteChanges(JsonWriter& json, const std::vector<ChangePoint>& changes) {
  json.Key("changes").Open('[');
  for (const ChangePoint& change : changes) {
    json.Open('{').Key("from").String(Day(change.day)).Key("gain").Number(change.gain);
    json.Key("direction").Number(change.direction).Close('}');
  }
  json.Close(']');
}

int SignOf(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

// Two simple ways to guess a tie: the mean sign of either side's ties, and of their ties with common neighbours.
double SignMajority(const TieGraph& graph, StreamGroupId a, StreamGroupId b) {
  double sum = 0;
  for (const StreamGroupId side : {a, b}) {
    double signs = 0;
    for (const Tie& tie : graph.TiesOf(side)) signs += SignOf(tie.value);
    sum += signs / (1 + static_cast<double>(graph.TiesOf(side).size()));
  }
  return sum;
}

double CommonNeighbours(const TieGraph& graph, StreamGroupId a, StreamGroupId b) {
  double agree = 0, common = 0;
  for (const Tie& tie : graph.TiesOf(a)) {
    const std::optional<Tie> other = graph.Between(b, tie.other);
    if (!other) continue;
    ++common;
    agree += SignOf(tie.value) + SignOf(other->value);
  }
  return agree / (1 + 2 * common);
}

// A hash that orders ties without regard to how they are numbered: folds stay when events are added elsewhere.
size_t FoldOf(std::string_view a, std::string_view b) {
  uint64_t hash = 1469598103934665603ULL;  // FNV-1a
  for (const std::string_view part : {a, std::string_view("|"), b}) {
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return (hash >> 32) % kFolds;
}

}  // namespace

std::string EventBook::Pairs(const TimeWindow& window, size_t minimum_events, bool changes) const {
  const EventColumns& columns = rooms_->columns;
  const SeriesSettings& settings = rooms_->settings;
  const DayRange days = rooms_->DaysOf(window);
  const EventRange range = columns.Window(days.from, days.to);
  std::string out;
  for (StreamGroupId a = 0; a < columns.group_count(); ++a) {
    if (columns.Group(a).code.empty()) continue;
    for (const GroupLink& link : columns.LinksOf(a)) {
      if (link.other <= a || columns.Group(link.other).code.empty()) continue;
      const size_t count = EventColumns::InWindow(columns.EventsOf(link), range).size();
      if (count < std::max<size_t>(minimum_events, 1)) continue;
      const std::vector<DyadEvent> events = DyadEventsOf(columns, rooms_->weights, a, link.other, days);
      const Level level = LevelAt(events, days.to, LevelRules::Current(settings));
      const Level standing = LevelAt(events, days.to, LevelRules::Standing(settings));
      JsonWriter json;
      json.Open('{').Key("a").String(columns.Group(a).key).Key("b").String(columns.Group(link.other).key);
      json.Key("events").Number(static_cast<double>(count)).Key("as_of").String(Day(days.to));
      json.Key("level").Number(level.level).Key("low").Number(level.low).Key("high").Number(level.high);
      json.Key("cooperation").Number(level.cooperation).Key("conflict").Number(level.conflict);
      json.Key("standing").Number(standing.level);
      if (changes) WriteChanges(json, ChangePointsOf(events, days, settings));
      out += json.Close('}').text() + "\n";
    }
  }
  return out;
}

std::string EventBook::HiddenTies(const TimeWindow& window) const {
  const EventColumns& columns = rooms_->columns;
  const DayRange days = rooms_->DaysOf(window);
  const TieGraph whole = TieGraph::Build(columns, rooms_->weights, days, rooms_->settings);
  const std::vector<TieOfPair> ties = whole.All();
  std::vector<size_t> folds;
  for (const TieOfPair& tie : ties) folds.push_back(FoldOf(columns.Group(tie.a).key, columns.Group(tie.b).key));
  std::string out;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    const auto hidden = [&](size_t i) {
      return folds[i] == fold && std::abs(ties[i].value) >= rooms_->settings.tie_known_value;
    };
    std::vector<TieOfPair> kept;
    for (size_t i = 0; i < ties.size(); ++i) {
      if (!hidden(i)) kept.push_back(ties[i]);
    }
    const TieGraph graph = TieGraph::Of(columns.group_count(), std::move(kept));
    for (size_t i = 0; i < ties.size(); ++i) {
      if (!hidden(i)) continue;
      const auto inferred = InferTie(graph, ties[i].a, ties[i].b, rooms_->inference, rooms_->settings);
      JsonWriter json;
      json.Open('{').Key("fold").Number(static_cast<double>(fold)).Key("a").String(columns.Group(ties[i].a).key);
      json.Key("b").String(columns.Group(ties[i].b).key).Key("value").Number(ties[i].value);
      json.Key("events").Number(ties[i].events).Key("judged").Bool(inferred.has_value());
      json.Key("probability").Number(inferred ? inferred->probability : 0);
      json.Key("status")
          .Number(inferred ? inferred->status : 0)
          .Key("balance")
          .Number(inferred ? inferred->balance : 0);
      json.Key("sign_majority").Number(SignMajority(graph, ties[i].a, ties[i].b));
      json.Key("common_neighbours").Number(CommonNeighbours(graph, ties[i].a, ties[i].b));
      out += json.Close('}').text() + "\n";
    }
  }
  return out;
}

}  // namespace entente
