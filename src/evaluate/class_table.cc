#include "evaluate/class_table.h"

#include <algorithm>

namespace entente {
namespace {

double Share(double part, double whole) { return whole == 0 ? 0 : part / whole; }

}  // namespace

uint64_t ClassTable::total() const {
  uint64_t total = 0;
  for (const auto& [pair, count] : counts_) total += count;
  return total;
}

double ClassTable::Accuracy() const {
  uint64_t right = 0;
  for (const auto& [pair, count] : counts_) right += pair.first == pair.second ? count : 0;
  return Share(static_cast<double>(right), static_cast<double>(total()));
}

double ClassTable::F1(const std::string& name) const {
  uint64_t right = 0;
  uint64_t told = 0;
  for (const auto& [pair, count] : counts_) {
    if (pair.first == name && pair.second == name) right += count;
    told += (pair.first == name ? count : 0) + (pair.second == name ? count : 0);
  }
  return Share(2 * static_cast<double>(right), static_cast<double>(told));
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
  return Share(sum, static_cast<double>(names.size()));
}

std::vector<EvalFigure> ClassTable::Figures() const {
  uint64_t answered = 0;
  for (const auto& [pair, count] : counts_) answered += pair.second.empty() ? 0 : count;
  std::vector<EvalFigure> figures = {
      {"macro_f1", MacroF1(), total()},
      {"accuracy", Accuracy(), total()},
      {"answered", Share(static_cast<double>(answered), static_cast<double>(total())), total()}};
  for (const std::string& name : GoldClasses()) {
    uint64_t count = 0;
    for (const auto& [pair, n] : counts_) count += pair.first == name ? n : 0;
    figures.push_back({"f1_" + name, F1(name), count});
  }
  return figures;
}

}  // namespace entente
