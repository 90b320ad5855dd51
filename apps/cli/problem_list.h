// ProblemList: tells problems of inputs, the first hundred of each code in full, and counts all.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "console.h"

namespace entente::cli {

class ProblemList {
 public:
  // Tells it, unless many like it were told.
  void Add(const InputProblem& problem);
  // How many were not told, one line for each code.
  void TellRest() const;
  uint64_t count() const { return count_; }
  const std::map<std::string, uint64_t>& by_reason() const { return by_reason_; }

 private:
  uint64_t count_ = 0;
  std::map<std::string, uint64_t> by_reason_;
};

}  // namespace entente::cli
