#include "value/time_scanner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/date.h"
#include "value/number_reader.h"

namespace entente {
namespace {

bool IsAdjectiveTag(std::string_view tag) { return tag == "JJ" || tag == "JJS" || tag == "PRP$"; }

bool IsDash(std::string_view word) { return word == "-" || word == "–" || word == "—"; }

bool SameGrain(const Date& a, const Date& b) {
  return (a.month == 0) == (b.month == 0) && (a.day == 0) == (b.day == 0);
}

}  // namespace

TimeScanner::TimeScanner(const ValueWords& tables, const LoweredWords& words, const std::optional<Date>& published_date)
    : tables_(tables),
      words_(words),
      context_{published_date, {}, {}},
      calendar_(tables, words, context_),
      relative_(tables, words, context_, calendar_) {}

std::vector<TimeExpression> TimeScanner::Scan() {
  for (uint32_t t = 0; t < words_.size();) {
    Found found = FindAt(t);
    if (!found.core) {
      ++t;
      continue;
    }
    const Left left = LeftOf(t, found);
    if (found.core.needs_preposition && !left.preposition && !left.joined && !(found.calendar && Listed(left.begin))) {
      ++t;
      continue;
    }
    TakeRange(t, left.opens_range, found);
    const uint32_t end = t + found.core.length;
    Add(t, found, left);
    t = end;
  }
  return std::move(out_);
}

TimeScanner::Found TimeScanner::FindAt(uint32_t at) const {
  Found found;
  if (const PeriodMatch period = tables_.PeriodAt(words_, at); period.length > 0) {
    found.core.length = period.length;
    found.core.interval = period.interval;
    if (period.interval.end.year == 0) {  // still going on when this was printed
      found.core.interval.end = std::max(context_.published.value_or(Date{}), period.interval.begin);
    }
    found.period = true;
  }
  if (const TimeCore date = calendar_.Read(at); date.length > found.core.length) found = {date, true, false};
  if (const TimeCore other = relative_.Read(at); other.length > found.core.length) found = {other, false, false};
  const uint32_t end = at + found.core.length;
  // No expression runs from one sentence into the next.
  if (found.core && end > words_.SentenceEnd(at)) return {};
  return found;
}

void TimeScanner::TakeRange(uint32_t at, bool opened, Found& found) const {
  if (!found.calendar || found.core.interval.begin.year == 0) return;
  const uint32_t end = at + found.core.length;
  const bool dash = IsDash(words_.At(end));
  const WordMatch joint = dash ? WordMatch{1, 0} : tables_.Starting("to", words_, end);
  if (!joint) return;
  uint32_t second = end + joint.length;
  while (words_.At(second) == "the" || tables_.Starting("part", words_, second)) ++second;
  Date begin = found.core.interval.begin;
  TimeCore last = second < words_.size() ? calendar_.Read(second) : TimeCore{};
  if (dash && !last && begin.month == 0 && words_.At(second).size() == 2) {  // 2009-13
    const auto year = WholeNumberOf(words_.At(second));
    if (year) last = {.length = 1, .interval = At(DateFrom(begin.year / 100 * 100 + *year)), .names_year = true};
  }
  if (!last || last.interval.end.year == 0) return;
  if (!found.core.names_year && last.names_year && begin.month != 0 &&
      last.interval.end.month != 0) {  // "from May to June 2015"
    begin.year = static_cast<int16_t>(last.interval.end.year - (begin.month > last.interval.end.month ? 1 : 0));
  }
  if (last.interval.end < begin || !DateOf(ToString(begin)) || second + last.length > words_.SentenceEnd(at)) return;
  // A mere "and" or "to" joins like with like: "in 2019 and 2020", not "in 2019 and May".
  if (!opened && !SameGrain(begin, last.interval.end)) return;
  found.core.length = second + last.length - at;
  found.core.interval = {begin, last.interval.end};
  found.core.names_year = found.core.names_year || last.names_year;
}

TimeScanner::Left TimeScanner::LeftOf(uint32_t begin, const Found& found) const {
  Left left;
  left.begin = begin;
  left.role = found.core.duration_days > 0 && found.core.interval.begin.year == 0 ? TimeRole::kDuration : TimeRole::kAt;
  TakeWordsBefore(found, left);
  TakePreposition(found, left);
  return left;
}

// "the end of", "early", "more than", "the", "this": they belong to the expression but change no date.
void TimeScanner::TakeWordsBefore(const Found& found, Left& left) const {
  const uint32_t floor = out_.empty() ? 0 : out_.back().tokens.end;
  const bool counts = found.core.duration_days > 0;
  bool moved = true;
  while (moved && left.begin > std::max(floor, words_.SentenceBegin(left.begin))) {
    moved = false;
    const uint32_t before = left.begin - 1;
    const bool glue = words_.At(before) == "of" || words_.At(before) == "-";
    const WordMatch part = tables_.EndingBefore("part", words_, glue ? before : left.begin);
    const WordMatch hedge = counts ? tables_.EndingBefore("hedge", words_, left.begin) : WordMatch{};
    const std::string_view tag = words_.document().tokens[before].tag;
    if (part && (!found.period || glue)) {
      left.begin -= part.length + (glue ? 1 : 0);
      left.joined = moved = true;
    } else if (hedge && words_.At(before) != "over") {
      left.begin -= hedge.length;
      left.joined = moved = true;
    } else if (words_.At(before) == "the" || words_.At(before) == "all" || (found.period && IsAdjectiveTag(tag))) {
      --left.begin;
      moved = true;
    }
  }
  left.begin = std::max(left.begin, floor);
}

void TimeScanner::TakePreposition(const Found& found, Left& left) const {
  static constexpr std::array<std::pair<std::string_view, TimeRole>, 8> kKinds = {{{"since", TimeRole::kSince},
                                                                                   {"until", TimeRole::kUntil},
                                                                                   {"after", TimeRole::kAfter},
                                                                                   {"before", TimeRole::kBefore},
                                                                                   {"for", TimeRole::kDuration},
                                                                                   {"from", TimeRole::kSince},
                                                                                   {"between", TimeRole::kAt},
                                                                                   {"at", TimeRole::kAt}}};
  const uint32_t floor = out_.empty() ? 0 : out_.back().tokens.end;
  if (left.begin == 0 || left.begin <= words_.SentenceBegin(left.begin)) return;
  WordMatch best;
  std::string_view best_kind;
  TimeRole best_role = TimeRole::kAt;
  for (const auto& [kind, role] : kKinds) {
    const WordMatch match = tables_.EndingBefore(kind, words_, left.begin);
    if (match.length <= best.length || left.begin - match.length < floor) continue;
    best = match;
    best_kind = kind;
    best_role = role;
  }
  if (!best) return;
  left.begin -= best.length;
  left.preposition = true;
  left.opens_range = best_kind == "from" || best_kind == "between";
  if (best_kind == "for" && found.core.duration_days == 0) return;  // "planned for May" is at May
  // "After ten years" still tells how long; the time it follows is not in it.
  if (left.role == TimeRole::kDuration && found.core.interval.begin.year == 0) return;
  left.role = best_kind == "for" ? TimeRole::kAt : best_role;
}

// "in 1991 and again in 2006, 2009 and 2011": a bare year that continues a list of times.
bool TimeScanner::Listed(uint32_t begin) const {
  if (out_.empty() || begin == 0 || out_.back().tokens.end + 1 != begin) return false;
  const std::string_view joint = words_.At(static_cast<int64_t>(begin) - 1);
  return (joint == "and" || joint == "or" || joint == ",") && out_.back().interval.begin.year != 0;
}

void TimeScanner::Add(uint32_t at, const Found& found, const Left& left) {
  TimeExpression time;
  time.tokens = {left.begin, at + found.core.length};
  time.role = left.role;
  time.interval = found.core.interval;
  time.duration_days = found.core.duration_days;
  // A range has both its ends: "from 2009 to 2013" is at those years.
  if (left.opens_range && !(time.interval.begin == time.interval.end)) time.role = TimeRole::kAt;
  time.head = HeadOf(time.tokens);
  out_.push_back(time);
  if (found.calendar && time.interval.begin.year != 0) context_.mentioned = time.interval.begin;
  const bool whole = found.core.names_year && time.interval.begin.day != 0;
  if (TellsOn(time, left.opens_range) || (whole && time.role == TimeRole::kAt)) Remember(found);
}

// "Since 1992", "until 2011", "the treaty of 2017" look away from the story; the months that follow are not of those
// years.
bool TimeScanner::TellsOn(const TimeExpression& time, bool opens_range) const {
  if (time.role != TimeRole::kAt && !opens_range) return false;
  const auto& all = words_.document().tokens;
  const uint32_t governor = all[time.head].head;
  return governor == time.head || !all[governor].tag.starts_with("NN");
}

void TimeScanner::Remember(const Found& found) {
  const Date& begin = found.core.interval.begin;
  if (!found.calendar || begin.year == 0) return;
  const bool follows = context_.last.year != 0 && begin.year >= context_.last.year;
  if (found.core.names_year || follows) context_.last = begin;
}

uint32_t TimeScanner::HeadOf(TokenRange tokens) const {
  const auto& all = words_.document().tokens;
  for (uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const bool outside = all[t].head < tokens.begin || all[t].head >= tokens.end || all[t].head == t;
    if (outside && all[t].dep != "punct") return t;
  }
  return tokens.end - 1;
}

}  // namespace entente
