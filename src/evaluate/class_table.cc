#include "evaluate/class_table.h"

#include <algorithm>

#include "evaluate/found_counts.h"

namespace entente {

uint64_t ClassTable::total() const {
  uint64_t total = 0;
  for (const auto& [pair, count] : counts_) total += count;
  return total;
}

double ClassTable::Accuracy() const {
  uint64_t right = 0;
  for (const auto& [pair, count] : counts_) right += pair.first == pair.second ? count : 0;
  return Proportion(right, total());
}

double ClassTable::F1(const std::string& name) const {
  uint64_t right = 0;
  uint64_t told = 0;
  for (const auto& [pair, count] : counts_) {
    if (pair.first == name && pair.second == name) right += count;
    told += (pair.first == name ? count : 0) + (pair.second == name ? count : 0);
  }
  return Proportion(2 * right, told);
}

std::vector<std::string> ClassTable::GoldClasses() const {
  std::vector<std::string> names;
  for (const auto& [pair, count] : counts_) names.push_back(pair.first);
  names.erase(std::unique(names.begin(), names.end()), names.end());  // the map is in order of gold
  return names;
}

double ClassTable::MacroF1() const {
  const std::vector<std::string> names = GoldClasses();
  double sum = 0;
  for (const std::string& name : names) sum += F1(name);
  return names.empty() ? 0 : sum / static_cast<double>(names.size());
}

std::vector<EvalFigure> ClassTable::Figures() const {
  uint64_t answered = 0;
  for (const auto& [pair, count] : counts_) answered += pair.second.empty() ? 0 : count;
  std::vector<EvalFigure> figures = {{"macro_f1", MacroF1(), total()},
                                     {"accuracy", Accuracy(), total()},
                                     {"answered", Proportion(answered, total()), total()}};
  for (const std::string& name : GoldClasses()) {
    uint64_t count = 0;
    for (const auto& [pair, n] : counts_) count += pair.first == name ? n : 0;
    figures.push_back({"f1_" + name, F1(name), count});
  }
  return figures;
}

}  // namespace entente
