// DyadEvents: the events of a pair, weighed, in order of day.
//
// The weight of an event is type × status × confidence: type of data/relation/event_weights.tsv (or Goldstein's value
// divided by ten), status of status_weights.tsv, confidence as the stream or the coder gives it. Nothing else enters;
// decay comes later (level.h). Events that say nothing of the relation (statements, appeals) weigh 0 and stay in.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "relation/weights.h"
#include "stream/event_columns.h"

namespace entente {

enum class EventScale { kOwn, kGoldstein };

// Signed weight of each act of the columns and of each status. Made once for columns; cost: their acts.
struct EventWeights {
  std::vector<float> act;  // by StreamActId
  std::array<float, kStatusCount> status{};

  static EventWeights Of(const EventColumns& columns, const RelationWeights& weights, EventScale scale);
  float Of(const EventColumns& columns, StreamEventId event) const {
    return act[columns.Act(event)] * status[static_cast<size_t>(columns.Status(event))] *
           static_cast<float>(columns.Confidence(event));
  }
};

struct DayRange {  // both included
  int32_t from = std::numeric_limits<int32_t>::min();
  int32_t to = std::numeric_limits<int32_t>::max();
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

struct DyadEvent {
  int32_t day = 0;  // 1970-01-01 = 0
  float weight = 0;
  StreamEventId event = 0;
  bool forward = true;  // its source is the first of the pair
};

// Ascending by event, so by day. Cost: log of the columns, and the pair's events.
std::vector<DyadEvent> DyadEventsOf(const EventColumns& columns, const EventWeights& weights, StreamGroupId a,
                                    StreamGroupId b, DayRange days);

}  // namespace entente
