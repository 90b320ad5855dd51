// Segmentation: where a series of rows changes its mean.
//
// Breaks minimise the sum over segments of squared distances to the segment's mean, plus `penalty` a break (the
// criterion of PELT: Killick, Fearnhead and Eckley 2012; here by optimal partitioning, which is exact and, vectorised,
// fast enough for the lengths that occur). Rows are scaled so that the noise of each column, by the squares of
// successive differences (von Neumann 1941), has variance 1. The penalty is calibrated on the series itself: what its
// own rows, shuffled, reach in a given share of cases. Pure functions; the shuffles are seeded, so the same rows give
// the same breaks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

// Two columns of equal length: cooperation and conflict of each bin.
using SeriesRows = std::array<std::vector<double>, 2>;

struct Break {
  size_t row = 0;   // first row of the new segment
  double gain = 0;  // how much more the series would cost without this break alone
};

// Columns that do not vary become 0.
SeriesRows ScaledByNoise(const SeriesRows& rows);

// Ascending. No segment is shorter than `minimum`. Of equal cost the segmentation whose last break is earliest wins.
// Cost: rows².
std::vector<Break> FindBreaks(const SeriesRows& rows, double penalty, size_t minimum);

// The largest gain a break that any one or two breaks of a multiscale set reach: single breaks, and intervals
// of lengths minimum, 2 × minimum, 4 × minimum … Cost: rows × log rows.
double LargestGain(const SeriesRows& rows, size_t minimum);

// The (1 - false_alarms) quantile of LargestGain over `shuffles` seeded shuffles. REQUIRES: rows from ScaledByNoise.
double ShuffledPenalty(const SeriesRows& rows, size_t minimum, size_t shuffles, double false_alarms);

}  // namespace entente
