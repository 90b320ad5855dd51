#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

namespace entente {
namespace {

std::optional<int> Digits(std::string_view text) {
  int value = 0;
  if (text.empty()) return std::nullopt;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool IsValid(const Date& date) {
  using namespace std::chrono;
  if (date.month == 0) return date.day == 0;
  if (date.month > 12) return false;
  if (date.day == 0) return true;
  return year_month_day(year(date.year), month(date.month), day(date.day)).ok();
}

}  // namespace

std::optional<Date> DateOf(std::string_view iso) {
  iso = iso.substr(0, iso.find_first_of("T "));
  const bool shaped =
      iso.size() == 4 || (iso.size() == 7 && iso[4] == '-') || (iso.size() == 10 && iso[4] == '-' && iso[7] == '-');
  if (!shaped) return std::nullopt;
  const auto year = Digits(iso.substr(0, 4));
  const auto month = iso.size() >= 7 ? Digits(iso.substr(5, 2)) : std::optional<int>(0);
  const auto day = iso.size() == 10 ? Digits(iso.substr(8, 2)) : std::optional<int>(0);
  if (!year || !month || !day || (iso.size() >= 7 && *month == 0) || (iso.size() == 10 && *day == 0)) {
    return std::nullopt;
  }
  const Date date{static_cast<int16_t>(*year), static_cast<uint8_t>(*month), static_cast<uint8_t>(*day)};
  return IsValid(date) ? std::optional<Date>(date) : std::nullopt;
}

int MonthOfWord(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                               "may",       "june",     "july",     "august",
                                                               "september", "october",  "november", "december"};
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (lower == "sept") return 9;
  for (size_t i = 0; i < kMonths.size(); ++i) {
    const bool whole = kMonths[i] == lower && (lower != "may" || word.front() == 'M');
    if (whole || (lower.size() == 3 && lower != "may" && kMonths[i].starts_with(lower))) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::string ToString(const Date& date) {
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string ToString(const DateInterval& interval) {
  if (interval.begin == interval.end) return ToString(interval.begin);
  return ToString(interval.begin) + "/" + ToString(interval.end);
}

std::optional<DateInterval> DateIntervalOf(std::string_view iso) {
  const size_t slash = iso.find('/');
  const auto begin = DateOf(iso.substr(0, slash));
  const auto end = slash == std::string_view::npos ? begin : DateOf(iso.substr(slash + 1));
  if (!begin || !end) return std::nullopt;
  return DateInterval{*begin, *end};
}

int32_t DayNumber(const Date& date) {
  using namespace std::chrono;
  const unsigned month_number = date.month == 0 ? 1U : date.month;
  const unsigned day_number = date.day == 0 ? 1U : date.day;
  return static_cast<int32_t>(
      sys_days(year(date.year) / month(month_number) / day(day_number)).time_since_epoch().count());
}

int32_t LastDayNumber(const Date& date) {
  using namespace std::chrono;
  if (date.day != 0) return DayNumber(date);
  const unsigned month_number = date.month == 0 ? 12U : date.month;
  return static_cast<int32_t>(sys_days(year(date.year) / month(month_number) / last).time_since_epoch().count());
}

Date DateOfDayNumber(int32_t day_number) {
  using namespace std::chrono;
  const year_month_day ymd{sys_days{days{day_number}}};
  return {static_cast<int16_t>(static_cast<int>(ymd.year())), static_cast<uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<uint8_t>(static_cast<unsigned>(ymd.day()))};
}

}  // namespace entente
