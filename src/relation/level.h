// Level: how a pair stands as of a day, and how sure that is.
//
// cooperation, conflict: sums of |weight| × 0.5 ^ (age / half-life) over events of either sign up to the day.
// level = ln(1 + cooperation) - factor × ln(1 + conflict), factor = conflict_factor of data/relation/series.tsv.
// The band: events of one burst (series.tsv, burst_days) come together, bursts independently, so the variance of either
// sum is the sum of squares of its bursts, and that of an unseen event (prior_weight) besides; the level's by the
// delta method. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "relation/dyad_events.h"
#include "relation/series_settings.h"

namespace entente {

struct LevelRules {
  double half_life_days = 365;
  double conflict_factor = 4;
  int32_t burst_days = 7;
  double band_deviations = 1.645;
  double prior_weight = 0.5;

  static LevelRules Current(const SeriesSettings& settings);
  // The same with the long half-life.
  static LevelRules Standing(const SeriesSettings& settings);
};

struct Level {
  int32_t day = 0;
  double cooperation = 0;
  double conflict = 0;
  double level = 0;
  double deviation = 0;  // standard error of level
  double low = 0, high = 0;
  uint32_t events = 0;  // up to the day
};

// REQUIRES: events ascending by day, as DyadEventsOf gives them. Cost: linear.
Level LevelAt(std::span<const DyadEvent> events, int32_t day, const LevelRules& rules);
// At from, from + step, … and at `to`. Equal to LevelAt of each day but for rounding. Cost: events + points.
std::vector<Level> LevelLine(std::span<const DyadEvent> events, DayRange days, int32_t step, const LevelRules& rules);

}  // namespace entente
