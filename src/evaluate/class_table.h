// ClassTable: gold against predicted classes, and the usual figures of it. A value object.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "entente/evaluation.h"

namespace entente {

class ClassTable {
 public:
  // An empty `predicted` is no answer: a miss of `gold` and nothing's false alarm.
  void Add(const std::string& gold, const std::string& predicted) { ++counts_[{gold, predicted}]; }

  uint64_t total() const;
  double Accuracy() const;
  // Mean over the gold classes of 2TP / (2TP + FP + FN).
  double MacroF1() const;
  double F1(const std::string& name) const;
  // macro_f1, accuracy, answered, then f1_CLASS for each gold class.
  std::vector<EvalFigure> Figures() const;

 private:
  std::vector<std::string> GoldClasses() const;
  std::map<std::pair<std::string, std::string>, uint64_t> counts_;
};

}  // namespace entente
