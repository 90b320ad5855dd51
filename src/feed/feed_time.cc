#include "feed/feed_time.h"

#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/date.h"
#include "feed/utf8_text.h"

namespace entente {
namespace {

struct Zone {
  std::string_view name;
  int minutes;
};

// RFC 822 section 5.1, and the European names that feeds add to them.
constexpr std::array<Zone, 26> kZones = {
    {{"gmt", 0},     {"ut", 0},      {"utc", 0},    {"z", 0},      {"est", -300}, {"edt", -240}, {"cst", -360},
     {"cdt", -300},  {"mst", -420},  {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"ast", -240}, {"adt", -180},
     {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"wet", 0},    {"west", 60},  {"bst", 60},   {"cet", 60},
     {"cest", 120},  {"eet", 120},   {"eest", 180}, {"msk", 180},  {"jst", 540}}};

std::optional<int> Number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || text[0] == '-') return std::nullopt;
  return value;
}

// Years of two digits: RFC 2822 section 4.3.
int FullYear(int year, size_t digits) {
  if (digits >= 4) return year;
  if (digits == 3) return year + 1900;
  return year < 50 ? year + 2000 : year + 1900;
}

bool IsDay(int year, int month, int day) {
  using namespace std::chrono;
  return year >= 1 && year <= 9999 && month >= 1 && day >= 1 &&
         year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                        std::chrono::day(static_cast<unsigned>(day)))
             .ok();
}

