// Reads figures and number words. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "value/value_words.h"

namespace entente {

struct NumberMatch {
  uint32_t length = 0;  // in tokens; 0: no number begins here
  double value = 0;
  explicit operator bool() const { return length > 0; }
};

// "1,200", "2bn", "4.5 billion", "twenty-five", "a hundred and twenty", "half a million", "two and a half".
NumberMatch ReadNumber(const ValueWords& tables, const LoweredWords& words, uint32_t at);

// Digits only, at most nine of them ("08" → 8); nothing where anything else stands in it.
std::optional<int> WholeNumberOf(std::string_view text);

}  // namespace entente
