// Numbers that relations on event columns are computed with: data/relation/series.tsv, a member a row.
//
// Plain values.
#pragma once

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

struct SeriesSettings {
  double level_half_life_days = 0;
  double standing_half_life_days = 0;
  double conflict_factor = 0;
  double burst_days = 0;
  double band_deviations = 0;
  double prior_weight = 0;
  double trend_days = 0;
  double change_bin_days = 0;
  double change_minimum_bins = 0;
  double change_conflict_scale = 0;
  double change_shuffles = 0;
  double change_false_alarms = 0;
  double change_minimum_events = 0;
  double turning_days_before = 0;
  double turning_days_after = 0;
  double turning_events = 0;
  double tie_prior = 0;
  double tie_minimum_events = 0;
  double tie_known_value = 0;
  double inferred_minimum_neighbours = 0;
  double inferred_clear = 0;
  double camp_margin = 0;
  double wave_days = 0;
  double wave_minimum_sources = 0;
  double wave_surprise = 0;

  // Errors: data.missing, data.bad_table, data.bad_number (kInvalidInput), naming file and row.
  static Result<SeriesSettings> Load(const DataFiles& data);
};

}  // namespace entente
