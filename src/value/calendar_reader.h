// CalendarReader: dates that name their day, month, year, decade or century. One per document; not shared.
#pragma once

#include "value/time_core.h"
#include "value/value_words.h"

namespace entente {

class CalendarReader {
 public:
  CalendarReader(const ValueWords& tables, const LoweredWords& words, const TimeContext& context)
      : tables_(tables), words_(words), context_(context) {}

  // The longest date that begins at the token. Cost: constant.
  TimeCore Read(uint32_t at) const;

  // 1–12 where the token is a month's name and no other word, else 0.
  int MonthAt(int64_t at) const;
  // 1800–2100 (and 1000–1799 where the parser saw a date), else 0.
  int YearAt(int64_t at) const;
  // Whether the sentence speaks of what is to come ("will", "planned").
  bool Future(uint32_t at) const;

 private:
  TimeCore Numeric(uint32_t at) const;  // 2020-12-29, 29.12.2020
  TimeCore Century(uint32_t at) const;  // 19th century
  TimeCore Decade(uint32_t at) const;   // 1990s
  TimeCore Day(uint32_t at) const;      // 29 December 2020, 3-5 May
  TimeCore Month(uint32_t at) const;    // December 2014, May 5, 2010, March
  TimeCore Year(uint32_t at) const;     // 2010
  TimeCore Season(uint32_t at) const;   // spring of 2011
  int DayAt(int64_t at) const;
  bool Capital(uint32_t at) const;
  // Reads ", 2010", "of 2010", "this year" from `at` on, moving it past; 0 where there is none.
  int YearAfter(uint32_t& at) const;
  TimeCore Made(uint32_t begin, uint32_t end, Date from, Date to, bool names_year) const;

  const ValueWords& tables_;
  const LoweredWords& words_;
  const TimeContext& context_;
};

}  // namespace entente
