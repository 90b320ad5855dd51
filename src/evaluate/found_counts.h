// What nearly every scorer counts: how many of how many, and what was right of what was told and of what is in the
// gold. Values; any thread; constant cost.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evaluate/scorers.h"

namespace entente {

// 0 where there is nothing to be a part of.
inline double Proportion(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct FoundCounts {
  uint64_t right = 0, told = 0, gold = 0;

  double Precision() const { return Proportion(right, told); }
  double Recall() const { return Proportion(right, gold); }
  double F1() const { return Proportion(2 * right, told + gold); }
  // "NAME_f1", "NAME_precision", "NAME_recall", each with the number that it is of.
  void AddFigures(const std::string& name, std::vector<EvalFigure>& to) const {
    to.push_back({name + "_f1", F1(), gold});
    to.push_back({name + "_precision", Precision(), told});
    to.push_back({name + "_recall", Recall(), gold});
  }
};

// How many of how many were found.
struct FoundShare {
  uint64_t found = 0, of = 0;
  void Add(bool hit) {
    found += hit ? 1 : 0;
    ++of;
  }
  EvalFigure Figure(std::string name) const { return {std::move(name), Proportion(found, of), of}; }
};

}  // namespace entente
