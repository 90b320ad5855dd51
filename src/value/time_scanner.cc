#include "value/time_scanner.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/date.h"
#include "value/value_finder.h"

namespace entente {
namespace {

int Digits(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int value = 0;
  for (const char c : text) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

Date DateFrom(int year, int month, int day) {
  return {static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

int SmallNumber(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kNumbers = {"a",   "one",   "two",   "three", "four", "five", "six",
                                                                "seven", "eight", "nine", "ten", "eleven", "twelve"};
  for (size_t i = 0; i < kNumbers.size(); ++i) {
    if (kNumbers[i] == word) return i == 0 ? 1 : static_cast<int>(i);
  }
  return Digits(word);
}

}  // namespace

std::vector<TimeExpression> TimeScanner::Scan() {
  for (uint32_t t = 0; t < tree_.size();) {
    uint32_t taken = 0;
    for (auto scan : {&TimeScanner::Period, &TimeScanner::Range, &TimeScanner::Calendar, &TimeScanner::Relative,
                      &TimeScanner::Duration}) {
      taken = (this->*scan)(t);
      if (taken > 0) break;
    }
    t += std::max(taken, 1U);
  }
  return std::move(out_);
}

int TimeScanner::YearAt(uint32_t token) const {
  if (token >= tree_.size()) return 0;
  const std::string_view text = tree_.text(token);
  const int value = text.size() == 4 ? Digits(text) : -1;
  return value >= 1800 && value <= 2100 ? value : 0;
}

int TimeScanner::DayAt(uint32_t token) const {
  if (token >= tree_.size()) return 0;
  std::string_view text = tree_.text(token);
  for (std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (text.size() > 2 && text.ends_with(suffix)) text.remove_suffix(2);
  }
  const int value = text.size() <= 2 ? Digits(text) : -1;
  return value >= 1 && value <= 31 ? value : 0;
}

// Records [begin, end) with the preposition before it, which says how the act stands to the time.
void TimeScanner::Add(uint32_t begin, uint32_t end, DateInterval interval) {
  TimeExpression time;
  time.interval = interval;
  uint32_t before = begin;
  while (before > 0 && (tree_.tag(before - 1) == "DT" || tree_.tag(before - 1) == "JJ")) --before;
  if (before > 0 && tree_.sentence(before - 1) == tree_.sentence(begin)) {
    const std::string_view word = tree_.lemma(before - 1);
    const bool preposition = tree_.tag(before - 1) == "IN" || tree_.tag(before - 1) == "VBG";
    if (preposition) --before;
    if (preposition && words_.Is("since", word)) time.role = TimeRole::kSince;
    if (preposition && words_.Is("after", word)) time.role = TimeRole::kAfter;
    if (preposition && words_.Is("before", word)) time.role = TimeRole::kBefore;
  }
  time.tokens = {before, end};
  time.head = end - 1;
  for (uint32_t t = before; t < end; ++t) {
    const uint32_t head = tree_.head(t);
    if (tree_.dep(t) != Dep::kPunct && (head < before || head >= end || head == t)) {
      time.head = t;
      break;
    }
  }
  if (interval.begin.year != 0) last_year_ = interval.begin.year;
  out_.push_back(time);
}

uint32_t TimeScanner::Period(uint32_t token) {
  const ValueFinder::Period* period = words_.PeriodAt(tree_.document(), token);
  if (period == nullptr) return 0;
  const uint32_t length = static_cast<uint32_t>(period->words.size());
  const int year = last_year_;
  Add(token, token + length, period->interval);
  last_year_ = year;
  return length;
}

// "from 2009 to 2013", "between 2009 and 2013", "2009-2013".
uint32_t TimeScanner::Range(uint32_t token) {
  const int first = YearAt(token);
  if (first == 0 || token + 2 >= tree_.size()) return 0;
  const std::string_view joint = tree_.text(token + 1);
  const int second = YearAt(token + 2);
  const bool joined = joint == "to" || joint == "and" || joint == "-" || joint == "–" || joint == "until";
  const std::string_view before = token > 0 ? tree_.lemma(token - 1) : std::string_view();
  const bool listed = joint == "and" && before != "between";
  if (second < first || !joined || listed) return 0;
  Add(token, token + 3, {DateFrom(first, 0, 0), DateFrom(second, 0, 0)});
  return 3;
}

uint32_t TimeScanner::Calendar(uint32_t token) {
  const std::string_view text = tree_.text(token);
  if (const int year = YearAt(token); year != 0) {
    // A bare number of four digits is a year only where it stands as one.
    const Dep dep = tree_.dep(token);
    if (dep != Dep::kPobj && dep != Dep::kNpadvmod && dep != Dep::kNummod && dep != Dep::kConj) return 0;
    if (dep == Dep::kNummod && MonthOfWord(tree_.lemma(tree_.head(token))) == 0) return 0;
    Add(token, token + 1, {DateFrom(year, 0, 0), DateFrom(year, 0, 0)});
    return 1;
  }
  uint32_t at = token;
  int day = 0;
  if (DayAt(at) > 0 && at + 1 < tree_.size() && MonthOfWord(tree_.text(at + 1)) > 0) day = DayAt(at++);
  const int month = at < tree_.size() ? MonthOfWord(tree_.text(at)) : 0;
  if (month == 0 || (tree_.text(at) == "March" && tree_.IsVerb(at)) || tree_.tag(at) == "MD") {
    if (const auto date = text.size() >= 8 ? DateOf(text) : std::nullopt; date && date->day != 0) {
      Add(token, token + 1, {*date, *date});
      return 1;
    }
    return 0;
  }
  ++at;
  if (day == 0 && DayAt(at) > 0) day = DayAt(at++);
  int year = YearAt(at);
  if (year == 0 && at + 1 < tree_.size() && tree_.text(at) == ",") year = YearAt(at + 1) != 0 ? (++at, YearAt(at)) : 0;
  if (year != 0) ++at;
  if (year == 0) year = last_year_ != 0 ? last_year_ : published_date_ ? published_date_->year : 0;
  if (year == 0) return 0;
  const Date date = DateFrom(year, month, day);
  if (!DateOf(ToString(date))) return 0;
  Add(token, at, {date, date});
  return at - token;
}

int TimeScanner::UnitDaysAt(uint32_t token) const {
  if (token >= tree_.size()) return 0;
  static constexpr std::array<std::pair<std::string_view, int>, 5> kUnits = {
      {{"unit_1", 1}, {"unit_7", 7}, {"unit_30", 30}, {"unit_365", 365}, {"unit_3650", 3650}}};
  for (const auto& [list, days] : kUnits) {
    if (words_.Is(list, tree_.lemma(token))) return days;
  }
  return 0;
}

// "yesterday", "last week", "this month", "three years ago", counted from publication.
uint32_t TimeScanner::Relative(uint32_t token) {
  if (!published_date_ || published_date_->day == 0) return 0;
  const int32_t today = DayNumber(*published_date_);
  const std::string_view lemma = tree_.lemma(token);
  const int year = last_year_;
  auto add = [&](uint32_t end, int32_t from, int32_t to) {
    Add(token, end, {DateOfDayNumber(from), DateOfDayNumber(to)});
    last_year_ = year;
    return end - token;
  };
  if (lemma == "yesterday") return add(token + 1, today - 1, today - 1);
  if (lemma == "today") return add(token + 1, today, today);
  const int unit = UnitDaysAt(token + 1);
  if (lemma == "last" && unit > 0) return LastUnit(token, unit);
  if (lemma == "this" && unit > 0 && unit < 400) return add(token + 2, today - unit, today);
  const int count = SmallNumber(lemma);
  const bool ago = token + 2 < tree_.size() && words_.Is("ago", tree_.lemma(token + 2));
  if (count > 0 && unit > 0 && ago && tree_.lemma(token + 2) == "ago") {
    const int32_t day = today - count * unit;
    return add(token + 3, day - unit / 2, day + unit / 2);
  }
  return 0;
}

// "last month" is the calendar month before, "last year" the year, "last week" the seven days before.
uint32_t TimeScanner::LastUnit(uint32_t token, int unit_days) {
  const int year = last_year_;
  Date begin = *published_date_;
  begin.day = 0;
  if (unit_days == 365) {
    begin = DateFrom(begin.year - 1, 0, 0);
  } else if (unit_days == 30) {
    begin = begin.month == 1 ? DateFrom(begin.year - 1, 12, 0) : DateFrom(begin.year, begin.month - 1, 0);
  } else if (unit_days == 7) {
    const int32_t today = DayNumber(*published_date_);
    Add(token, token + 2, {DateOfDayNumber(today - 7), DateOfDayNumber(today - 1)});
    last_year_ = year;
    return 2;
  } else {
    return 0;
  }
  Add(token, token + 2, {begin, begin});
  last_year_ = year;
  return 2;
}

// "for more than ten years": how long, not when.
uint32_t TimeScanner::Duration(uint32_t token) {
  const int count = SmallNumber(tree_.lemma(token));
  const int unit = UnitDaysAt(token + 1);
  if (count <= 0 || unit == 0 || tree_.lemma(token) == "a") return 0;
  TimeExpression time;
  time.role = TimeRole::kDuration;
  time.tokens = {token, token + 2};
  time.head = token + 1;
  time.duration_days = static_cast<double>(count) * unit;
  out_.push_back(time);
  return 2;
}

}  // namespace entente
