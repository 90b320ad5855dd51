// TimeScanner: time expressions of one document. One per document; not shared between threads.
#pragma once

#include <optional>
#include <vector>

#include "syntax/tree.h"
#include "value/annotation.h"

namespace entente {

class ValueFinder;

class TimeScanner {
 public:
  TimeScanner(const ValueFinder& words, const Tree& tree, const std::optional<Date>& published_date)
      : words_(words), tree_(tree), published_date_(published_date) {}

  std::vector<TimeExpression> Scan();

 private:
  // Each tries at a token; 0 where nothing begins there, else how many tokens were taken.
  uint32_t Period(uint32_t token);
  uint32_t Calendar(uint32_t token);
  uint32_t Relative(uint32_t token);
  uint32_t Range(uint32_t token);
  uint32_t LastUnit(uint32_t token, int unit_days);
  uint32_t Duration(uint32_t token);
  void Add(uint32_t begin, uint32_t end, DateInterval interval);
  int YearAt(uint32_t token) const;
  int DayAt(uint32_t token) const;
  int UnitDaysAt(uint32_t token) const;

  const ValueFinder& words_;
  const Tree& tree_;
  const std::optional<Date>& published_date_;
  int last_year_ = 0;
  std::vector<TimeExpression> out_;
};

}  // namespace entente
