#include "parse/suffix_matcher.h"

#include <algorithm>
#include <charconv>

#include "parse/unicode.h"

namespace entente::parse {
namespace {

// Position after the class that opens at `at`.
size_t SkipClass(std::string_view pattern, size_t at) {
  ++at;
  if (at < pattern.size() && pattern[at] == '^') ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;
  for (; at < pattern.size() && pattern[at] != ']'; ++at) {
    if (pattern[at] == '\\') ++at;
  }
  return at + 1;
}

// Recursive descent over the syntax spaCy's tokenizer rules use.
class LengthReader {
 public:
  explicit LengthReader(std::string_view pattern) : pattern_(pattern) {}

  std::optional<size_t> ReadAll() {
    auto length = ReadAlternatives();
    return at_ == pattern_.size() ? length : std::nullopt;
  }

 private:
  bool done() const { return at_ >= pattern_.size(); }

  std::optional<size_t> ReadAlternatives() {
    size_t longest = 0;
    while (true) {
      auto length = ReadSequence();
      if (!length) return std::nullopt;
      longest = std::max(longest, *length);
      if (done() || pattern_[at_] != '|') return longest;
      ++at_;
    }
  }

  std::optional<size_t> ReadSequence() {
    size_t sum = 0;
    while (!done() && pattern_[at_] != '|' && pattern_[at_] != ')') {
      auto one = ReadAtom();
      if (!one) return std::nullopt;
      auto most = ReadQuantifier();
      if (!most) return std::nullopt;
      sum += *one * *most;
    }
    return sum;
  }

  std::optional<size_t> ReadAtom() {
    switch (pattern_[at_]) {
      case '(':
        return ReadGroup();
      case '[':
        at_ = SkipClass(pattern_, at_);
        return 1;
      case '^':
      case '$':
        ++at_;
        return 0;
      case '\\':
        return ReadEscape();
      default:
        DecodeUtf8(pattern_, &at_);
        return 1;
    }
  }

  std::optional<size_t> ReadEscape() {
    at_ += 2;
    if (at_ > pattern_.size()) return std::nullopt;
    const char escaped = pattern_[at_ - 1];
    if (escaped == 'x' && !done() && pattern_[at_] == '{') {
      at_ = std::min(pattern_.find('}', at_), pattern_.size() - 1) + 1;
      return 1;
    }
    // Back references, \X and the like have no fixed length.
    bool letter = (escaped | 0x20) >= 'a' && (escaped | 0x20) <= 'z';
    bool known = std::string_view("dDwWsStnrf").find(escaped) != std::string_view::npos;
    if ((letter && !known) || (escaped >= '0' && escaped <= '9')) return std::nullopt;
    if (static_cast<unsigned char>(escaped) >= 0x80) {
      --at_;
      DecodeUtf8(pattern_, &at_);
    }
    return 1;
  }

  std::optional<size_t> ReadGroup() {
    ++at_;
    bool zero_width = false;
    if (!done() && pattern_[at_] == '?') {
      std::string_view rest = pattern_.substr(at_ + 1);
      for (std::string_view look : {"<=", "<!", "=", "!"}) {
        if (rest.substr(0, look.size()) != look) continue;
        zero_width = true;
        at_ += 1 + look.size();
        break;
      }
      if (!zero_width && rest.substr(0, 1) != ":") return std::nullopt;
      if (!zero_width) at_ += 2;
    }
    auto inside = ReadAlternatives();
    if (!inside || done() || pattern_[at_] != ')') {
      if (!zero_width || done() || pattern_[at_] != ')') return std::nullopt;
    }
    ++at_;
    return zero_width ? 0 : inside;
  }

