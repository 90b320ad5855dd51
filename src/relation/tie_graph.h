// TieGraph: how everybody stands with everybody in a window, one number a pair: a signed graph.
//
// value of a tie = (good - factor × bad) / (good + factor × bad + prior), in (-1, 1): good and bad are sums of |weight|
// over the events of the pair in the window (dyad_events.h), factor and prior those of data/relation/series.tsv.
// Only pairs of groups with a code and enough events (tie_minimum_events) are ties; events within a group are none.
// All of it is reported: what is inferred stands in inferred_ties.h and never enters here.
// Immutable after Build; any thread may read.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "relation/dyad_events.h"
#include "relation/series_settings.h"

namespace entente {

struct Tie {
  StreamGroupId other = 0;
  float value = 0;
  uint32_t events = 0;
};

struct TieOfPair {
  StreamGroupId a = 0, b = 0;
  float value = 0;
  uint32_t events = 0;
};

class TieGraph {
 public:
  // Cost: the events of the window; 461,000 in some 10 ms.
  static TieGraph Build(const EventColumns& columns, const EventWeights& weights, DayRange days,
                        const SeriesSettings& settings);
  // From ties given; for tests and for hiding some. REQUIRES: a < b < groups, each pair once.
  static TieGraph Of(size_t groups, std::vector<TieOfPair> ties);

  size_t group_count() const { return begin_.size() - 1; }
  // Ascending by the other.
  std::span<const Tie> TiesOf(StreamGroupId group) const;
  // Cost: log.
  std::optional<Tie> Between(StreamGroupId a, StreamGroupId b) const;
  // Every tie once, a < b, ascending.
  std::vector<TieOfPair> All() const;

  // Status: how good a group's ties are beyond what its partners explain. value ≈ mean + status(a) + status(b), by
  // ridge regression (prior of two ties of 0), solved by 15 sweeps.
  double Status(StreamGroupId group) const { return status_[group]; }
  double mean() const { return mean_; }
  // 1 / sqrt(1 + sum of |value|): weighs steps through those who have ties with all the world less.
  double StepWeight(StreamGroupId group) const { return step_[group]; }

 private:
  std::vector<uint32_t> begin_ = {0};
  std::vector<Tie> ties_;
  std::vector<double> status_, step_;
  double mean_ = 0;
};

}  // namespace entente
