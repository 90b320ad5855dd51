#include "value/amount_scanner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "value/number_reader.h"

namespace entente {
namespace {

// "annually" may stand after the thing that is counted: "six billion dollars' worth of trade annually".
constexpr uint32_t kRateWindow = 7;
// "Two sides", "nine activists" tell who, not how much.
constexpr double kLeastCount = 10;
// "1,200 well trained Turkish troops".
constexpr uint32_t kNounWindow = 4;

bool IsNounTag(std::string_view tag) { return tag.starts_with("NN"); }

}  // namespace

std::vector<AmountExpression> AmountScanner::Scan(const std::vector<TimeExpression>& times) const {
  std::vector<AmountExpression> out;
  size_t next = 0;
  for (uint32_t t = 0; t < words_.size();) {
    while (next < times.size() && times[next].tokens.end <= t) ++next;
    if (next < times.size() && times[next].tokens.begin <= t) {
      t = times[next].tokens.end;
      continue;
    }
    const std::optional<Figure> figure = FigureAt(t);
    std::optional<AmountExpression> amount = figure ? Money(*figure) : std::nullopt;
    if (figure && !amount) amount = Counted(*figure);
    if (amount) out.push_back(*amount);
    t = amount ? std::max(amount->tokens.end, figure->end) : figure ? figure->end : t + 1;
  }
  return out;
}

std::optional<AmountScanner::Figure> AmountScanner::FigureAt(uint32_t at) const {
  const std::string_view text = words_.document().TextOf(at);
  if (const std::string_view code = tables_.CurrencyOfSymbol(text); !code.empty()) {
    const NumberMatch number = ReadNumber(tables_, words_, at + 1);
    if (!number) return std::nullopt;
    return Figure{at, at + 1 + number.length, number.value, std::string(code)};
  }
  if (const NumberMatch number = ReadNumber(tables_, words_, at))
    return Figure{at, at + number.length, number.value, {}};
  return GluedFigureAt(at);
}

// "US$5bn" where the tokenizer left it whole.
std::optional<AmountScanner::Figure> AmountScanner::GluedFigureAt(uint32_t at) const {
  const std::string_view text = words_.document().TextOf(at);
  const size_t digit = text.find_first_of("0123456789");
  if (digit == 0 || digit == std::string_view::npos) return std::nullopt;
  const std::string_view code = tables_.CurrencyOfSymbol(text.substr(0, digit));
  if (code.empty()) return std::nullopt;
  const std::string figure(text.substr(digit));
  // Read the figure as a text of its own, then the scale that may follow the token.
  ParsedDocument alone;
  alone.text = figure;
  alone.tokens.push_back(Token{.span = {0, static_cast<uint32_t>(figure.size())}});
  alone.sentences.push_back({0, 1});
  const NumberMatch number = ReadNumber(tables_, LoweredWords(alone), 0);
  if (!number) return std::nullopt;
  Figure out{at, at + 1, number.value, std::string(code)};
  if (const double* scale = tables_.ValueOf("scale", words_.At(at + 1))) {
    out.value *= *scale;
    ++out.end;
  }
  return out;
}

std::optional<AmountExpression> AmountScanner::Money(const Figure& figure) const {
  uint32_t length = 0;
  uint32_t end = figure.end;
  if (words_.At(end) == "-") ++end;  // "a 3-billion-dollar loan"
  const std::string_view named = tables_.CurrencyAt(words_, end, length);
  const std::string currency = figure.currency.empty() ? std::string(named) : figure.currency;
  if (currency.empty()) return std::nullopt;
  AmountExpression amount;
  amount.tokens = {figure.begin, length > 0 ? end + length : figure.end};
  amount.head = amount.tokens.end - 1;
  amount.amount = {figure.value, currency + RateOf(amount.tokens)};
  return amount;
}

std::optional<AmountExpression> AmountScanner::Counted(const Figure& figure) const {
  const std::string_view next = words_.At(figure.end);
  const bool percent = next == "%" || next == "percent" || (next == "per" && words_.At(figure.end + 1) == "cent");
  if (percent) {
    const uint32_t end = figure.end + (next == "per" ? 2 : 1);
    return AmountExpression{{figure.begin, end}, end - 1, {figure.value, "percent"}};
  }
  if (next == "a.m." || next == "p.m." || next == "o'clock") return std::nullopt;  // a time of day
  const int64_t noun = CountedNoun(figure);
  if (noun < 0 || figure.value < kLeastCount || tree_.lemma(static_cast<uint32_t>(noun)) == "time") return std::nullopt;
  const uint32_t head = static_cast<uint32_t>(noun);
  const bool proper = tree_.tag(head).starts_with("NNP");
  AmountExpression amount;
  amount.tokens = {figure.begin, head + 1};
  amount.head = head;
  amount.amount = {figure.value, std::string(proper ? tree_.text(head) : tree_.lemma(head)) + RateOf(amount.tokens)};
  return amount;
}

int64_t AmountScanner::CountedNoun(const Figure& figure) const {
  const uint32_t last = figure.end - 1;
  const uint32_t governor = tree_.head(last);
  const uint32_t sentence_end = words_.SentenceEnd(last);
  if (governor > last && governor <= last + kNounWindow && IsNounTag(tree_.tag(governor)) &&
      tree_.dep(last) == Dep::kNummod) {
    return governor;
  }
  for (uint32_t t = figure.end; t < std::min(figure.end + kNounWindow, sentence_end); ++t) {
    const std::string_view tag = tree_.tag(t);
    if (tag == "NNS" || tag == "NNPS") return t;
    if (!tag.starts_with("JJ") && tag != "VBN" && tag != "NN" && tag != "NNP" && tag != "HYPH") return -1;
  }
  return -1;
}

std::string AmountScanner::RateOf(TokenRange tokens) const {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kRates = {
      {{"year_rate", "/year"}, {"month_rate", "/month"}, {"day_rate", "/day"}}};
  const uint32_t sentence_begin = words_.SentenceBegin(tokens.begin);
  const uint32_t from = tokens.begin > sentence_begin + kRateWindow ? tokens.begin - kRateWindow : sentence_begin;
  const uint32_t to = std::min(tokens.end + kRateWindow, words_.SentenceEnd(tokens.begin));
  for (const auto& [kind, suffix] : kRates) {
    for (uint32_t t = from; t < to; ++t) {
      const WordMatch rate = tables_.Starting(kind, words_, t);
      // "A month later", "for more than a year" tell when and how long.
      const bool time = tables_.Starting("later", words_, t + rate.length) ||
                        tables_.Starting("ago", words_, t + rate.length) ||
                        (t > 0 && (tables_.EndingBefore("hedge", words_, t) || tables_.EndingBefore("for", words_, t)));
      if (rate && !time) return std::string(suffix);
    }
  }
  return {};
}

}  // namespace entente
