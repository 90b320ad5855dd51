// What can be read, and how a problem in it is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entente/status.h"

namespace entente {

enum class InputKind { kAuto, kText, kNdjson };
// "auto", "text", "ndjson"; nothing for other words.
std::optional<InputKind> InputKindOf(std::string_view word);

// Where a problem is. record 0: the whole input; `byte` is an offset in the input.
struct InputProblem {
  std::string input;
  uint64_t record = 0;
  uint64_t byte = 0;
  Status status;
};

}  // namespace entente
