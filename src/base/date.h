// Calendar arithmetic on entente::Date (proleptic Gregorian) and ISO 8601 text. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entente/document.h"

namespace entente {

// "2020-12-29", "2020-12", "2020", also "2020-12-29T10:00:00Z" (the time is dropped). Nothing where not valid.
std::optional<Date> DateOf(std::string_view iso);
// "2020-12-29", "2020-12" or "2020" by the precision of the date.
std::string ToString(const Date& date);
// "2020-09-27/2020-11-10"; one date alone where both ends are equal.
std::string ToString(const DateInterval& interval);
// "A/B" or "A".
std::optional<DateInterval> DateIntervalOf(std::string_view iso);

// "march", "Mar" → 3; 0 where the word is no English month. "may" counts only capitalised.
int MonthOfWord(std::string_view word);

// Days since 1970-01-01. Unknown month or day count as the first.
int32_t DayNumber(const Date& date);
// The last day the date may mean: 2020-02 → 2020-02-29.
int32_t LastDayNumber(const Date& date);
Date DateOfDayNumber(int32_t day_number);

}  // namespace entente
