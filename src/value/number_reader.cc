#include "value/number_reader.h"

#include <charconv>
#include <string>

namespace entente {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsArticle(std::string_view word) { return word == "a" || word == "an"; }

// "4.5bn": the figure, times the scale glued to it.
std::optional<double> FigureOf(const ValueWords& tables, std::string_view text) {
  if (text.empty() || !IsDigit(text.front())) return std::nullopt;
  std::string digits;
  size_t at = 0;
  for (; at < text.size() && (IsDigit(text[at]) || text[at] == ',' || text[at] == '.'); ++at) {
    if (text[at] != ',') digits += text[at];
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return value;
  const double* scale = tables.ValueOf("scale", rest);
  return scale == nullptr ? std::nullopt : std::optional<double>(value * *scale);
}

// No text counts beyond this; what goes on multiplying is no number.
constexpr double kLargest = 1e18;

class NumberReader {
 public:
  NumberReader(const ValueWords& tables, const LoweredWords& words, uint32_t at)
      : tables_(tables), words_(words), begin_(at), at_(at) {}

  NumberMatch Read() {
    if (!First()) return {};
    while (Scale() || Addend()) {
    }
    AddHalf();
    return {at_ - begin_, total_ + group_};
  }

 private:
  double ScaleAt(uint32_t at) const {
    const double* scale = tables_.ValueOf("scale", words_.At(at));
    return scale == nullptr ? 0 : *scale;
  }

  bool First() {
    const std::string_view word = words_.At(at_);
    if (const auto figure = FigureOf(tables_, word)) {
      group_ = *figure;
      spelt_ = false;
      ++at_;
      return true;
    }
    if (word == "half" && IsArticle(words_.At(at_ + 1)) && ScaleAt(at_ + 2) > 0) {
      group_ = 0.5 * ScaleAt(at_ + 2);
      at_ += 3;
      return true;
    }
    if (IsArticle(word) && ScaleAt(at_ + 1) > 0) {
      group_ = ScaleAt(at_ + 1);
      at_ += 2;
      return true;
    }
    if (const double* small = tables_.ValueOf("small", word)) {
      group_ = *small;
      ++at_;
      return true;
    }
    return false;
  }

  // A scale multiplies what stands before it; one of a thousand or more closes its group.
  bool Scale() {
    uint32_t at = at_;
    if (words_.At(at) == "-") ++at;
    const double scale = ScaleAt(at);
    if (scale <= 0 || group_ * scale > kLargest) return false;
    group_ *= scale;
    at_ = at + 1;
    return true;
  }

  // "twenty-five", "two hundred and fifty", "three thousand two hundred".
  bool Addend() {
    if (!spelt_) return false;
    uint32_t at = at_;
    if (words_.At(at) == "-" || (words_.At(at) == "and" && group_ >= 100)) ++at;
    const double* small = tables_.ValueOf("small", words_.At(at));
    if (small == nullptr || *small >= Room()) return false;
    if (group_ >= 1000) {
      total_ += group_;
      group_ = 0;
    }
    group_ += *small;
    at_ = at + 1;
    return true;
  }

  // What may still be added without being another number: "twenty" takes up to nine, "hundred" up to 99.
  double Room() const {
    if (group_ < 20) return 0;
    if (group_ < 100) return static_cast<int>(group_) % 10 == 0 ? 10 : 0;
    return static_cast<int64_t>(group_) % 100 == 0 ? 100 : 0;
  }

  void AddHalf() {
    if (words_.At(at_) != "and" || words_.At(at_ + 1) != "a" || words_.At(at_ + 2) != "half") return;
    group_ += 0.5;
    at_ += 3;
  }

  const ValueWords& tables_;
  const LoweredWords& words_;
  uint32_t begin_;
  uint32_t at_;
  double total_ = 0;
  double group_ = 0;
  bool spelt_ = true;
};

}  // namespace

std::optional<int> WholeNumberOf(std::string_view text) {
  constexpr size_t kMostDigits = 9;
  if (text.empty() || text.size() > kMostDigits) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

NumberMatch ReadNumber(const ValueWords& tables, const LoweredWords& words, uint32_t at) {
  return at < words.size() ? NumberReader(tables, words, at).Read() : NumberMatch{};
}

}  // namespace entente
