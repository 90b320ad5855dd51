#include "answer/question_window.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace entente {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 3> kFromWords = {"since", "after", "from"};
constexpr std::array<std::string_view, 4> kToWords = {"before", "until", "till", "by"};

template <typename List>
bool Has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

int YearOf(std::string_view word) {
  if (word.size() != 4 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return 0;
  const int year = (word[0] - '0') * 1000 + (word[1] - '0') * 100 + (word[2] - '0') * 10 + (word[3] - '0');
  return year >= 1800 && year <= 2199 ? year : 0;
}

}  // namespace

TimeWindow NarrowedBy(std::span<const Word> words, TimeWindow window) {
  std::vector<Date> dates;
  std::string_view before;
  for (size_t i = 0; i < words.size(); ++i) {
    const int year = YearOf(words[i].lower);
    if (year == 0) continue;
    Date date{static_cast<int16_t>(year), 0, 0};
    size_t first = i;
    const auto month = i > 0 ? std::find(kMonths.begin(), kMonths.end(), words[i - 1].lower) : kMonths.end();
    if (month != kMonths.end()) {
      date.month = static_cast<uint8_t>(month - kMonths.begin() + 1);
      --first;
    }
    if (dates.empty() && first > 0) before = words[first - 1].lower;
    dates.push_back(date);
  }
  if (dates.empty()) return window;
  const bool open_end = dates.size() == 1 && Has(kFromWords, before);
  const bool open_begin = dates.size() == 1 && Has(kToWords, before);
  if (!open_begin) window.from = dates.front();
  if (!open_end) window.to = dates.back();
  return window;
}

}  // namespace entente
