#include "relation/change_points.h"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

struct Bins {
  std::vector<double> cooperation, conflict;
};

size_t BinOf(int32_t day, DayRange days, int32_t width) { return static_cast<size_t>((day - days.from) / width); }

Bins BinsOf(std::span<const DyadEvent> events, DayRange days, int32_t width) {
  const size_t count = BinOf(days.to, days, width) + 1;
  Bins bins{std::vector<double>(count), std::vector<double>(count)};
  for (const DyadEvent& event : events) {
    if (event.day < days.from || event.day > days.to) continue;
    const size_t bin = BinOf(event.day, days, width);
    (event.weight >= 0 ? bins.cooperation : bins.conflict)[bin] += std::abs(event.weight);
  }
  return bins;
}

SeriesRows RowsOf(const Bins& bins, double conflict_scale) {
  SeriesRows rows = {bins.cooperation, bins.conflict};
  for (double& value : rows[0]) value = std::log1p(value);
  for (double& value : rows[1]) value = std::log1p(conflict_scale * value);
  return rows;
}

double Mean(std::span<const double> values, size_t begin, size_t end) {
  double sum = 0;
  for (size_t i = begin; i < end; ++i) sum += values[i];
  return sum / static_cast<double>(end - begin);
}

WeeklyRates RatesOf(const Bins& bins, size_t begin, size_t end, int32_t width) {
  const double weeks = 7.0 / width;
  return {Mean(bins.cooperation, begin, end) * weeks, Mean(bins.conflict, begin, end) * weeks};
}

double LevelOf(const WeeklyRates& rates, double conflict_factor) {
  return std::log1p(rates.cooperation) - conflict_factor * std::log1p(rates.conflict);
}

// Those that weigh most in the direction of the change, from shortly before it to some weeks after.
std::vector<StreamEventId> TurningEvents(std::span<const DyadEvent> events, const ChangePoint& change, int32_t end_day,
                                         const SeriesSettings& settings) {
  const int32_t from = change.day - static_cast<int32_t>(settings.turning_days_before);
  const int32_t to = std::min(change.day + static_cast<int32_t>(settings.turning_days_after), end_day);
  const double sign = change.direction >= 0 ? 1 : -1;
  std::vector<DyadEvent> found;
  for (const DyadEvent& event : events) {
    if (event.day >= from && event.day <= to && sign * event.weight > 0) found.push_back(event);
  }
  const size_t keep = std::min(found.size(), static_cast<size_t>(settings.turning_events));
  std::partial_sort(found.begin(), found.begin() + static_cast<ptrdiff_t>(keep), found.end(),
                    [&](const DyadEvent& x, const DyadEvent& y) {
                      const double a = sign * x.weight, b = sign * y.weight;
                      return a != b ? a > b : x.event < y.event;
                    });
  std::vector<StreamEventId> out;
  for (size_t i = 0; i < keep; ++i) out.push_back(found[i].event);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

SeriesRows RowsOf(std::span<const DyadEvent> events, DayRange days, const SeriesSettings& settings) {
  return RowsOf(BinsOf(events, days, static_cast<int32_t>(settings.change_bin_days)), settings.change_conflict_scale);
}

std::vector<ChangePoint> ChangePointsOf(std::span<const DyadEvent> events, DayRange days,
                                        const SeriesSettings& settings) {
  const auto weighty = std::count_if(events.begin(), events.end(), [&](const DyadEvent& event) {
    return event.weight != 0 && event.day >= days.from && event.day <= days.to;
  });
  if (days.from > days.to || static_cast<double>(weighty) < settings.change_minimum_events) return {};
  const auto width = static_cast<int32_t>(settings.change_bin_days);
  const auto minimum = static_cast<size_t>(settings.change_minimum_bins);
  const Bins bins = BinsOf(events, days, width);
  const SeriesRows rows = ScaledByNoise(RowsOf(bins, settings.change_conflict_scale));
  const double penalty =
      ShuffledPenalty(rows, minimum, static_cast<size_t>(settings.change_shuffles), settings.change_false_alarms);
  const std::vector<Break> breaks = FindBreaks(rows, penalty, minimum);
  const size_t count = bins.cooperation.size();
  std::vector<ChangePoint> out;
  for (size_t i = 0; i < breaks.size(); ++i) {
    const size_t begin = i == 0 ? 0 : breaks[i - 1].row;
    const size_t end = i + 1 == breaks.size() ? count : breaks[i + 1].row;
    ChangePoint change;
    change.day = days.from + static_cast<int32_t>(breaks[i].row) * width;
    change.last_day = std::min(change.day + width - 1, days.to);
    change.before = RatesOf(bins, begin, breaks[i].row, width);
    change.after = RatesOf(bins, breaks[i].row, end, width);
    change.direction =
        LevelOf(change.after, settings.conflict_factor) - LevelOf(change.before, settings.conflict_factor);
    change.gain = breaks[i].gain;
    const int32_t end_day = std::min(days.from + static_cast<int32_t>(end) * width - 1, days.to);
    change.turning_events = TurningEvents(events, change, end_day, settings);
    out.push_back(std::move(change));
  }
  return out;
}

std::vector<ChangePoint> ChangePointsOf(const EventColumns& columns, const EventWeights& weights, StreamGroupId a,
                                        StreamGroupId b, DayRange days, const SeriesSettings& settings) {
  const DayRange cut = {std::max(days.from, columns.first_day()), std::min(days.to, columns.last_day())};
  if (cut.from > cut.to) return {};
  return ChangePointsOf(DyadEventsOf(columns, weights, a, b, cut), cut, settings);
}

}  // namespace entente
