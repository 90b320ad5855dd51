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

}  // namespace

std::vector<std::string> NamesInByline(std::string_view text, const FieldTables& tables) {
  std::vector<std::string> names;
  if (text.size() > 4 * kMaxBylineBytes || text.find("://") != std::string_view::npos) return names;
  std::string rest(text);
  std::replace(rest.begin(), rest.end(), '\n', ',');
  // A dash between spaces parts; one inside a name does not.
  for (size_t at = rest.find(" - "); at != std::string::npos; at = rest.find(" - ", at)) rest[at + 1] = ',';
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
    std::string_view name = Trimmed(std::string_view(rest).substr(0, end));
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
    name = Trimmed(name.substr(0, cut));
    if (IsName(name, tables)) names.emplace_back(name);
    rest.erase(0, next);
  }
  return names;
}

}  // namespace entente
