// PairHistory: everything the columns say of a pair in a window, as of its last day.
//
// Pure function; the sum of level.h, change_points.h and counts. Cost: the pair's events, and weeks² (change_points.h).
#pragma once

#include <string_view>
#include <vector>

#include "relation/change_points.h"
#include "relation/level.h"

namespace entente {

// Events of one type. type: PLOVER's; empty for statements and appeals, which have none.
struct KindShare {
  std::string_view type;
  uint32_t events = 0;
  uint32_t forward = 0;  // of them, from the first of the pair to the second
  double weight = 0;     // sum, signed, without decay
  double now = 0;        // the same with the decay of level
};

// Who drives. An affair is a stretch of days with events no further apart than series.tsv's burst_days.
struct Initiative {
  uint32_t first_events = 0, second_events = 0;  // by source
  double first_cooperation = 0, second_cooperation = 0;
  double first_conflict = 0, second_conflict = 0;
  uint32_t first_opens = 0, second_opens = 0;  // affairs whose first day has events of one side alone
  uint32_t both_open = 0;
};

// Someone of a side and how many of the pair's events are theirs: the state itself, a minister, the army.
struct PartShare {
  StreamActorId actor = 0;
  bool of_first = true;
  uint32_t events = 0;
};

struct PairHistory {
  DayRange days;  // the window, cut to the columns; days.to is the day everything is as of
  std::vector<DyadEvent> events;
  Level level, earlier;  // earlier: trend_days before
  Level standing;        // with the long half-life
  std::vector<Level> line;
  std::vector<ChangePoint> changes;
  std::vector<KindShare> kinds;  // most events first
  Initiative initiative;
  std::vector<PartShare> parts;  // most events first
  double trend() const { return level.level - earlier.level; }
};

// `line_points`: how many points of the line, at least 2. An empty window gives days.from > days.to and no events.
PairHistory PairHistoryOf(const EventColumns& columns, const EventWeights& weights, StreamGroupId a, StreamGroupId b,
                          DayRange days, size_t line_points, const SeriesSettings& settings);

// True where the two counts differ by more than chance would in 95 of 100 cases (normal approximation of a fair coin).
bool ClearlyUnequal(double x, double y);

}  // namespace entente
