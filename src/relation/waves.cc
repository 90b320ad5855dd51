#include "relation/waves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/table_rows.h"

namespace entente {
namespace {

struct WaveEvent {
  StreamGroupId target = 0;
  int act = 0;
  StreamEventId event = 0;
  StreamGroupId source = 0;
  int32_t day = 0;
};

// Events of one target and act, by number; days are those of the window.
class Scan {
 public:
  Scan(std::span<const WaveEvent> events, DayRange days, const SeriesSettings& settings)
      : events_(events), days_(days), width_(static_cast<int32_t>(settings.wave_days)), settings_(settings) {}

  void AddWaves(std::vector<Wave>& out) {
    Count();
    const double stretches = std::max(1.0, static_cast<double>(days_.to - days_.from + 1) / width_);
    const double usual = Usual(stretches);
    for (size_t last = 0; last < events_.size();) {
      if (!IsWave(last, usual, stretches)) {
        ++last;
        continue;
      }
      const size_t begin = first_[last];
      size_t end = last;
      double surprise = 0;
      for (; end < events_.size() && (end == last || first_[end] <= end_of_wave_); ++end) {
        if (!IsWave(end, usual, stretches)) continue;
        end_of_wave_ = end;
        surprise = std::max(surprise, Surprise(end, usual, stretches));
      }
      out.push_back(WaveOf(begin, end_of_wave_, usual, surprise));
      last = end_of_wave_ + 1;
    }
  }

 private:
  // For each event the first one within the width before it, and the different sources between.
  void Count() {
    std::map<StreamGroupId, uint32_t> inside;
    first_.resize(events_.size());
    sources_.resize(events_.size());
    size_t begin = 0;
    for (size_t i = 0; i < events_.size(); ++i) {
      ++inside[events_[i].source];
      for (; events_[begin].day <= events_[i].day - width_; ++begin) {
        if (--inside[events_[begin].source] == 0) inside.erase(events_[begin].source);
      }
      first_[i] = begin;
      sources_[i] = static_cast<uint32_t>(inside.size());
    }
  }

  // Mean number of different sources in stretches laid end to end.
  double Usual(double stretches) const {
    double sum = 0;
    std::vector<StreamGroupId> seen;
    for (size_t i = 0; i < events_.size();) {
      const int32_t stretch = (events_[i].day - days_.from) / width_;
      seen.clear();
      for (; i < events_.size() && (events_[i].day - days_.from) / width_ == stretch; ++i) {
        seen.push_back(events_[i].source);
      }
      std::sort(seen.begin(), seen.end());
      sum += static_cast<double>(std::unique(seen.begin(), seen.end()) - seen.begin());
    }
    return sum / stretches;
  }

  double Surprise(size_t i, double usual, double stretches) const {
    return PoissonSurprise(usual, sources_[i]) - std::log10(stretches);
  }
  bool IsWave(size_t i, double usual, double stretches) const {
    return sources_[i] >= settings_.wave_minimum_sources && Surprise(i, usual, stretches) >= settings_.wave_surprise;
  }

  Wave WaveOf(size_t begin, size_t end, double usual, double surprise) const {
    Wave wave{events_[begin].target, events_[begin].act, events_[begin].day, events_[end].day, usual, surprise, {}};
    std::map<StreamGroupId, size_t> place;
    for (size_t i = begin; i <= end; ++i) {
      const auto [at, fresh] = place.emplace(events_[i].source, wave.members.size());
      if (fresh) wave.members.push_back({events_[i].source, events_[i].event, 0});
      ++wave.members[at->second].events;
    }
    return wave;
  }

