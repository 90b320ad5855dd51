// Dates and amounts in words.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "answer/wording.h"
#include "answer/words.h"
#include "base/ascii.h"

namespace entente {
namespace {

constexpr std::array<std::string_view, 13> kMonths = {"",        "January",  "February", "March",  "April",
                                                      "May",     "June",     "July",     "August", "September",
                                                      "October", "November", "December"};
constexpr size_t kAfterWords = 6;

std::string DayWords(const Date& date) {
  if (date.month == 0) return std::to_string(date.year);
  if (date.day == 0) return fmt::format("{} {}", kMonths[date.month], date.year);
  return fmt::format("{} {} {}", date.day, kMonths[date.month], date.year);
}

bool SameMonth(const Date& a, const Date& b) { return a.year == b.year && a.month == b.month; }

bool HasCapital(std::string_view word) { return !word.empty() && word[0] >= 'A' && word[0] <= 'Z'; }

// "After the Mavi Marmara affair, …" → "after the Mavi Marmara affair". Only at the head of a sentence: there it frames
// all that follows.
std::string OpeningAfter(std::string_view text) {
  constexpr std::string_view kAfter = "After the ";
  if (!text.starts_with(kAfter)) return {};
  const size_t comma = text.find(',');
  if (comma == std::string_view::npos) return {};
  const std::string_view phrase = text.substr(0, comma);
  const std::vector<Word> words = WordsOf(phrase);
  const bool named = std::any_of(words.begin() + 1, words.end(), [](const Word& w) { return HasCapital(w.text); });
  return named && words.size() <= kAfterWords ? "a" + std::string(phrase.substr(1)) : std::string();
}

// "… after the Flotilla." → "after the Flotilla".
std::string ClosingAfter(std::string_view text) {
  constexpr std::string_view kAfter = " after the ";
  const size_t at = text.rfind(kAfter);
  if (at == std::string_view::npos || text.find(',', at) != std::string_view::npos) return {};
  std::string_view phrase = text.substr(at + 1);
  while (!phrase.empty() && std::string_view(".!?").find(phrase.back()) != std::string_view::npos)
    phrase.remove_suffix(1);
  const std::vector<Word> words = WordsOf(phrase);
  const bool named = words.size() > 2 && HasCapital(words[2].text);
  return named && words.size() <= kAfterWords ? std::string(phrase) : std::string();
}

std::string UnitWords(std::string_view unit) {
  std::string words(unit);
  bool yearly = false;
  if (words.ends_with("/year")) {
    words.resize(words.size() - 5);
    yearly = true;
  }
  if (words == "USD") words = "dollars";
  if (words == "EUR") words = "euros";
  if (words == "GBP") words = "pounds";
  return words + (yearly ? " a year" : "");
}

}  // namespace

std::string Wording::DateWords(const DateInterval& interval) const {
  if (interval.begin == interval.end) {
    const bool day = interval.begin.day != 0;
    return phrases_.Say(day ? "date.on" : "date.in", {{"date", DayWords(interval.begin)}});
  }
  return phrases_.Say("date.between", {{"from", DayWords(interval.begin)}, {"to", DayWords(interval.end)}});
}

std::string Wording::When(const Statement& s) const {
  const std::string text = LowerAscii(s.evidence_text);
  if (s.event_date) {
    for (const Period& period : phrases_.periods()) {
      const DateInterval& dates = *s.event_date;
      if (!SameMonth(period.dates.begin, dates.begin) || !SameMonth(period.dates.end, dates.end)) continue;
      for (const std::string& name : period.names) {
        if (text.find(LowerAscii(name)) != std::string::npos) return phrases_.Say("date.during", {{"name", name}});
      }
    }
  }
  const std::string opening = OpeningAfter(s.evidence_text);
  const std::string after = opening.empty() ? ClosingAfter(s.evidence_text) : opening;
  if (!s.event_date) return after;
  // "after the affair" and "recently" are read as long stretches of days; the words of the sentence say it better.
  const bool stretch = !SameMonth(s.event_date->begin, s.event_date->end);
  if (stretch && !after.empty()) return after;
  if (stretch && text.find("recently") != std::string::npos) return phrases_.Say("date.recently");
  const DocumentInfo* document = input_.facts.Document(s.document);
  const bool up_to_report = document != nullptr && document->published_date == s.event_date->end;
  if (stretch && up_to_report) return phrases_.Say("date.since", {{"date", DayWords(s.event_date->begin)}});
  return DateWords(*s.event_date);
}

std::string Wording::AmountWords(const Amount& amount) const {
  constexpr std::array<std::pair<double, std::string_view>, 3> kScales = {
      {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}}};
  std::string number = fmt::format("{:g}", amount.value);
  for (const auto& [scale, word] : kScales) {
    if (std::abs(amount.value) < scale) continue;
    number = fmt::format("{:.4g} {}", amount.value / scale, word);
    break;
  }
  if (std::abs(amount.value) < 1e6 && amount.value == std::floor(amount.value)) {
    number = fmt::format("{}", static_cast<int64_t>(amount.value));
  }
  const std::string unit = UnitWords(amount.unit);
  return unit.empty() ? number : number + " " + unit;
}

}  // namespace entente
