#include "value/amount_scanner.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>
#include <utility>

#include "value/value_finder.h"

namespace entente {
namespace {

// "annually" may stand after the thing that is counted: "six billion dollars' worth of trade annually".
constexpr uint32_t kYearlyWindowTokens = 6;

double SmallNumber(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, double>, 16> kNumbers = {
      {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8},
       {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"twenty", 20}, {"fifty", 50}, {"hundred", 100},
       {"dozen", 12}}};
  for (const auto& [name, value] : kNumbers) {
    if (name == word) return value;
  }
  return 0;
}

// "1,200" and "4.5"; nothing where other letters stand in it, unless they are a scale ("20m", "3bn").
std::optional<double> NumberIn(std::string_view text, std::string_view* rest) {
  std::string digits;
  size_t at = 0;
  while (at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) != 0 || text[at] == ',' ||
                              text[at] == '.')) {
    if (text[at] != ',') digits += text[at];
    ++at;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  *rest = text.substr(at);
  return value;
}

}  // namespace

double AmountScanner::ScaleAt(uint32_t token) const {
  if (token >= tree_.size()) return 0;
  static constexpr std::array<std::pair<std::string_view, double>, 4> kScales = {
      {{"scale_3", 1e3}, {"scale_6", 1e6}, {"scale_9", 1e9}, {"scale_12", 1e12}}};
  for (const auto& [list, scale] : kScales) {
    if (words_.Is(list, tree_.lemma(token))) return scale;
  }
  return 0;
}

std::optional<double> AmountScanner::Number(uint32_t& at) const {
  std::string_view rest;
  const double spelt = SmallNumber(tree_.lemma(at));
  std::optional<double> value = spelt > 0 ? std::optional<double>(spelt) : NumberIn(tree_.text(at), &rest);
  if (!value) return std::nullopt;
  ++at;
  static constexpr std::array<std::pair<std::string_view, double>, 4> kSuffixes = {
      {{"m", 1e6}, {"mn", 1e6}, {"bn", 1e9}, {"tn", 1e12}}};
  for (const auto& [suffix, scale] : kSuffixes) {
    if (rest == suffix) value = *value * scale;
  }
  for (double scale = ScaleAt(at); scale > 0; scale = ScaleAt(at)) {
    value = *value * scale;
    ++at;
  }
  return value;
}

bool AmountScanner::Yearly(uint32_t begin, uint32_t end) const {
  const uint32_t last = std::min(end + kYearlyWindowTokens, tree_.size());
  for (uint32_t t = begin > 0 ? begin - 1 : 0; t < last; ++t) {
    if (tree_.sentence(t) != tree_.sentence(begin)) continue;
    const std::string_view lemma = tree_.lemma(t);
    if (lemma == "year") {
      // "a year", "per year", "each year"; not "last year".
      const std::string_view before = t > 0 ? tree_.lemma(t - 1) : std::string_view();
      if (before == "a" || before == "per" || before == "each" || before == "every") return true;
    } else if (words_.Is("yearly", lemma)) {
      return true;
    }
  }
  return false;
}

std::vector<AmountExpression> AmountScanner::Scan() const {
  std::vector<AmountExpression> out;
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    const bool sign = !words_.CurrencyOf(tree_.text(t)).empty() && tree_.tag(t) != "NN" && tree_.tag(t) != "NNS";
    uint32_t at = sign ? t + 1 : t;
    if (at >= tree_.size() || (tree_.tag(at) != "CD" && !sign)) continue;
    const std::optional<double> value = Number(at);
    if (!value || at >= tree_.size()) continue;
    std::string unit(sign ? words_.CurrencyOf(tree_.text(t)) : words_.CurrencyOf(tree_.text(at)));
    uint32_t head = at - 1;
    if (!sign && !unit.empty()) head = at++;
    if (unit.empty()) {
      // A count of things: the noun it counts.
      const uint32_t counted = tree_.head(t);
      if (tree_.dep(t) != Dep::kNummod || !tree_.IsNoun(counted)) continue;
      unit = std::string(tree_.lemma(counted));
      head = counted;
    }
    AmountExpression amount;
    amount.tokens = {t, at};
    amount.head = head;
    amount.amount = {*value, unit + (Yearly(t, at) ? "/year" : "")};
    out.push_back(amount);
    t = at - 1;
  }
  return out;
}

}  // namespace entente