Date MakeDate(int year, int month, int day) {
  return {static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

// "+0300", "+03:00", "-03", "Z", "EST", "GMT+0300"; nothing where it is no zone.
std::optional<int> ZoneMinutes(std::string_view text) {
  if (text.empty()) return 0;
  const std::string lower = LowerAscii(text);
  for (const Zone& zone : kZones) {
    if (zone.name == lower) return zone.minutes;
  }
  if ((lower.starts_with("gmt") || lower.starts_with("utc")) && lower.size() > 3) return ZoneMinutes(text.substr(3));
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  std::string digits;
  for (const char c : text.substr(1)) {
    if (std::isdigit(static_cast<unsigned char>(c)))
      digits += c;
    else if (c != ':')
      return std::nullopt;
  }
  if (digits.size() == 1 || digits.size() == 3) digits.insert(0, "0");
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4) return std::nullopt;
  const int minutes = *Number(digits.substr(0, 2)) * 60 + *Number(digits.substr(2));
  return text[0] == '-' ? -minutes : minutes;
}

// "10:14:55", "10:14", "10:14:55.25", "10", "101455" into `time`; false where it is no time of a day.
bool ReadClock(std::string_view text, FeedTime& time) {
  if (text.empty() || !std::isdigit(static_cast<unsigned char>(text[0]))) return false;
  text = text.substr(0, text.find_first_of(".,"));
  std::array<int, 3> parts = {0, 0, 0};
  const bool basic = text.find(':') == std::string_view::npos;
  for (size_t i = 0; i < 3 && !text.empty(); ++i) {
    const size_t length = basic ? 2 : std::min(text.find(':'), text.size());
    const std::optional<int> part = Number(text.substr(0, length));
    if (!part || length > 2) return false;
    parts[i] = *part;
    text.remove_prefix(std::min(text.size(), basic ? length : length + 1));
  }
  // 24:00:00 is the end of a day, 60 a leap second.
  if (parts[0] > 24 || parts[1] > 59 || parts[2] > 60 || (parts[0] == 24 && parts[1] + parts[2] > 0)) return false;
  time.hour = parts[0];
  time.minute = parts[1];
  time.second = parts[2];
  return true;
}

// "2003-12-31", "2003-12", "2003", "20031231", "031231", "2003-365", "03365", "2003-W01-3", "--12-31" is not read.
std::optional<Date> IsoDate(std::string_view text) {
  std::string digits;
  std::vector<size_t> dashes;
  for (const char c : text) {
    if (c == '-')
      dashes.push_back(digits.size());
    else if (std::isdigit(static_cast<unsigned char>(c)))
      digits += c;
    else
      return std::nullopt;
  }
  const size_t n = digits.size();
  const bool dashed = !dashes.empty();
  const size_t year_digits = dashed ? dashes[0] : (n == 6 || n == 5 || n == 2) ? 2 : 4;
  if ((year_digits != 2 && year_digits != 4) || n < year_digits || dashes.size() > 2) return std::nullopt;
  const int year = FullYear(*Number(digits.substr(0, year_digits)), year_digits);
  const std::string rest = digits.substr(year_digits);
  if (rest.empty()) return MakeDate(year, 0, 0);
  if (rest.size() == 3) {
    const int day_of_year = *Number(rest);
    if (day_of_year < 1 || day_of_year > 366) return std::nullopt;
    return DateOfDayNumber(DayNumber(MakeDate(year, 1, 1)) + day_of_year - 1);
  }
  const size_t month_digits = dashes.size() == 2 ? dashes[1] - dashes[0] : std::min<size_t>(2, rest.size());
  if (month_digits < 1 || month_digits > 2 || rest.size() - month_digits > 2) return std::nullopt;
  const int month = *Number(rest.substr(0, month_digits));
  if (rest.size() == month_digits) {
    return month >= 1 && month <= 12 ? std::optional(MakeDate(year, month, 0)) : std::nullopt;
  }
  const int day = *Number(rest.substr(month_digits));
  return IsDay(year, month, day) ? std::optional(MakeDate(year, month, day)) : std::nullopt;
}

// Where the zone begins in what follows 'T' or the blank.
size_t ZoneAt(std::string_view clock) {
  const size_t at = clock.find_first_of("+-Zz ");
  return at == std::string_view::npos ? clock.size() : at;
}

std::optional<FeedTime> IsoTime(std::string_view text) {
  const size_t split = std::min(text.find_first_of("Tt "), text.size());
  const std::optional<Date> date = IsoDate(text.substr(0, split));
  if (!date) return std::nullopt;
  FeedTime time;
  time.date = *date;
  if (split >= text.size()) return time;
  const std::string_view clock = TrimBlanks(text.substr(split + 1));
  const size_t zone_at = ZoneAt(clock);
  if (!ReadClock(clock.substr(0, zone_at), time)) return std::nullopt;
  const std::optional<int> zone = ZoneMinutes(TrimBlanks(clock.substr(zone_at)));
  time.offset_minutes = zone.value_or(0);
  return time;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t begin = text.find_first_not_of(" \t\r\n,;");
    if (begin == std::string_view::npos) break;
    const size_t end = std::min(text.find_first_of(" \t\r\n,;", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

int MonthOf(std::string_view word) {
  while (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() < 3) return 0;
  // Feeds write "may" and "MAY" too, and cut long names anywhere.
  std::string shaped = LowerAscii(word.substr(0, 3));
  shaped[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(shaped[0])));
  return std::isalpha(static_cast<unsigned char>(word.back())) ? MonthOfWord(shaped) : 0;
}

// A date in words, its parts in any order that leaves no doubt: the month is a word, the time has a ':', the year has
// four digits or comes after the day.
class WordDate {
 public:
  std::optional<FeedTime> Read(std::string_view text) {
    // "31-Dec-03" and "31/Dec/2003" are three words.
    std::string spaced(text);
    for (size_t i = 1; i + 1 < spaced.size(); ++i) {
      const bool between = std::isalnum(static_cast<unsigned char>(spaced[i - 1])) &&
                           (std::isalpha(static_cast<unsigned char>(spaced[i - 1])) !=
                            std::isalpha(static_cast<unsigned char>(spaced[i + 1])));
      if ((spaced[i] == '-' || spaced[i] == '/') && between && !seen_clock(spaced, i)) spaced[i] = ' ';
    }
    for (const std::string_view word : Words(spaced)) Take(word);
    if (month_ == 0 || year_ < 0) return std::nullopt;
    if (day_ <= 0) day_ = 0;
    if (day_ > 0 && !IsDay(year_, month_, day_)) return std::nullopt;
    time_.date = MakeDate(year_, month_, day_);
    return time_;
  }

 private:
  static bool seen_clock(const std::string& text, size_t at) {
    return text.substr(0, at).find(':') != std::string::npos;
  }

  void Take(std::string_view word) {
    const bool clock = word.find(':') != std::string_view::npos && std::isdigit(static_cast<unsigned char>(word[0]));
    if (clock) return TakeClock(word);
    if (has_clock_ && (word[0] == '+' || word[0] == '-')) {
      time_.offset_minutes = ZoneMinutes(word).value_or(time_.offset_minutes);
      return;
    }
    if (std::isdigit(static_cast<unsigned char>(word[0]))) return TakeNumber(word);
    const std::string lower = LowerAscii(word);
    if (has_clock_ && (lower == "pm" || lower == "p.m.") && time_.hour < 12) time_.hour += 12;
    if (has_clock_ && (lower == "am" || lower == "a.m.") && time_.hour == 12) time_.hour = 0;
    if (const int month = MonthOf(word); month > 0 && month_ == 0) {
      month_ = month;
    } else if (const std::optional<int> zone = ZoneMinutes(word); zone && has_clock_) {
      time_.offset_minutes = *zone;
    }
  }

  void TakeClock(std::string_view word) {
    const size_t zone_at = word.find_first_not_of("0123456789:.");
    has_clock_ = ReadClock(word.substr(0, zone_at), time_);
    if (has_clock_ && zone_at != std::string_view::npos) Take(word.substr(zone_at));
  }

  void TakeNumber(std::string_view word) {
    const size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    const std::optional<int> number = Number(word.substr(0, digits));
    if (!number) return;
    if (digits >= 3 || day_ >= 0) {
      if (year_ < 0) year_ = FullYear(*number, digits);
    } else {
      day_ = *number;
    }
  }

  FeedTime time_;
  int day_ = -1;
  int month_ = 0;
  int year_ = -1;
  bool has_clock_ = false;
};

// "05.01.2004 10:14", "05/01/2004", "1/5/2004 10:14 PM". Days first, as everywhere but in the USA; where that cannot
// be, months first. "2004/01/05" has the year first.
std::optional<FeedTime> NumericTime(std::string_view text) {
  const size_t split = std::min(text.find(' '), text.size());
  std::array<int, 3> parts = {0, 0, 0};
  std::array<size_t, 3> digits = {0, 0, 0};
  std::string_view date = text.substr(0, split);
  const size_t mark = date.find_first_of("./");
  if (mark == std::string_view::npos) return std::nullopt;
  const char separator = date[mark];
  for (size_t i = 0; i < 3; ++i) {
    const size_t end = std::min(date.find(separator), date.size());
    const std::optional<int> part = Number(date.substr(0, end));
    if (!part) return std::nullopt;
    parts[i] = *part;
    digits[i] = end;
    date.remove_prefix(std::min(date.size(), end + 1));
  }
  FeedTime time;
  if (digits[0] == 4 && IsDay(parts[0], parts[1], parts[2])) {
    time.date = MakeDate(parts[0], parts[1], parts[2]);
  } else {
    const int year = FullYear(parts[2], digits[2]);
    // A slash with a time of twelve hours is American.
    const bool american = separator == '/' && LowerAscii(text).find_first_of("m", split) != std::string::npos;
    if (!american && IsDay(year, parts[1], parts[0]))
      time.date = MakeDate(year, parts[1], parts[0]);
    else if (IsDay(year, parts[0], parts[1]))
      time.date = MakeDate(year, parts[0], parts[1]);
    else
      return std::nullopt;
  }
  const std::string_view clock = TrimBlanks(text.substr(split));
  ReadClock(clock.substr(0, std::min(clock.find(' '), clock.size())), time);
  return time;
}

// "2003-W01-3": the week of ISO 8601.
std::optional<FeedTime> WeekTime(std::string_view text) {
  if (text.size() < 8 || (text[4] != '-' && text[4] != 'W')) return std::nullopt;
  std::string compact;
  for (const char c : text.substr(0, text.find('T'))) {
    if (c != '-') compact += c;
  }
  if (compact.size() < 7 || compact[4] != 'W') return std::nullopt;
  const auto year = Number(compact.substr(0, 4)), week = Number(compact.substr(5, 2));
  const auto day = compact.size() > 7 ? Number(compact.substr(7)) : std::optional<int>(1);
  if (!year || !week || !day || *week < 1 || *week > 53 || *day < 1 || *day > 7) return std::nullopt;
  // The week of January 4th is the first. Day number 0 was a Thursday.
  const int32_t fourth = DayNumber(MakeDate(*year, 1, 4));
  const int32_t monday = fourth - (fourth % 7 + 10) % 7;
  FeedTime time;
  time.date = DateOfDayNumber(monday + (*week - 1) * 7 + *day - 1);
  return time;
}

}  // namespace

int64_t FeedTime::Seconds() const {
  const int64_t minutes = (int64_t{DayNumber(date)} * 24 + hour) * 60 + minute - offset_minutes;
  return minutes * 60 + second;
}

std::optional<FeedTime> FeedTimeOf(std::string_view text) {
  text = TrimBlanks(text);
  if (text.size() < 2 || text.size() > 200) return std::nullopt;
  if (std::optional<FeedTime> time = IsoTime(text)) return time;
  if (std::optional<FeedTime> time = WeekTime(text)) return time;
  if (std::optional<FeedTime> time = NumericTime(text)) return time;
  return WordDate().Read(text);
}

}  // namespace entente
