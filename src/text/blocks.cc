#include "text/blocks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

#include "base/date.h"

namespace entente {
namespace {

// Lines of a wrapped text are about as long as one another.
constexpr size_t kMinWrappedBytes = 50;
constexpr size_t kMaxWrappedBytes = 110;
constexpr size_t kMaxHeadingBytes = 200;
constexpr int kTopLines = 8;

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

Span TrimmedSpan(std::string_view text, Span span) {
  while (span.begin < span.end && std::isspace(static_cast<unsigned char>(text[span.begin]))) ++span.begin;
  while (span.end > span.begin && std::isspace(static_cast<unsigned char>(text[span.end - 1]))) --span.end;
  return span;
}

std::vector<Span> LinesOf(std::string_view text) {
  std::vector<Span> lines;
  // Offsets are of the text as given, so a byte-order mark is stepped over, not cut off.
  size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at <= text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
    at = end + 1;
  }
  return lines;
}

bool EndsSentence(std::string_view line) {
  return !line.empty() && std::string_view(".!?:\"”’)").find(line.back()) != std::string_view::npos;
}

// Most lines are of one length and stop in mid-sentence.
bool IsHardWrapped(std::string_view text, const std::vector<Span>& lines) {
  size_t filled = 0;
  size_t wrapped = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view line = Trimmed(Slice(text, lines[i]));
    if (line.empty() || Trimmed(Slice(text, lines[i + 1])).empty()) continue;
    ++filled;
    wrapped += line.size() >= kMinWrappedBytes && line.size() <= kMaxWrappedBytes && !EndsSentence(line) ? 1 : 0;
  }
  return filled >= 4 && wrapped * 10 >= filled * 6;
}

std::vector<std::string> WordsOf(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

int NumberOf(const std::string& word) {
  if (word.empty() || word.size() > 4 ||
      !std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) {
    return -1;
  }
  return std::stoi(word);
}

std::optional<Date> Valid(int year, int month, int day) {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const Date date{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
  return DateOf(ToString(date));
}

bool IsByline(std::string_view line) {
  return line.size() < 80 && (line.starts_with("By ") || line.starts_with("BY ")) && !EndsSentence(line);
}

}  // namespace

std::optional<Date> DateOfLine(std::string_view line) {
  line = Trimmed(line);
  if (line.empty() || line.size() > 40) return std::nullopt;
  std::vector<std::string> words = WordsOf(line);
  static constexpr std::array<std::string_view, 14> kDayNames = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
      "mon",    "tue",     "wed",       "thu",      "fri",    "sat",      "sun"};
  std::erase_if(words, [&](std::string word) {
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::find(kDayNames.begin(), kDayNames.end(), word) != kDayNames.end();
  });
  if (words.size() != 3) return std::nullopt;
  const int a = NumberOf(words[0]);
  const int b = NumberOf(words[1]);
  const int c = NumberOf(words[2]);
  if (a > 31 && b > 0 && c > 0) return Valid(a, b, c);                                // 2020-12-29
  if (a > 0 && b > 0 && c > 31) return b > 12 ? Valid(c, a, b) : Valid(c, b, a);      // 29.12.2020; 12/29/2020
  if (a > 0 && MonthOfWord(words[1]) > 0) return Valid(c, MonthOfWord(words[1]), a);  // 12 March 2022
  if (MonthOfWord(words[0]) > 0) return Valid(c, MonthOfWord(words[0]), b);           // March 12, 2022
  return std::nullopt;
}

std::optional<Date> DateLineOf(std::string_view text) {
  int seen = 0;
  for (const Span& line : LinesOf(text.substr(0, 4096))) {
    const std::string_view content = Trimmed(Slice(text, line));
    if (content.empty()) continue;
    if (std::optional<Date> date = DateOfLine(content)) return date;
    if (++seen >= kTopLines) break;
  }
  return std::nullopt;
}

std::string_view HeadingOf(std::string_view text) {
  for (const Span& line : LinesOf(text.substr(0, 4096))) {
    const std::string_view content = Trimmed(Slice(text, line));
    if (content.empty()) continue;
    return content.size() <= kMaxHeadingBytes && content.back() != '.' ? content : std::string_view();
  }
  return {};
}

std::vector<Span> BlocksOf(std::string_view text) {
  const std::vector<Span> lines = LinesOf(text);
  const bool wrapped = IsHardWrapped(text, lines);
  std::vector<Span> blocks;
  std::set<std::string_view> headings;
  Span open{0, 0};
  auto close = [&] {
    const Span block = TrimmedSpan(text, open);
    open = {0, 0};
    if (block.empty()) return;
    const std::string_view content = Slice(text, block);
    const bool heading = content.size() <= kMaxHeadingBytes && !EndsSentence(content);
    if (DateOfLine(content) || IsByline(content)) return;
    if (heading && !headings.insert(content).second) return;
    blocks.push_back(block);
  };
  for (const Span& line : lines) {
    const std::string_view content = Trimmed(Slice(text, line));
    if (content.empty()) {
      close();
      continue;
    }
    if (!open.empty() && !wrapped) close();
    if (open.empty()) open.begin = line.begin;
    open.end = line.end;
  }
  close();
  return blocks;
}

}  // namespace entente
