#include "value/relative_reader.h"

#include <cmath>

#include "base/date.h"
#include "value/number_reader.h"

namespace entente {
namespace {

constexpr double kDay = 1;
constexpr double kWeek = 7;
constexpr double kMonth = 30;
constexpr double kYear = 365;
constexpr double kDecade = 3650;
// Farther from its anchor no time is placed.
constexpr double kFarthestDays = 365.0 * 1500;
constexpr double kFewest = 2;  // "a few", "several", bare plurals
constexpr double kFew = 3;
constexpr double kMostOfFew = 5;

// 1 Monday … 7 Sunday. 1970-01-01 was a Thursday.
int WeekdayOf(int32_t day_number) { return static_cast<int>(((day_number + 3) % 7 + 7) % 7) + 1; }

DateInterval Days(int32_t from, int32_t to) { return {DateOfDayNumber(from), DateOfDayNumber(to)}; }

Date MonthsFrom(const Date& date, int months) {
  const int count = date.year * 12 + date.month - 1 + months;
  return DateFrom(count / 12, count % 12 + 1);
}

bool IsFull(const std::optional<Date>& date) { return date && date->day != 0; }

// `least` to `most` units from the anchor, in the grain of the unit; negative is back.
DateInterval CountedFrom(const Date& anchor, double unit, double least, double most) {
  const double low = std::min(least, most), high = std::max(least, most);
  if (std::abs(low) * unit > kFarthestDays || std::abs(high) * unit > kFarthestDays) return {};
  if (unit >= kYear) {
    if (low == high && low != std::floor(low) && unit < kDecade && anchor.month != 0) {  // "two and a half years ago"
      return At(MonthsFrom(anchor, static_cast<int>(std::lround(12 * low))));
    }
    const double years = unit >= kDecade ? std::round(unit / kYear) : 1;
    // "Two decades ago" is about then.
    const int slack = unit >= kDecade ? 1 : 0;
    return {DateFrom(anchor.year + static_cast<int>(low * years) - slack),
            DateFrom(anchor.year + static_cast<int>(high * years) + slack)};
  }
  if (unit >= kMonth) {
    if (anchor.month == 0) return {};
    const int months = static_cast<int>(std::lround(unit / kMonth));
    return {MonthsFrom(anchor, static_cast<int>(std::floor(low)) * months),
            MonthsFrom(anchor, static_cast<int>(std::ceil(high)) * months)};
  }
  if (anchor.day == 0) return {};
  const int32_t day = DayNumber(anchor);
  const int32_t slack = unit >= kWeek ? 3 : 0;
  return Days(day + static_cast<int32_t>(low * unit) - slack, day + static_cast<int32_t>(high * unit) + slack);
}

}  // namespace

TimeCore RelativeReader::Read(uint32_t at) const {
  TimeCore best;
  for (auto read :
       {&RelativeReader::DayWord, &RelativeReader::Weekday, &RelativeReader::Weekend, &RelativeReader::Recent,
        &RelativeReader::Retold, &RelativeReader::Shifted, &RelativeReader::RetoldMonth, &RelativeReader::Ago,
        &RelativeReader::RestOfUnit, &RelativeReader::Duration}) {
    const TimeCore core = (this->*read)(at);
    if (core.length > best.length) best = core;
  }
  return best;
}

TimeCore RelativeReader::DayWord(uint32_t at) const {
  const WordMatch shift = tables_.Starting("day", words_, at);
  if (!shift) return {};
  TimeCore core{.length = shift.length};
  if (IsFull(context_.published)) {
    const int32_t day = DayNumber(*context_.published) + static_cast<int32_t>(shift.value);
    core.interval = Days(day, day);
  }
  return core;
}

// "over the weekend", "last weekend": the Saturday and Sunday before; "this weekend", "next weekend": those to come.
TimeCore RelativeReader::Weekend(uint32_t at) const {
  const WordMatch shift = tables_.Starting("shift", words_, at);
  const uint32_t place = at + shift.length;
  if (tables_.ValueOf("weekend", words_.At(place)) == nullptr) return {};
  TimeCore core{.length = shift.length + 1};
  if (!IsFull(context_.published)) return core;
  const int32_t today = DayNumber(*context_.published);
  const int32_t coming = today + (6 - WeekdayOf(today) + 7) % 7;  // Saturday
  const int32_t saturday = shift && shift.value >= 0 ? coming : coming - (WeekdayOf(today) == 7 ? 8 : 7);
  core.interval = Days(saturday, saturday + 1);
  return core;
}

TimeCore RelativeReader::Weekday(uint32_t at) const {
  const WordMatch shift = tables_.Starting("shift", words_, at);
  const uint32_t place = at + shift.length;
  std::string_view word = words_.At(place);
  if (word.ends_with('.')) word.remove_suffix(1);
  const double* weekday = tables_.ValueOf("weekday", word);
  if (weekday == nullptr) return {};
  TimeCore core{.length = shift.length + 1};
  if (!IsFull(context_.published)) return core;
  const int32_t today = DayNumber(*context_.published);
  int32_t back = (WeekdayOf(today) - static_cast<int>(*weekday) + 7) % 7;
  if (shift && shift.value < 0 && back == 0) back = 7;
  if (shift && shift.value > 0) back -= 7;
  core.interval = Days(today - back, today - back);
  return core;
}

TimeCore RelativeReader::Recent(uint32_t at) const {
  const WordMatch recent = tables_.Starting("recent", words_, at);
  if (!recent) return {};
  TimeCore core{.length = recent.length};
  double days = recent.value;
  if (days == 0) {  // "recent" needs its unit
    const double* unit = tables_.ValueOf("unit", words_.At(at + recent.length));
    if (unit == nullptr) return {};
    days = *unit * kMostOfFew;
    ++core.length;
  }
  if (!IsFull(context_.published)) return core;
  const int32_t today = DayNumber(*context_.published);
  core.interval = Days(today - static_cast<int32_t>(days), today);
  return core;
}

RelativeReader::Count RelativeReader::CountAt(uint32_t at) const {
  uint32_t begin = at;
  if (words_.At(at) == "a" || words_.At(at) == "an") {
    if (tables_.ValueOf("unit", words_.At(at + 1)) != nullptr) return {1, 1, 1};
    ++begin;
  }
  if (const WordMatch vague = tables_.Starting("vague", words_, begin)) {
    uint32_t end = begin + vague.length;
    if (words_.At(end) == "of") ++end;
    const bool pair = vague.value == kFewest;
    return {end - at, kFewest, pair ? kFewest : kMostOfFew};
  }
  const NumberMatch number = ReadNumber(tables_, words_, at);
  if (!number) return {};
  return {number.length, number.value, number.value};
}

DateInterval RelativeReader::UnitFrom(const Date& anchor, double unit_days, int shift) const {
  if (unit_days >= kYear) {
    const int years = static_cast<int>(std::round(unit_days / kYear));
    if (years == 1) return At(DateFrom(anchor.year + shift));
    return shift < 0 ? DateInterval{DateFrom(anchor.year - years), DateFrom(anchor.year)}
                     : DateInterval{DateFrom(anchor.year), DateFrom(anchor.year + years)};
  }
  if (unit_days >= kMonth) return anchor.month == 0 ? DateInterval{} : At(MonthsFrom(anchor, shift));
  if (anchor.day == 0) return {};
  const int32_t day = DayNumber(anchor);
  if (unit_days < kWeek) return Days(day + shift, day + shift);
  const int32_t weeks = static_cast<int32_t>(unit_days / kWeek);
  const int32_t monday = day - WeekdayOf(day) + 1 + shift * 7 * weeks;
  return Days(monday, monday + 7 * weeks - 1);
}

// "last May", "last summer": the one before publication; "next May": the one after.
TimeCore RelativeReader::ShiftedCalendar(uint32_t at, const WordMatch& shift) const {
  const uint32_t place = at + shift.length;
  const int month = calendar_.MonthAt(place);
  const double* season = tables_.ValueOf("season", words_.At(place));
  if (month == 0 && season == nullptr) return {};
  TimeCore core{.length = shift.length + 1};
  if (!context_.published || context_.published->month == 0) return core;
  const int wanted = month != 0 ? month : static_cast<int>(*season);
  const int now = context_.published->month;
  int year = context_.published->year;
  if (shift.value < 0 && wanted >= now) --year;
  if (shift.value > 0 && wanted <= now) ++year;
  const Date from = DateFrom(year, wanted);
  core.interval = month != 0 ? At(from) : DateInterval{from, MonthsFrom(from, 2)};
  return core;
}

TimeCore RelativeReader::Shifted(uint32_t at) const {
  const WordMatch shift = tables_.Starting("shift", words_, at);
  if (!shift) return {};
  if (TimeCore core = ShiftedCalendar(at, shift)) return core;
  const Count count = CountAt(at + shift.length);
  const uint32_t place = at + shift.length + count.length;
  const double* unit = tables_.ValueOf("unit", words_.At(place));
  if (unit == nullptr) return {};
  TimeCore core{.length = place + 1 - at};
  if (!context_.published) return core;
  const Date& now = *context_.published;
  const int sign = static_cast<int>(shift.value);
  if (count.length == 0) {
    core.interval = UnitFrom(now, *unit, sign);
    return core;
  }
  // "the past five years": from then to now.
  core.duration_days = count.most * *unit;
  const DateInterval far = CountedFrom(now, *unit, sign * count.most, sign * count.most);
  const DateInterval none;
  if (far == none) return core;
  core.interval = sign < 0 ? DateInterval{far.begin, now} : DateInterval{now, far.end};
  return core;
}

TimeCore RelativeReader::Retold(uint32_t at) const {
  const WordMatch shift = tables_.Starting("retold", words_, at);
  // With nothing told before, "the next month" is counted from publication.
  if (context_.mentioned.year == 0 && tables_.Starting("shift", words_, at)) return {};
  const double* unit = shift ? tables_.ValueOf("unit", words_.At(at + shift.length)) : nullptr;
  if (unit == nullptr || *unit == kDecade) return {};
  TimeCore core{.length = shift.length + 1};
  if (context_.mentioned.year == 0) return core;
  core.interval = UnitFrom(context_.mentioned, *unit, static_cast<int>(shift.value));
  return core;
}

// "the following May": the first after the date told last.
TimeCore RelativeReader::RetoldMonth(uint32_t at) const {
  const WordMatch shift = tables_.Starting("retold", words_, at);
  const int month = shift ? calendar_.MonthAt(at + shift.length) : 0;
  if (month == 0 || shift.value == 0 || context_.mentioned.month == 0) return {};
  int year = context_.mentioned.year;
  if (shift.value > 0 && month <= context_.mentioned.month) ++year;
  if (shift.value < 0 && month >= context_.mentioned.month) --year;
  return {.length = shift.length + 1, .interval = At(DateFrom(year, month))};
}

TimeCore RelativeReader::Ago(uint32_t at) const {
  const Count count = CountAt(at);
  if (count.length == 0) return {};
  const uint32_t place = at + count.length;
  const double* unit = tables_.ValueOf("unit", words_.At(place));
  if (unit == nullptr) return {};
  uint32_t end = place + 1;
  if (words_.At(end) == "and" && words_.At(end + 1) == "a" && words_.At(end + 2) == "half") end += 3;
  const WordMatch ago = tables_.Starting("ago", words_, end);
  const WordMatch later = tables_.Starting("later", words_, end);
  if (!ago && !later) return {};
  TimeCore core{.length = end + (ago ? ago.length : later.length) - at};
  if (ago && context_.published) {
    core.interval = CountedFrom(*context_.published, *unit, -count.most, -count.least);
  } else if (later && context_.mentioned.year != 0) {
    core.interval = CountedFrom(context_.mentioned, *unit, later.value * count.least, later.value * count.most);
  }
  return core;
}

// "(by the end of) the year": the one the story is in.
TimeCore RelativeReader::RestOfUnit(uint32_t at) const {
  const bool part = words_.At(static_cast<int64_t>(at) - 1) == "of" &&
                    tables_.EndingBefore("part", words_, at > 0 ? at - 1 : 0).length > 0;
  const double* unit = words_.At(at) == "the" ? tables_.ValueOf("unit", words_.At(at + 1)) : nullptr;
  if (!part || unit == nullptr || *unit < kWeek || *unit > kYear) return {};
  TimeCore core{.length = 2};
  if (context_.last.year != 0 && !calendar_.Future(at)) {
    core.interval = UnitFrom(context_.last, *unit, 0);
  } else if (context_.published) {
    core.interval = UnitFrom(*context_.published, *unit, 0);
  }
  return core;
}

TimeCore RelativeReader::Duration(uint32_t at) const {
  Count count = CountAt(at);
  uint32_t place = at + count.length;
  if (count.length > 0 && words_.At(place) == "-") ++place;
  const double* unit = tables_.ValueOf("unit", words_.At(place));
  if (unit == nullptr || *unit < kDay) return {};
  TimeCore core{.length = place + 1 - at};
  // "$2bn a year" is a rate, not a time.
  core.needs_preposition = words_.At(at) == "a" && count.length == 1;
  if (count.length == 0) {
    if (!words_.At(place).ends_with('s')) return {};
    count.least = count.most = kFew;
    core.needs_preposition = true;
  }
  if (words_.At(place + 1) == "and" && words_.At(place + 2) == "a" && words_.At(place + 3) == "half") {
    count.most += 0.5;
    core.length += 3;
  }
  core.duration_days = (count.least == count.most ? count.most : kFew) * *unit;
  return core;
}

}  // namespace entente
