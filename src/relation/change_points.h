// Change points: since when a pair stands as it does, and what turned it.
//
// The events of the pair are counted into bins of a week from the first day of the window to its last: cooperation and
// conflict by weight (dyad_events.h), each as ln(1 + scale × sum), so that one loud week is no new age. Breaks of that
// series (segmentation.h) are change points; with shuffled weeks at most 5 of 100 pairs show any (docs/relations.md).
// Pure functions.
#pragma once

#include <span>
#include <vector>

#include "relation/dyad_events.h"
#include "relation/segmentation.h"
#include "relation/series_settings.h"

namespace entente {

// Sums of |weight| a week, cooperation and conflict.
struct WeeklyRates {
  double cooperation = 0;
  double conflict = 0;
};

struct ChangePoint {
  int32_t day = 0;       // first day of the week in which the new state begins
  int32_t last_day = 0;  // last day of that week: the turn lies between the two
  WeeklyRates before;    // since the change point before
  WeeklyRates after;     // until the next one
  // > 0: better (more cooperation, less conflict, counted as level counts them); < 0: worse.
  double direction = 0;
  double gain = 0;                            // strength: how much worse the series fits without it, in noise variances
  std::vector<StreamEventId> turning_events;  // ascending; those that weigh most in its direction around the day
};

// `days`: the window; its bins are counted from days.from, so the caller bounds it. Fewer than
// series.tsv's change_minimum_events events of weight give none. Ascending by day. Cost: weeks² and 99 × weeks × log
// weeks; under 1 ms for ten years.
std::vector<ChangePoint> ChangePointsOf(std::span<const DyadEvent> events, DayRange days,
                                        const SeriesSettings& settings);
// The same from columns. The window is cut to the days the columns have.
std::vector<ChangePoint> ChangePointsOf(const EventColumns& columns, const EventWeights& weights, StreamGroupId a,
                                        StreamGroupId b, DayRange days, const SeriesSettings& settings);

// The rows that breaks are sought in. REQUIRES: days bounded.
SeriesRows RowsOf(std::span<const DyadEvent> events, DayRange days, const SeriesSettings& settings);

}  // namespace entente
