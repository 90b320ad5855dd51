// RelativeReader: times counted from publication or from the date the text told last, and durations.
// One per document; not shared.
#pragma once

#include "value/calendar_reader.h"
#include "value/time_core.h"
#include "value/value_words.h"

namespace entente {

class RelativeReader {
 public:
  RelativeReader(const ValueWords& tables, const LoweredWords& words, const TimeContext& context,
                 const CalendarReader& calendar)
      : tables_(tables), words_(words), context_(context), calendar_(calendar) {}

  // The longest such expression that begins at the token. Placed only as far as its anchor is known. Cost: constant.
  TimeCore Read(uint32_t at) const;

 private:
  struct Count {
    uint32_t length = 0;
    double least = 0;  // "a few": two to five
    double most = 0;
  };

  TimeCore DayWord(uint32_t at) const;  // yesterday
  TimeCore Weekday(uint32_t at) const;
  TimeCore Weekend(uint32_t at) const;      // Tuesday, last Tuesday
  TimeCore Recent(uint32_t at) const;       // recently, recent weeks
  TimeCore Shifted(uint32_t at) const;      // last week, the past five years, next May
  TimeCore Retold(uint32_t at) const;       // that year, the following month
  TimeCore RetoldMonth(uint32_t at) const;  // the following May
  TimeCore Ago(uint32_t at) const;          // three days ago, two years later
  TimeCore Duration(uint32_t at) const;     // ten years, decades
  TimeCore RestOfUnit(uint32_t at) const;   // (end of) the year
  Count CountAt(uint32_t at) const;
  // The unit itself, shifted: last month, this year. REQUIRES: an anchor with that precision.
  DateInterval UnitFrom(const Date& anchor, double unit_days, int shift) const;
  TimeCore ShiftedCalendar(uint32_t at, const WordMatch& shift) const;

  const ValueWords& tables_;
  const LoweredWords& words_;
  const TimeContext& context_;
  const CalendarReader& calendar_;
};

}  // namespace entente
