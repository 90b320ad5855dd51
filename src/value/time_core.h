// TimeCore: a time without its preposition, as the readers hand it to the scanner. Plain values.
#pragma once

#include <cstdint>
#include <optional>

#include "entente/document.h"

namespace entente {

// What earlier text and the head of the page tell about dates that do not say all.
struct TimeContext {
  std::optional<Date> published;
  Date last;       // the date the story stands at; year 0: none yet
  Date mentioned;  // the date named last, also in passing

  // The year a date without one is of: the one last mentioned if it is near publication, else that of publication.
  int YearFor(uint8_t month, bool future) const;
};

struct TimeCore {
  uint32_t length = 0;  // in tokens; 0: nothing begins here
  DateInterval interval;
  double duration_days = 0;
  bool needs_preposition = false;  // "May", "2010": also other things
  bool names_year = false;         // moves TimeContext::last
  explicit operator bool() const { return length > 0; }
};

inline Date DateFrom(int year, int month = 0, int day = 0) {
  return {static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

inline DateInterval At(const Date& date) { return {date, date}; }

}  // namespace entente
