#include "value/calendar_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string>

#include "base/date.h"
#include "value/number_reader.h"

namespace entente {
namespace {

// Farther back than this a year is history told in passing, and "in May" is not of it.
constexpr int kNearYears = 12;
// A month that much earlier in the year than the one told before it belongs to the next year.
constexpr int kTurnMonths = 6;
// How far from a date "will" still speaks of it.
constexpr uint32_t kClauseTokens = 30;
constexpr int kEarliestYear = 1000;
constexpr int kEarliestPlainYear = 1800;
constexpr int kLatestYear = 2100;

bool EntityIsOneOf(std::string_view type, std::initializer_list<std::string_view> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

int TimeContext::YearFor(uint8_t month, bool future) const {
  const bool told = last.year != 0 && (!published || std::abs(published->year - last.year) <= kNearYears);
  if (told && (!published || last.year != published->year)) {
    // Stories go forward: "in December 2020 … on 4 January" is the January after, if that has come.
    const Date next = DateFrom(last.year + 1, month);
    const bool turned = last.month != 0 && last.month >= month + kTurnMonths;
    return last.year + (turned && published && next <= *published ? 1 : 0);
  }
  if (!published) return last.year;
  // "In December", printed in January, was last year's.
  const bool ahead = published->month != 0 && month > published->month;
  return published->year - (ahead && !future ? 1 : 0);
}

TimeCore CalendarReader::Read(uint32_t at) const {
  TimeCore best;
  for (auto read : {&CalendarReader::Numeric, &CalendarReader::Century, &CalendarReader::Decade, &CalendarReader::Day,
                    &CalendarReader::Month, &CalendarReader::Season, &CalendarReader::Year}) {
    const TimeCore core = (this->*read)(at);
    if (core.length > best.length) best = core;
  }
  return best;
}

bool CalendarReader::Capital(uint32_t at) const {
  const std::string_view text = words_.document().TextOf(at);
  return !text.empty() && std::isupper(static_cast<unsigned char>(text.front())) != 0;
}

int CalendarReader::MonthAt(int64_t at) const {
  std::string_view word = words_.At(at);
  if (word.empty() || !Capital(static_cast<uint32_t>(at))) return 0;
  const Token& token = words_.document().tokens[at];
  // "May" and "March" are also a verb and a person.
  if (token.tag == "MD" || token.tag.starts_with("VB") || token.entity_type == "PERSON") return 0;
  if (word.ends_with('.')) word.remove_suffix(1);
  const double* month = tables_.ValueOf("month", word);
  return month == nullptr ? 0 : static_cast<int>(*month);
}

int CalendarReader::YearAt(int64_t at) const {
  std::string_view word = words_.At(at);
  if (word.starts_with("mid-")) word.remove_prefix(4);
  const auto value = word.size() == 4 ? WholeNumberOf(word) : std::nullopt;
  if (!value || *value > kLatestYear || *value < kEarliestYear) return 0;
  return *value >= kEarliestPlainYear || words_.document().tokens[at].entity_type == "DATE" ? *value : 0;
}

int CalendarReader::DayAt(int64_t at) const {
  std::string_view word = words_.At(at);
  for (std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && word.ends_with(suffix)) {
      word.remove_suffix(2);
      break;
    }
  }
  const auto value = word.size() <= 2 ? WholeNumberOf(word) : std::nullopt;
  return value && *value >= 1 && *value <= 31 ? *value : 0;
}

bool CalendarReader::Future(uint32_t at) const {
  const uint32_t begin = std::max(words_.SentenceBegin(at), at > kClauseTokens ? at - kClauseTokens : 0);
  const uint32_t end = std::min(words_.SentenceEnd(at), at + kClauseTokens);
  for (uint32_t t = begin; t < end; ++t) {
    if (tables_.ValueOf("future", words_.At(t)) != nullptr) return true;
  }
  return false;
}

TimeCore CalendarReader::Made(uint32_t begin, uint32_t end, Date from, Date to, bool names_year) const {
  TimeCore core;
  if (from.year != 0 && (!DateOf(ToString(from)) || !DateOf(ToString(to)))) return core;
  core.length = end - begin;
  if (from.year != 0) core.interval = {from, to};
  core.names_year = names_year;
  return core;
}

TimeCore CalendarReader::Numeric(uint32_t at) const {
  constexpr uint32_t kMostTokens = 5;
  std::string joined;
  TimeCore best;
  const ParsedDocument& document = words_.document();
  for (uint32_t t = at; t < std::min(at + kMostTokens, words_.size()); ++t) {
    joined += document.TextOf(t);
    if (joined.find_first_not_of("0123456789-./") != std::string::npos) break;
    std::string iso = joined;
    const size_t dot = joined.find_first_of("./");
    const size_t second = dot == std::string::npos ? dot : joined.find_first_of("./", dot + 1);
    if (second != std::string::npos && joined.size() == second + 5) {
      int day = WholeNumberOf(std::string_view(joined).substr(0, dot)).value_or(0);
      int month = WholeNumberOf(std::string_view(joined).substr(dot + 1, second - dot - 1)).value_or(0);
      // With slashes both orders are in use: only a day above twelve tells which.
      if (joined[dot] == '/' && day <= 12 && month <= 12 && day != month) break;
      if (month > 12) std::swap(day, month);
      const int year = WholeNumberOf(std::string_view(joined).substr(second + 1)).value_or(0);
      if (day < 1 || day > 31 || month < 1 || month > 12 || year < kEarliestYear) break;
      iso = ToString(DateFrom(year, month, day));
    }
    const auto date = iso.size() == 10 ? DateOf(iso) : std::nullopt;
    if (date) best = Made(at, t + 1, *date, *date, true);
    if (document.tokens[t].space_after) break;
  }
  return best;
}

TimeCore CalendarReader::Century(uint32_t at) const {
  std::string_view word = words_.At(at);
  int number = DayAt(at);
  if (number > 0 && WholeNumberOf(word)) number = 0;  // "20 centuries" counts them
  const double* ordinal = tables_.ValueOf("ordinal", word);
  if (ordinal != nullptr) number = static_cast<int>(*ordinal);
  uint32_t end = at + 1;
  if (words_.At(end) == "-") ++end;
  if (number < 10 || number > 21 || words_.At(end) != "century") return {};
  return Made(at, end + 1, DateFrom(100 * (number - 1) + 1), DateFrom(100 * number), false);
}

TimeCore CalendarReader::Decade(uint32_t at) const {
  std::string_view word = words_.At(at);
  if (word.size() != 5 || word.back() != 's') return {};
  const int year = WholeNumberOf(word.substr(0, 4)).value_or(0);
  if (year < kEarliestPlainYear || year > kLatestYear || year % 10 != 0) return {};
  return Made(at, at + 1, DateFrom(year), DateFrom(year + (year % 100 == 0 && year < 2000 ? 99 : 9)), false);
}

int CalendarReader::YearAfter(uint32_t& at) const {
  const bool joint = words_.At(at) == "," || words_.At(at) == "of";
  const uint32_t place = joint ? at + 1 : at;
  if (const int year = YearAt(place); year != 0) {
    at = place + 1;
    return year;
  }
  const WordMatch shift = tables_.Starting("shift", words_, at);
  if (shift && context_.published && words_.At(at + shift.length) == "year") {
    at += shift.length + 1;
    return context_.published->year + static_cast<int>(shift.value);
  }
  return 0;
}

TimeCore CalendarReader::Day(uint32_t at) const {
  const int first = DayAt(at);
  if (first == 0) return {};
  uint32_t end = at + 1;
  int last = first;
  const std::string_view joint = words_.At(end);
  if ((joint == "-" || joint == "–" || joint == "and" || joint == "to") && DayAt(end + 1) > first) {
    last = DayAt(end + 1);
    end += 2;
  }
  if (words_.At(end) == "of") ++end;
  const int month = MonthAt(end);
  if (month == 0) return {};
  ++end;
  const int named = YearAfter(end);
  const int year = named != 0 ? named : context_.YearFor(static_cast<uint8_t>(month), Future(at));
  return Made(at, end, year == 0 ? Date{} : DateFrom(year, month, first),
              year == 0 ? Date{} : DateFrom(year, month, last), named != 0);
}

TimeCore CalendarReader::Month(uint32_t at) const {
  const int month = MonthAt(at);
  if (month == 0) return {};
  uint32_t end = at + 1;
  int day = DayAt(end);
  if (day > 0) ++end;
  const int named = YearAfter(end);
  const int year = named != 0 ? named : context_.YearFor(static_cast<uint8_t>(month), Future(at));
  const Date date = year == 0 ? Date{} : DateFrom(year, month, day);
  TimeCore core = Made(at, end, date, date, named != 0);
  core.needs_preposition = day == 0 && named == 0;
  return core;
}

TimeCore CalendarReader::Season(uint32_t at) const {
  const double* season = tables_.ValueOf("season", words_.At(at));
  if (season == nullptr || words_.document().tokens[at].dep == "compound") return {};  // "the autumn war"
  uint32_t end = at + 1;
  const int named = YearAfter(end);
  const int month = static_cast<int>(*season);
  const int year = named != 0 ? named : context_.YearFor(static_cast<uint8_t>(month), Future(at));
  const int last = month + 2;
  TimeCore core = year == 0 ? Made(at, end, {}, {}, false)
                            : Made(at, end, DateFrom(year, month),
                                   last > 12 ? DateFrom(year + 1, last - 12) : DateFrom(year, last), named != 0);
  core.needs_preposition = named == 0;
  return core;
}

TimeCore CalendarReader::Year(uint32_t at) const {
  const int year = YearAt(at);
  if (year == 0) return {};
  const std::string_view type = words_.document().tokens[at].entity_type;
  if (EntityIsOneOf(type, {"MONEY", "QUANTITY", "PERCENT", "ORDINAL"})) return {};
  const bool seen = EntityIsOneOf(type, {"DATE", "EVENT"});
  uint32_t length = 0;
  const bool money = !tables_.CurrencyAt(words_, at + 1, length).empty() || tables_.ValueOf("scale", words_.At(at + 1));
  const bool counted = at + 1 < words_.size() && words_.document().tokens[at + 1].tag == "NNS";
  if (money || (counted && !seen)) return {};
  TimeCore core = Made(at, at + 1, DateFrom(year), DateFrom(year), true);
  core.needs_preposition = !seen;
  return core;
}

}  // namespace entente