  // How often the atom before may stand.
  std::optional<size_t> ReadQuantifier() {
    if (done()) return 1;
    size_t most = 1;
    if (pattern_[at_] == '*' || pattern_[at_] == '+') return std::nullopt;
    if (pattern_[at_] == '?') {
      ++at_;
    } else if (pattern_[at_] == '{') {
      size_t end = pattern_.find('}', at_);
      if (end == pattern_.npos) return std::nullopt;
      std::string_view counts = pattern_.substr(at_ + 1, end - at_ - 1);
      if (size_t comma = counts.find(','); comma != counts.npos) counts.remove_prefix(comma + 1);
      auto [stop, error] = std::from_chars(counts.data(), counts.data() + counts.size(), most);
      if (error != std::errc() || stop != counts.data() + counts.size() || most > 1000) return std::nullopt;
      at_ = end + 1;
    }
    // A lazy or possessive mark changes which match is taken, not how long one can be.
    if (!done() && (pattern_[at_] == '?' || pattern_[at_] == '+') && at_ > 0 &&
        (pattern_[at_ - 1] == '?' || pattern_[at_ - 1] == '}')) {
      ++at_;
    }
    return most;
  }

  std::string_view pattern_;
  size_t at_ = 0;
};

}  // namespace

std::optional<size_t> MaxMatchCharacters(std::string_view pattern) { return LengthReader(pattern).ReadAll(); }

std::vector<std::string_view> SplitAlternatives(std::string_view pattern) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  int depth = 0;
  for (size_t at = 0; at < pattern.size();) {
    char c = pattern[at];
    if (c == '[') {
      at = SkipClass(pattern, at);
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '|' && depth == 0) {
      parts.push_back(pattern.substr(begin, at - begin));
      begin = at + 1;
    }
    at += c == '\\' ? 2 : 1;
  }
  parts.push_back(pattern.substr(std::min(begin, pattern.size())));
  return parts;
}

// "\.\.+$": some escaped ASCII mark, repeated, the last with "+".
std::optional<SuffixMatcher::Run> SuffixMatcher::ReadRun(std::string_view alternative) {
  if (alternative.size() < 4 || alternative.substr(alternative.size() - 2) != "+$") return std::nullopt;
  std::string_view marks = alternative.substr(0, alternative.size() - 2);
  if (marks.size() % 2 != 0 || marks[0] != '\\' || std::isalnum(static_cast<unsigned char>(marks[1])) != 0 ||
      static_cast<unsigned char>(marks[1]) >= 0x80) {
    return std::nullopt;
  }
  for (size_t i = 0; i < marks.size(); i += 2) {
    if (marks.substr(i, 2) != marks.substr(0, 2)) return std::nullopt;
  }
  return Run{marks[1], marks.size() / 2};
}

Result<SuffixMatcher> SuffixMatcher::Compile(const std::string& pattern) {
  SuffixMatcher matcher;
  if (pattern.empty()) return matcher;
  auto whole = Regex::Compile(pattern);
  if (!whole.ok()) return whole.status();
  matcher.whole_ = std::move(*whole);
  std::string bounded;
  for (std::string_view alternative : SplitAlternatives(pattern)) {
    if (alternative.empty() || alternative.back() != '$') return matcher;
    if (auto run = ReadRun(alternative)) {
      matcher.runs_.push_back(*run);
      continue;
    }
    auto length = MaxMatchCharacters(alternative);
    if (!length) return matcher;
    matcher.bounded_characters_ = std::max(matcher.bounded_characters_, *length);
    bounded.append(bounded.empty() ? "" : "|").append(alternative);
  }
  if (!bounded.empty()) {
    auto regex = Regex::Compile(bounded);
    if (!regex.ok()) return matcher;
    matcher.bounded_ = std::move(*regex);
  }
  matcher.fast_ = true;
  return matcher;
}

size_t SuffixMatcher::SizeOf(std::string_view text, RegexScratch* scratch) const {
  if (whole_.empty() || text.empty()) return 0;
  RegexMatch match;
  // "$" also stands before a line break at the end; only white space gets there.
  if (!fast_ || text.back() == '\n') {
    return whole_.Search(text, 0, scratch, &match) ? match.end - match.begin : 0;
  }
  size_t size = 0;
  for (const Run& run : runs_) {
    size_t end = text.find_last_not_of(run.character);
    size_t length = end == text.npos ? text.size() : text.size() - end - 1;
    if (length >= run.at_least) size = std::max(size, length);
  }
  const size_t from = text.size() - LastCharacters(text, bounded_characters_).size();
  if (!bounded_.empty() && bounded_.Search(text, from, scratch, &match)) size = std::max(size, match.end - match.begin);
  return size;
}

}  // namespace entente::parse
