#include "html/page_date.h"

#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/date.h"
#include "base/table_rows.h"
#include "html/page_words.h"

namespace entente {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr size_t kMaxBytes = 400;

// A run of digits or of letters, and the character behind it.
struct Piece {
  std::string_view text;
  bool digits = false;
  char behind = 0;
  int64_t number = -1;
  int month = 0;  // -1: to pass over
};

// 0: no month; -1: a word to pass over.
int MonthOf(std::string_view text, const MonthWords& months) {
  const auto known = months.find(LowerAscii(text));
  if (known != months.end()) return known->second == 0 ? -1 : known->second;
  if (text.size() < 3) return 0;
  std::string word(LowerAscii(text));
  word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return MonthOfWord(word == "Sept" ? "Sep" : word);
}

bool IsLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<uint8_t>(c) >= 0x80; }

std::vector<Piece> PiecesOf(std::string_view text, const MonthWords& months) {
  std::vector<Piece> pieces;
  for (size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool digit = std::isdigit(c) != 0;
    if (!digit && !IsLetter(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() &&
           (digit ? std::isdigit(static_cast<unsigned char>(text[end])) != 0 : IsLetter(text[end]))) {
      ++end;
    }
    Piece piece{text.substr(at, end - at), digit, end < text.size() ? text[end] : '\0', -1, 0};
    if (!digit) piece.month = MonthOf(piece.text, months);
    if (digit && piece.text.size() <= 15) piece.number = std::stoll(std::string(piece.text));
    // "18th" is 18.
    const bool ordinal = !digit && !pieces.empty() && pieces.back().digits && piece.text.size() == 2 &&
                         piece.text.data() == pieces.back().text.data() + pieces.back().text.size();
    if (piece.month == -1) {
      at = end;
      continue;
    }
    if (ordinal) {
      pieces.back().behind = piece.behind;
    } else {
      pieces.push_back(piece);
    }
    at = end;
  }
  return pieces;
}

std::optional<Date> Valid(int64_t year, int64_t month, int64_t day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const Date date{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
  return DateOf(ToString(date));
}

std::optional<Date> OfNumbers(const Piece& a, const Piece& b, const Piece& c) {
  const bool joined = a.behind == b.behind && (a.behind == '-' || a.behind == '/' || a.behind == '.');
  if (a.text.size() == 4 && (joined || a.behind == '-' || a.behind == '/')) return Valid(a.number, b.number, c.number);
  if (!joined && !(a.behind == b.behind && a.behind == ' ')) return std::nullopt;
  if (c.text.size() != 4) return std::nullopt;
  if (std::optional<Date> date = Valid(c.number, b.number, a.number)) return date;
  return Valid(c.number, a.number, b.number);
}

// "20191118", "20191118T0930", seconds or milliseconds since 1970.
std::optional<Date> OfOneNumber(const Piece& piece) {
  const int64_t number = piece.number;
  if (piece.text.size() == 8) return Valid(number / 10000, number / 100 % 100, number % 100);
  if (piece.text.size() == 14)
    return Valid(number / 10'000'000'000, number / 100'000'000 % 100, number / 1'000'000 % 100);
  if (piece.text.size() != 10 && piece.text.size() != 13) return std::nullopt;
  const Date date = DateOfDayNumber(static_cast<int32_t>((piece.text.size() == 13 ? number / 1000 : number) / 86400));
  return Valid(date.year, date.month, date.day);
}

std::optional<Date> DateAt(const std::vector<Piece>& pieces, size_t i) {
  if (pieces[i].digits && pieces[i].text.size() >= 8) return OfOneNumber(pieces[i]);
  if (i + 2 >= pieces.size()) return std::nullopt;
  const Piece &a = pieces[i], &b = pieces[i + 1], &c = pieces[i + 2];
  if (a.digits && b.digits && c.digits) return OfNumbers(a, b, c);
  if (a.digits && c.digits && c.text.size() == 4) return Valid(c.number, b.month, a.number);
  if (b.digits && c.digits && c.text.size() == 4) return Valid(c.number, a.month, b.number);
  return std::nullopt;
}

}  // namespace

Result<MonthWords> LoadMonthWords(const DataFiles& files) {
  MonthWords words;
  static constexpr std::array<std::string_view, 4> kColumns = {"month", "words", "reason", "example"};
  const Status status = ForEachRow(files, "html/months.tsv", kColumns, [&](uint32_t line, auto cell) -> Status {
    const std::string month(cell("month"));
    if (month.empty() || month.size() > 2 || month.find_first_not_of("0123456789") != std::string::npos) {
      return {StatusCode::kInvalidInput, "data.bad_table", "html/months.tsv: line " + std::to_string(line) + ": month"};
    }
    for (const std::string_view word : SplitList(cell("words"))) words[LowerAscii(word)] = std::stoi(month);
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return words;
}

std::optional<Date> DateInText(std::string_view text, const MonthWords& months) {
  const std::vector<Piece> pieces = PiecesOf(text.substr(0, kMaxBytes), months);
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (std::optional<Date> date = DateAt(pieces, i)) return date;
  }
  return std::nullopt;
}

std::optional<Date> DayNear(std::string_view text, const Date& date, const MonthWords& months) {
  const std::vector<Piece> pieces = PiecesOf(text.substr(0, kMaxBytes), months);
  for (size_t i = 0; i + 1 < pieces.size(); ++i) {
    const Piece &a = pieces[i], &b = pieces[i + 1];
    const int month = a.digits ? b.month : a.month;
    const int64_t day = a.digits ? a.number : b.number;
    if (a.digits == b.digits || month <= 0) continue;
    for (const int32_t step : {0, -1, 1}) {
      const Date near = DateOfDayNumber(DayNumber(date) + step);
      if (near.month == month && near.day == day) return near;
    }
  }
  return std::nullopt;
}

std::optional<int64_t> MomentOf(std::string_view stamp) {
  constexpr int64_t kDay = 86400;
  constexpr int64_t kHour = 3600;
  const std::optional<Date> date = DateOf(stamp.substr(0, 10));
  if (!date || date->day == 0 || stamp.size() < 17) return std::nullopt;
  const auto two = [&](size_t at) -> int64_t {
    if (at + 2 > stamp.size() || !std::isdigit(static_cast<unsigned char>(stamp[at])) ||
        !std::isdigit(static_cast<unsigned char>(stamp[at + 1])))
      return -1;
    return (stamp[at] - '0') * 10 + (stamp[at + 1] - '0');
  };
  const int64_t hour = two(11);
  const int64_t minute = two(14);
  const int64_t second = stamp[16] == ':' ? two(17) : 0;
  if (hour < 0 || minute < 0 || second < 0 || stamp[13] != ':') return std::nullopt;
  const int64_t local = DayNumber(*date) * kDay + hour * kHour + minute * 60 + second;
  if (stamp.ends_with('Z') || stamp.ends_with(" UTC")) return local;
  const size_t sign = stamp.find_last_of("+-");
  if (sign < 16 || sign == std::string_view::npos || two(sign + 1) < 0) return std::nullopt;
  const size_t minutes = sign + 3 < stamp.size() && stamp[sign + 3] == ':' ? sign + 4 : sign + 3;
  const int64_t offset = two(sign + 1) * kHour + std::max<int64_t>(0, two(minutes)) * 60;
  return stamp[sign] == '+' ? local - offset : local + offset;
}

std::optional<Date> DateInAddress(std::string_view url) {
  const std::vector<Piece> pieces = PiecesOf(url.substr(0, kMaxBytes), {});
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].digits) continue;
    if (pieces[i].text.size() == 8) {
      if (std::optional<Date> date = OfOneNumber(pieces[i])) return date;
    }
    if (i + 2 >= pieces.size() || pieces[i].text.size() != 4) continue;
    const int64_t month = pieces[i + 1].digits ? pieces[i + 1].number : pieces[i + 1].month;
    const bool parted = pieces[i].behind == '/' || pieces[i].behind == '-';
    if (!parted || !pieces[i + 2].digits || pieces[i + 2].text.size() > 2) continue;
    if (std::optional<Date> date = Valid(pieces[i].number, month, pieces[i + 2].number)) return date;
  }
  return std::nullopt;
}

}  // namespace entente
