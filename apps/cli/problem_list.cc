#include "problem_list.h"

#include <fmt/format.h>

#include <cstdio>

namespace entente::cli {
namespace {

// A million bad rows are one fault: a hundred lines show it as well.
constexpr uint64_t kToldInFull = 100;

}  // namespace

void ProblemList::Add(const InputProblem& problem) {
  ++count_;
  const uint64_t seen = ++by_reason_[problem.status.id()];
  if (seen <= kToldInFull) Tell(problem);
}

void ProblemList::TellRest() const {
  for (const auto& [reason, count] : by_reason_) {
    if (count > kToldInFull) fmt::print(stderr, "entente: {} more like these [{}]\n", count - kToldInFull, reason);
  }
}

}  // namespace entente::cli
