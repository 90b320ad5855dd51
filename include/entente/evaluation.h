// Measures of how true the engine is against a human reading (docs/format/eval.md has their definitions).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente {

struct EvalFigure {
  std::string name;  // "macro_f1"
  double value = 0;
  uint64_t count = 0;  // what it was measured on; 0 where that says nothing
};

struct EvalReport {
  std::vector<EvalFigure> figures;  // in the order in which they are worth reading
  std::vector<std::string> errors;  // one line each: gold, what was made of it, where
};

struct EvalMeasure {
  std::string_view name;  // "gap": `entente eval gap FILE`
  std::string_view help;
  std::string_view example;
  bool takes_labels = false;  // gold in a second file
};

// All there are, by name.
std::span<const EvalMeasure> EvalMeasures();

}  // namespace entente
