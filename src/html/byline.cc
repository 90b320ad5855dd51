#include "html/byline.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "html/page_blocks.h"

namespace entente {
namespace {

constexpr size_t kMaxNameBytes = 60;
constexpr size_t kMaxNameWords = 6;

std::string_view Trimmed(std::string_view text) { return TrimmedOf(text, " \t\r\n,;:|-"); }

bool IsNameChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<uint8_t>(c) >= 0x80; }

// Where `word` stands in `text` as a whole one, from `from` on; npos where it does not.
size_t FindWord(std::string_view text, std::string_view word, size_t from) {
  for (size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || !IsNameChar(text[at - 1]) || !IsNameChar(word.front());
    const bool ends = end == text.size() || !IsNameChar(text[end]) || !IsNameChar(word.back());
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

bool IsName(std::string_view text, const FieldTables& tables) {
  const uint32_t words = CountWords(text);
  if (text.size() < 2 || text.size() > kMaxNameBytes || words == 0 || words > kMaxNameWords) return false;
  const std::string lower = LowerAscii(text);
  if (std::any_of(lower.begin(), lower.end(),
                  [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; })) {
    return false;
  }
  const auto& not_names = tables.Words("notname");
  return std::none_of(not_names.begin(), not_names.end(), [&](const std::string& word) {
    return IsNameChar(word.front()) ? FindWord(lower, word, 0) != std::string::npos
                                    : lower.find(word) != std::string::npos;
  });
}

// "RD" behind a name is a degree; a name itself is longer or not all capitals.
bool IsDegree(std::string_view text) {
  return text.size() <= 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "jdadmin", "kevin-r": what somebody logs in with.
bool IsLogin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

bool HasWordOf(std::string_view text, const std::vector<std::string>& words) {
  const std::string lower = LowerAscii(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return FindWord(lower, word, 0) != std::string_view::npos; });
}

// Commas where names are parted by line ends, bars, dashes between spaces (one inside a name does not part), and the
// end of a sentence ("Amina Said. Daily Bridge", but "Amina F. Said").
std::string WithCommas(std::string_view text) {
  constexpr size_t kLongestInitials = 3;
  std::string out(text);
  size_t word = 0;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool before_space = i + 1 < out.size() && out[i + 1] == ' ';
    const bool ends = out[i] == '.' && before_space && word > kLongestInitials;
    const bool dash = out[i] == '-' && i > 0 && out[i - 1] == ' ' && before_space;
    word = IsNameChar(out[i]) ? word + 1 : 0;
    if (out[i] == '\n' || out[i] == '|' || ends || dash) out[i] = ',';
  }
  return out;
}

// Without what leads to it ("By") and what follows it ("staff writer").
std::string_view BareName(std::string_view name, const FieldTables& tables) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string& lead : tables.Words("lead")) {
      const std::string start = LowerAscii(name.substr(0, lead.size()));
      if (start != lead || (name.size() > lead.size() && IsNameChar(name[lead.size()]) && IsNameChar(lead.back())))
        continue;
      name = Trimmed(name.substr(lead.size()));
      again = true;
    }
  }
  const std::string lower_name = LowerAscii(name);
  size_t cut = name.size();
  for (const std::string& word : tables.Words("end")) {
    cut = std::min(cut, FindWord(lower_name, word, IsNameChar(word.front()) ? 1 : 0));
  }
  return Trimmed(name.substr(0, cut));
}

}  // namespace

std::vector<std::string> NamesInByline(std::string_view text, const FieldTables& tables) {
  std::vector<std::string> names;
  if (text.size() > 4 * kMaxBylineBytes || text.find("://") != std::string_view::npos) return names;
  std::string rest = WithCommas(text);
  while (!rest.empty()) {
    // Up to the first word that parts names.
    size_t end = rest.size();
    size_t next = rest.size();
    const std::string lower = LowerAscii(rest);
    for (const std::string& word : tables.Words("break")) {
      const size_t at = FindWord(lower, word, 0);
      if (at < end) {
        end = at;
        next = at + word.size();
      }
    }
    const std::string_view name = BareName(Trimmed(std::string_view(rest).substr(0, end)), tables);
    // What stands behind a person: degrees, and whom the person works for.
    const bool behind = !names.empty() && (IsDegree(name) || HasWordOf(name, tables.Words("house")));
    if (!behind && IsName(name, tables) && !IsLogin(name)) names.emplace_back(name);
    rest.erase(0, next);
  }
  return names;
}

bool IsFullName(std::string_view name) {
  size_t words = 0;
  for (size_t at = 0; at < name.size();) {
    const size_t end = std::min(name.find(' ', at), name.size());
    if (end > at) ++words;
    if (end > at && name[at] >= 'a' && name[at] <= 'z') return false;
    at = end + 1;
  }
  return words >= 2 && words <= 4;
}

bool IsNameOfOutlet(std::string_view name, std::string_view outlet) {
  // Whole words, parted by one space: "al bridge" for "Al-Bridge".
  const auto words = [](std::string_view text) {
    std::string out = " ";
    for (const char c : LowerAscii(text)) {
      if (IsNameChar(c) || out.back() != ' ') out += IsNameChar(c) ? c : ' ';
    }
    if (out.back() != ' ') out += ' ';
    return out;
  };
  const std::string a = words(name);
  const std::string b = words(outlet);
  constexpr size_t kLeastBytes = 8;  // of what is only a part of the other, spaces included
  if (a.size() <= 1 || b.size() <= 1) return false;
  // "The Bridge" of thebridge.org.
  std::string joined = a;
  std::erase(joined, ' ');
  if (LowerAscii(outlet).starts_with(joined + ".")) return true;
  // "CNN Business" of CNN.
  return a == b || (a.size() >= kLeastBytes && b.find(a) != std::string::npos) || a.starts_with(b);
}

}  // namespace entente
