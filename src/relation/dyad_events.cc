#include "relation/dyad_events.h"

namespace entente {

EventWeights EventWeights::Of(const EventColumns& columns, const RelationWeights& weights, EventScale scale) {
  constexpr float kGoldsteinRange = 10;
  EventWeights out;
  out.act.resize(columns.act_count());
  for (StreamActId id = 0; id < out.act.size(); ++id) {
    const StreamAct act = columns.ActOf(id);
    out.act[id] = scale == EventScale::kGoldstein ? static_cast<float>(act.goldstein) / kGoldsteinRange
                                                  : static_cast<float>(weights.EventWeight(act.type));
  }
  for (size_t s = 0; s < kStatusCount; ++s) {
    out.status[s] = static_cast<float>(weights.StatusWeight(static_cast<StatementStatus>(s)));
  }
  return out;
}

std::vector<DyadEvent> DyadEventsOf(const EventColumns& columns, const EventWeights& weights, StreamGroupId a,
                                    StreamGroupId b, DayRange days) {
  const std::span<const StreamEventId> events =
      EventColumns::InWindow(columns.EventsBetween(a, b), columns.Window(days.from, days.to));
  std::vector<DyadEvent> out;
  out.reserve(events.size());
  for (const StreamEventId event : events) {
    const int32_t day = columns.Day(event);
    out.push_back({day, weights.Of(columns, event), event, columns.GroupOn(columns.Source(event), day) == a});
  }
  return out;
}

}  // namespace entente
