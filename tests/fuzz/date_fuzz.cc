// Law: a date or interval that was read is written in a form that reads back the same, and its day number is its own.
#include "base/date.h"
#include "fuzz.h"

using entente::fuzz::Demand;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = entente::fuzz::ViewOf(data, size);
  if (const auto date = entente::DateOf(text)) {
    Demand(entente::DateOf(entente::ToString(*date)) == date, "date reads back");
    Demand(entente::DayNumber(*date) <= entente::LastDayNumber(*date), "first day before last");
    if (date->day != 0) Demand(entente::DateOfDayNumber(entente::DayNumber(*date)) == *date, "day number");
  }
  if (const auto interval = entente::DateIntervalOf(text)) {
    Demand(entente::DateIntervalOf(entente::ToString(*interval)) == interval, "interval reads back");
  }
  Demand(entente::MonthOfWord(text) <= 12, "twelve months");
  return 0;
}
