// TimeScanner: the time expressions of one document, with their prepositions. One per document; not shared.
#pragma once

#include <optional>
#include <vector>

#include "value/annotation.h"
#include "value/calendar_reader.h"
#include "value/relative_reader.h"
#include "value/time_core.h"
#include "value/value_words.h"

namespace entente {

class TimeScanner {
 public:
  TimeScanner(const ValueWords& tables, const LoweredWords& words, const std::optional<Date>& published_date);

  TimeScanner(const TimeScanner&) = delete;  // the readers point into it
  TimeScanner& operator=(const TimeScanner&) = delete;

  // In text order, disjoint. Call once. Cost: linear.
  std::vector<TimeExpression> Scan();

 private:
  struct Found {
    TimeCore core;
    bool calendar = false;  // a date by name: may be one end of a range
    bool period = false;
  };
  struct Left {
    uint32_t begin = 0;
    TimeRole role = TimeRole::kAt;
    bool preposition = false;
    bool joined = false;  // said more of the time ("early", "the end of")
    bool opens_range = false;
  };

  Found FindAt(uint32_t at) const;
  // Moves `found` to the end of "(from) 2009 to 2013" where there is one.
  void TakeRange(uint32_t at, bool opened, Found& found) const;
  Left LeftOf(uint32_t begin, const Found& found) const;
  void TakeWordsBefore(const Found& found, Left& left) const;
  void TakePreposition(const Found& found, Left& left) const;
  bool Listed(uint32_t begin) const;
  void Add(uint32_t at, const Found& found, const Left& left);
  bool TellsOn(const TimeExpression& time, bool opens_range) const;
  void Remember(const Found& found);
  uint32_t HeadOf(TokenRange tokens) const;

  const ValueWords& tables_;
  const LoweredWords& words_;
  TimeContext context_;
  CalendarReader calendar_;
  RelativeReader relative_;
  std::vector<TimeExpression> out_;
};

}  // namespace entente
