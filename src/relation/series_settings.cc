#include "relation/series_settings.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "relation/number_table.h"

namespace entente {
namespace {

using Member = double SeriesSettings::*;
constexpr std::array<std::pair<std::string_view, Member>, 25> kMembers = {{
    {"level_half_life_days", &SeriesSettings::level_half_life_days},
    {"standing_half_life_days", &SeriesSettings::standing_half_life_days},
    {"conflict_factor", &SeriesSettings::conflict_factor},
    {"burst_days", &SeriesSettings::burst_days},
    {"band_deviations", &SeriesSettings::band_deviations},
    {"prior_weight", &SeriesSettings::prior_weight},
    {"trend_days", &SeriesSettings::trend_days},
    {"change_bin_days", &SeriesSettings::change_bin_days},
    {"change_minimum_bins", &SeriesSettings::change_minimum_bins},
    {"change_conflict_scale", &SeriesSettings::change_conflict_scale},
    {"change_shuffles", &SeriesSettings::change_shuffles},
    {"change_false_alarms", &SeriesSettings::change_false_alarms},
    {"change_minimum_events", &SeriesSettings::change_minimum_events},
    {"turning_days_before", &SeriesSettings::turning_days_before},
    {"turning_days_after", &SeriesSettings::turning_days_after},
    {"turning_events", &SeriesSettings::turning_events},
    {"tie_prior", &SeriesSettings::tie_prior},
    {"tie_minimum_events", &SeriesSettings::tie_minimum_events},
    {"tie_known_value", &SeriesSettings::tie_known_value},
    {"inferred_minimum_neighbours", &SeriesSettings::inferred_minimum_neighbours},
    {"inferred_clear", &SeriesSettings::inferred_clear},
    {"camp_margin", &SeriesSettings::camp_margin},
    {"wave_days", &SeriesSettings::wave_days},
    {"wave_minimum_sources", &SeriesSettings::wave_minimum_sources},
    {"wave_surprise", &SeriesSettings::wave_surprise},
}};

}  // namespace

Result<SeriesSettings> SeriesSettings::Load(const DataFiles& data) {
  std::array<std::string_view, kMembers.size()> names;
  for (size_t i = 0; i < kMembers.size(); ++i) names[i] = kMembers[i].first;
  const Result<NumberTable> table = ReadNumberTable(data, "relation/series.tsv", "name", "value", names);
  if (!table.ok()) return table.status();
  SeriesSettings settings;
  for (const auto& [name, member] : kMembers) settings.*member = table->find(name)->second;
  return settings;
}

}  // namespace entente
