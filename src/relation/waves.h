// Waves: one act spreading over several actors within days, towards one target: recognitions, sanctions, expulsions.
//
// Acts are those of data/relation/wave_acts.tsv. For each target and act the different source groups within
// series.tsv's wave_days are counted at every event; where they are wave_minimum_sources at least and more than chance
// explains, overlapping stretches are one wave. Chance: Poisson with the mean number of different sources in such a
// stretch over the whole window; surprise = -log10(chance of so many or more) - log10(stretches looked at).
// Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "relation/dyad_events.h"
#include "relation/series_settings.h"

namespace entente {

// data/relation/wave_acts.tsv.
class WaveActs {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<WaveActs> Load(const DataFiles& data);
  // The row with the longest prefix of the code, or -1.
  int Of(std::string_view cameo) const;
  const std::string& Label(int row) const { return rows_[static_cast<size_t>(row)].label; }
  const std::string& Prefix(int row) const { return rows_[static_cast<size_t>(row)].prefix; }

 private:
  struct Row {
    std::string prefix, label;
  };
  std::vector<Row> rows_;
};

struct WaveMember {
  StreamGroupId source = 0;
  StreamEventId first = 0;  // its first event of the wave
  uint32_t events = 0;
};

struct Wave {
  StreamGroupId target = 0;
  int act = 0;  // row of WaveActs
  int32_t from_day = 0, to_day = 0;
  double usual = 0;                 // mean number of different sources in a stretch of wave_days
  double surprise = 0;              // of its densest stretch
  std::vector<WaveMember> members;  // by first event
};

// Largest surprise first. `target`: only waves towards it. Only sources with a code count, none towards itself.
// Cost: n log n in the events of the window (of the target).
std::vector<Wave> WavesOf(const EventColumns& columns, const WaveActs& acts, DayRange days,
                          const std::optional<StreamGroupId>& target, const SeriesSettings& settings);

// -log10 P(Poisson(mean) >= count). 0 where count is 0. Cost: count.
double PoissonSurprise(double mean, uint32_t count);

}  // namespace entente
