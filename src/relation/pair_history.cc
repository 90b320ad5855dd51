#include "relation/pair_history.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace entente {
namespace {

std::vector<KindShare> KindsOf(const EventColumns& columns, std::span<const DyadEvent> events, int32_t as_of,
                               double half_life) {
  std::map<std::string_view, KindShare> by_type;
  for (const DyadEvent& event : events) {
    const std::string_view type = columns.ActOf(columns.Act(event.event)).type;
    KindShare& kind = by_type[type];
    kind.type = type;
    ++kind.events;
    kind.forward += event.forward ? 1 : 0;
    kind.weight += event.weight;
    kind.now += event.weight * std::exp2(-static_cast<double>(as_of - event.day) / half_life);
  }
  std::vector<KindShare> kinds;
  for (const auto& [type, kind] : by_type) kinds.push_back(kind);
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const KindShare& x, const KindShare& y) { return x.events > y.events; });
  return kinds;
}

Initiative InitiativeOf(std::span<const DyadEvent> events, int32_t burst_days) {
  Initiative out;
  for (size_t i = 0; i < events.size(); ++i) {
    const DyadEvent& event = events[i];
    ++(event.forward ? out.first_events : out.second_events);
    if (event.weight >= 0) {
      (event.forward ? out.first_cooperation : out.second_cooperation) += event.weight;
    } else {
      (event.forward ? out.first_conflict : out.second_conflict) -= event.weight;
    }
    if (i > 0 && event.day - events[i - 1].day <= burst_days) continue;
    bool first = false, second = false;
    for (size_t j = i; j < events.size() && events[j].day == event.day; ++j) {
      (events[j].forward ? first : second) = true;
    }
    ++(first && second ? out.both_open : first ? out.first_opens : out.second_opens);
  }
  return out;
}

std::vector<PartShare> PartsOf(const EventColumns& columns, std::span<const DyadEvent> events) {
  std::map<std::pair<bool, StreamActorId>, uint32_t> counts;
  for (const DyadEvent& event : events) {
    ++counts[{!event.forward, columns.Source(event.event)}];
    ++counts[{event.forward, columns.Target(event.event)}];
  }
  std::vector<PartShare> parts;
  for (const auto& [who, count] : counts) parts.push_back({who.second, !who.first, count});
  std::stable_sort(parts.begin(), parts.end(),
                   [](const PartShare& x, const PartShare& y) { return x.events > y.events; });
  return parts;
}

}  // namespace

bool ClearlyUnequal(double x, double y) {
  constexpr double kDeviations = 1.96;
  return std::abs(x - y) > kDeviations * std::sqrt(x + y);
}

PairHistory PairHistoryOf(const EventColumns& columns, const EventWeights& weights, StreamGroupId a, StreamGroupId b,
                          DayRange days, size_t line_points, const SeriesSettings& settings) {
  PairHistory out;
  out.days = {std::max(days.from, columns.first_day()), std::min(days.to, columns.last_day())};
  if (out.days.from > out.days.to) return out;
  const LevelRules current = LevelRules::Current(settings);
  out.events = DyadEventsOf(columns, weights, a, b, out.days);
  out.level = LevelAt(out.events, out.days.to, current);
  out.earlier = LevelAt(out.events, out.days.to - static_cast<int32_t>(settings.trend_days), current);
  out.standing = LevelAt(out.events, out.days.to, LevelRules::Standing(settings));
  const int32_t points = static_cast<int32_t>(std::max<size_t>(line_points, 2)) - 1;
  out.line = LevelLine(out.events, out.days, std::max(1, (out.days.to - out.days.from + points - 1) / points), current);
  out.changes = ChangePointsOf(out.events, out.days, settings);
  out.kinds = KindsOf(columns, out.events, out.days.to, current.half_life_days);
  out.initiative = InitiativeOf(out.events, current.burst_days);
  out.parts = PartsOf(columns, out.events);
  return out;
}

}  // namespace entente