  std::span<const WaveEvent> events_;
  DayRange days_;
  int32_t width_;
  const SeriesSettings& settings_;
  std::vector<size_t> first_;
  std::vector<uint32_t> sources_;
  size_t end_of_wave_ = 0;
};

void Collect(const EventColumns& columns, const std::vector<int>& row_of_act, StreamEventId event,
             const std::optional<StreamGroupId>& target, std::vector<WaveEvent>& out) {
  const int row = row_of_act[columns.Act(event)];
  if (row < 0 || columns.Status(event) != StatementStatus::kActual) return;
  const int32_t day = columns.Day(event);
  const StreamGroupId to = columns.GroupOn(columns.Target(event), day);
  if (target && to != *target) return;
  const StreamGroupId from = columns.GroupOn(columns.Source(event), day);
  if (from == to || columns.Group(from).code.empty() || columns.Group(to).code.empty()) return;
  out.push_back({to, row, event, from, day});
}

}  // namespace

Result<WaveActs> WaveActs::Load(const DataFiles& data) {
  constexpr std::array<std::string_view, 2> kColumns = {"cameo", "label"};
  WaveActs acts;
  const Status status = ForEachRow(data, "relation/wave_acts.tsv", kColumns, [&](uint32_t, const auto& cell) {
    acts.rows_.push_back({std::string(cell("cameo")), std::string(cell("label"))});
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return acts;
}

int WaveActs::Of(std::string_view cameo) const {
  int found = -1;
  size_t longest = 0;
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].prefix.size() <= longest || !cameo.starts_with(rows_[i].prefix)) continue;
    longest = rows_[i].prefix.size();
    found = static_cast<int>(i);
  }
  return found;
}

double PoissonSurprise(double mean, uint32_t count) {
  if (count == 0) return 0;
  if (mean <= 0) return std::numeric_limits<double>::infinity();
  // Terms of the tail relative to its first; they fall fast once above the mean.
  double term = 1, tail = 1;
  for (uint32_t k = count + 1; term > tail * 1e-12 || k < mean; ++k) {
    term *= mean / k;
    tail += term;
  }
  const double log_first = count * std::log(mean) - mean - std::lgamma(static_cast<double>(count) + 1);
  return std::max(0.0, -(log_first + std::log(tail)) / std::log(10.0));
}

std::vector<Wave> WavesOf(const EventColumns& columns, const WaveActs& acts, DayRange days,
                          const std::optional<StreamGroupId>& target, const SeriesSettings& settings) {
  const DayRange cut = {std::max(days.from, columns.first_day()), std::min(days.to, columns.last_day())};
  const EventRange window = columns.Window(cut.from, cut.to);
  std::vector<int> row_of_act(columns.act_count());
  for (StreamActId act = 0; act < row_of_act.size(); ++act) row_of_act[act] = acts.Of(columns.ActOf(act).cameo);
  std::vector<WaveEvent> events;
  if (target) {
    for (const GroupLink& link : columns.LinksOf(*target)) {
      for (const StreamEventId event : EventColumns::InWindow(columns.EventsOf(link), window)) {
        Collect(columns, row_of_act, event, target, events);
      }
    }
  } else {
    for (StreamEventId event = window.begin; event < window.end; ++event) {
      Collect(columns, row_of_act, event, target, events);
    }
  }
  std::sort(events.begin(), events.end(), [](const WaveEvent& x, const WaveEvent& y) {
    return std::tie(x.target, x.act, x.event) < std::tie(y.target, y.act, y.event);
  });
  std::vector<Wave> waves;
  for (size_t begin = 0; begin < events.size();) {
    size_t end = begin;
    while (end < events.size() && events[end].target == events[begin].target && events[end].act == events[begin].act) {
      ++end;
    }
    if (static_cast<double>(end - begin) >= settings.wave_minimum_sources) {
      Scan(std::span(events).subspan(begin, end - begin), cut, settings).AddWaves(waves);
    }
    begin = end;
  }
  std::sort(waves.begin(), waves.end(), [](const Wave& x, const Wave& y) {
    if (x.surprise != y.surprise) return x.surprise > y.surprise;
    return std::tie(x.from_day, x.target, x.act) < std::tie(y.from_day, y.target, y.act);
  });
  return waves;
}

}  // namespace entente
