#include "relation/segmentation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace entente {
namespace {

constexpr uint64_t kSeed = 0x9E3779B97F4A7C15;

// SplitMix64 (Steele, Lea and Flood 2014).
uint64_t Next(uint64_t& state) {
  state += kSeed;
  uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

void Shuffle(std::vector<uint32_t>& order, uint64_t& state) {
  for (size_t i = order.size(); i > 1; --i) {
    const uint64_t j = ((Next(state) >> 32) * i) >> 32;
    std::swap(order[i - 1], order[j]);
  }
}

double Noise(std::span<const double> column) {
  double squares = 0;
  for (size_t i = 1; i < column.size(); ++i) squares += (column[i] - column[i - 1]) * (column[i] - column[i - 1]);
  return column.size() > 1 ? squares / (2 * static_cast<double>(column.size() - 1)) : 0;
}

// Sums of the first i rows, of both columns centred on their means.
using Sums = std::array<std::vector<double>, 2>;

Sums CentredSums(const SeriesRows& rows) {
  Sums sums;
  for (size_t c = 0; c < rows.size(); ++c) {
    const size_t n = rows[c].size();
    const double mean = n == 0 ? 0 : std::accumulate(rows[c].begin(), rows[c].end(), 0.0) / static_cast<double>(n);
    sums[c].assign(n + 1, 0);
    for (size_t i = 0; i < n; ++i) sums[c][i + 1] = sums[c][i] + (rows[c][i] - mean);
  }
  return sums;
}

// Squared distances of rows [begin, end) to their mean, less the squares that any segmentation has.
double Cost(const Sums& sums, size_t begin, size_t end) {
  double squares = 0;
  for (const std::vector<double>& column : sums) {
    squares += (column[end] - column[begin]) * (column[end] - column[begin]);
  }
  return -squares / static_cast<double>(end - begin);
}

}  // namespace

SeriesRows ScaledByNoise(const SeriesRows& rows) {
  SeriesRows out = rows;
  for (std::vector<double>& column : out) {
    const double noise = Noise(column);
    const double scale = noise > 0 ? 1 / std::sqrt(noise) : 0;
    for (double& value : column) value *= scale;
  }
  return out;
}

std::vector<Break> FindBreaks(const SeriesRows& rows, double penalty, size_t minimum) {
  const size_t n = rows[0].size();
  if (minimum == 0 || n < 2 * minimum) return {};
  const Sums sums = CentredSums(rows);
  std::vector<double> inverse(n + 1, 0);  // inverse[n - length] = 1 / length, so that the loop below reads forwards
  for (size_t length = 1; length <= n; ++length) inverse[n - length] = 1 / static_cast<double>(length);
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<double> cost(n + 1);
  std::vector<size_t> last(n + 1, 0);
  best[0] = -penalty;
  for (size_t end = minimum; end <= n; ++end) {
    const size_t candidates = end - minimum + 1;
    const double x = sums[0][end], y = sums[1][end];
    const double* const inv = inverse.data() + (n - end);
    for (size_t begin = 0; begin < candidates; ++begin) {
      const double dx = x - sums[0][begin], dy = y - sums[1][begin];
      cost[begin] = best[begin] - (dx * dx + dy * dy) * inv[begin];
    }
    const auto least = std::min_element(cost.begin(), cost.begin() + static_cast<ptrdiff_t>(candidates));
    best[end] = *least + penalty;
    last[end] = static_cast<size_t>(least - cost.begin());
  }
  std::vector<size_t> ends = {n};
  for (size_t at = last[n]; at > 0; at = last[at]) ends.push_back(at);
  ends.push_back(0);
  std::reverse(ends.begin(), ends.end());
  std::vector<Break> breaks;
  for (size_t i = 1; i + 1 < ends.size(); ++i) {
    const double with = Cost(sums, ends[i - 1], ends[i]) + Cost(sums, ends[i], ends[i + 1]);
    breaks.push_back({ends[i], Cost(sums, ends[i - 1], ends[i + 1]) - with});
  }
  return breaks;
}

double LargestGain(const SeriesRows& rows, size_t minimum) {
  const size_t n = rows[0].size();
  if (minimum == 0 || n < 2 * minimum) return 0;
  const Sums sums = CentredSums(rows);
  double largest = 0;
  for (size_t at = minimum; at <= n - minimum; ++at) {
    const double squares = sums[0][at] * sums[0][at] + sums[1][at] * sums[1][at];
    largest = std::max(largest, squares * (1.0 / static_cast<double>(at) + 1.0 / static_cast<double>(n - at)));
  }
  for (size_t length = minimum; length <= n / 2; length *= 2) {
    double squares = 0;
    for (size_t at = 0; at + length <= n; ++at) {
      const double x = sums[0][at + length] - sums[0][at], y = sums[1][at + length] - sums[1][at];
      squares = std::max(squares, x * x + y * y);
    }
    const double scale = 1.0 / static_cast<double>(length) + 1.0 / static_cast<double>(n - length);
    largest = std::max(largest, squares * scale / 2);  // an interval is two breaks
  }
  return largest;
}

double ShuffledPenalty(const SeriesRows& rows, size_t minimum, size_t shuffles, double false_alarms) {
  const size_t n = rows[0].size();
  if (shuffles == 0 || n == 0) return 0;
  std::vector<uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  uint64_t state = kSeed;
  SeriesRows shuffled = rows;
  std::vector<double> gains(shuffles);
  for (double& gain : gains) {
    Shuffle(order, state);
    for (size_t c = 0; c < rows.size(); ++c) {
      for (size_t i = 0; i < n; ++i) shuffled[c][i] = rows[c][order[i]];
    }
    gain = LargestGain(ScaledByNoise(shuffled), minimum);
  }
  std::sort(gains.begin(), gains.end());
  const double place = std::ceil((1 - false_alarms) * static_cast<double>(shuffles + 1));
  return gains[std::min(shuffles, static_cast<size_t>(place)) - 1];
}

}  // namespace entente
