#include "relation/level.h"

#include <cmath>

namespace entente {
namespace {

// Floor division: weeks count on through 1970.
int32_t BurstOf(int32_t day, int32_t burst_days) {
  return day >= 0 ? day / burst_days : -((burst_days - 1 - day) / burst_days);
}

// Sums as of `day_`; moving on in time only multiplies them.
class LevelState {
 public:
  explicit LevelState(const LevelRules& rules) : rules_(rules) {}

  void Add(const DyadEvent& event) {
    MoveTo(event.day);
    const int32_t burst = BurstOf(event.day, rules_.burst_days);
    if (burst != burst_) CloseBurst();
    burst_ = burst;
    Side& side = event.weight >= 0 ? cooperation_ : conflict_;
    side.sum += std::abs(event.weight);
    side.burst += std::abs(event.weight);
    ++events_;
  }

  Level At(int32_t day) {
    MoveTo(day);
    Level out{.day = day, .cooperation = cooperation_.sum, .conflict = conflict_.sum, .events = events_};
    const double prior = rules_.prior_weight * rules_.prior_weight;
    const double good = 1 + out.cooperation, bad = 1 + out.conflict;
    out.level = std::log(good) - rules_.conflict_factor * std::log(bad);
    const double good_part = (cooperation_.Variance() + prior) / (good * good);
    const double bad_part = (conflict_.Variance() + prior) / (bad * bad);
    out.deviation = std::sqrt(good_part + rules_.conflict_factor * rules_.conflict_factor * bad_part);
    out.low = out.level - rules_.band_deviations * out.deviation;
    out.high = out.level + rules_.band_deviations * out.deviation;
    return out;
  }

 private:
  struct Side {
    double sum = 0;
    double burst = 0;    // part of sum that the open burst has
    double squares = 0;  // of closed bursts
    double Variance() const { return squares + burst * burst; }
    void Fade(double factor) {
      sum *= factor;
      burst *= factor;
      squares *= factor * factor;
    }
    void Close() {
      squares += burst * burst;
      burst = 0;
    }
  };

  void MoveTo(int32_t day) {
    if (started_ && day != day_) {
      const double factor = std::exp2(-static_cast<double>(day - day_) / rules_.half_life_days);
      cooperation_.Fade(factor);
      conflict_.Fade(factor);
    }
    started_ = true;
    day_ = day;
  }
  void CloseBurst() {
    cooperation_.Close();
    conflict_.Close();
  }

  const LevelRules& rules_;
  Side cooperation_, conflict_;
  int32_t day_ = 0, burst_ = 0;
  bool started_ = false;
  uint32_t events_ = 0;
};

LevelRules RulesOf(const SeriesSettings& settings, double half_life) {
  return {.half_life_days = half_life,
          .conflict_factor = settings.conflict_factor,
          .burst_days = static_cast<int32_t>(settings.burst_days),
          .band_deviations = settings.band_deviations,
          .prior_weight = settings.prior_weight};
}

}  // namespace

LevelRules LevelRules::Current(const SeriesSettings& settings) {
  return RulesOf(settings, settings.level_half_life_days);
}
LevelRules LevelRules::Standing(const SeriesSettings& settings) {
  return RulesOf(settings, settings.standing_half_life_days);
}

Level LevelAt(std::span<const DyadEvent> events, int32_t day, const LevelRules& rules) {
  LevelState state(rules);
  for (const DyadEvent& event : events) {
    if (event.day > day) break;
    state.Add(event);
  }
  return state.At(day);
}

std::vector<Level> LevelLine(std::span<const DyadEvent> events, DayRange days, int32_t step, const LevelRules& rules) {
  std::vector<Level> line;
  LevelState state(rules);
  size_t next = 0;
  for (int32_t day = days.from; day <= days.to;) {
    for (; next < events.size() && events[next].day <= day; ++next) state.Add(events[next]);
    line.push_back(state.At(day));
    if (day == days.to) break;
    day = step < days.to - day ? day + step : days.to;
  }
  return line;
}

}  // namespace entente
