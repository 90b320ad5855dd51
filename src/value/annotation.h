// What the value room adds to a parsed document: when and how much.
//
// Comes in: ParsedDocument, publication date, data/values. Goes out: ValueAnnotation. Plain values.
#pragma once

#include <string>
#include <vector>

#include "entente/document.h"
#include "entente/language.h"
#include "entente/statement.h"

namespace entente {

enum class TimeRole { kAt, kSince, kUntil, kAfter, kBefore, kDuration };

// "during the Second Karabakh War", "in May 2010", "last week", "for more than 10 years".
struct TimeExpression {
  TokenRange tokens;  // including its preposition where there is one
  uint32_t head = 0;  // token of it that is governed from outside
  TimeRole role = TimeRole::kAt;
  DateInterval interval;  // years 0 where it cannot be placed (a duration, or no publication date to count from)
  double duration_days = 0;
};

// "six billion dollars' worth", "100 million Turks", "$2bn a year".
struct AmountExpression {
  TokenRange tokens;
  uint32_t head = 0;
  Amount amount;
};

struct ValueAnnotation {
  std::vector<TimeExpression> times;
  std::vector<AmountExpression> amounts;
};

}  // namespace entente
