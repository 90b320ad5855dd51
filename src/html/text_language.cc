#include "html/text_language.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/table_rows.h"
#include "html/page_words.h"

namespace entente {
namespace {

constexpr size_t kMaxBytes = 20'000;
constexpr size_t kLeastWords = 20;
constexpr double kLeastShare = 0.10;  // function words of running text are more than a fifth

// Scripts of one language each, by the first two bytes of their characters' range in UTF-8.
struct Script {
  std::string_view from, to;
  std::string_view language;
};
constexpr std::array<Script, 7> kScripts = {{{"\xE3\x81", "\xE3\x83", "ja"},
                                             {"\xEA\xB0", "\xED\x9F", "ko"},
                                             {"\xE0\xB8", "\xE0\xB9", "th"},
                                             {"\xD7\x90", "\xD7\xAA", "he"},
                                             {"\xCE\x91", "\xCF\x8E", "el"},
                                             {"\xE0\xA4", "\xE0\xA5", "hi"},
                                             {"\xE4\xB8", "\xE9\xBF", "zh"}}};

std::string LanguageOfScript(std::string_view text) {
  std::array<size_t, kScripts.size()> counts{};
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (static_cast<uint8_t>(text[i]) < 0xC0) continue;
    const std::string_view pair = text.substr(i, 2);
    for (size_t s = 0; s < kScripts.size(); ++s)
      counts[s] += pair >= kScripts[s].from && pair <= kScripts[s].to ? 1 : 0;
  }
  // Japanese is written with Chinese characters too; its own come first.
  for (size_t s = 0; s < kScripts.size(); ++s) {
    if (counts[s] * 20 > text.size()) return std::string(kScripts[s].language);
  }
  return {};
}

bool IsWordByte(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<uint8_t>(c) >= 0x80; }

}  // namespace

Result<TextLanguage> TextLanguage::Load(const DataFiles& files) {
  TextLanguage out;
  static constexpr std::array<std::string_view, 4> kColumns = {"language", "words", "reason", "example"};
  const Status status = ForEachRow(files, "html/languages.tsv", kColumns, [&](uint32_t, auto cell) {
    out.languages_.emplace_back(cell("language"));
    for (const std::string_view word : SplitList(cell("words"))) {
      out.languages_of_[std::string(word)].push_back(out.languages_.size() - 1);
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

std::string TextLanguage::Of(std::string_view text) const {
  const std::string lower = LowerAscii(text.substr(0, kMaxBytes));
  if (std::string script = LanguageOfScript(lower); !script.empty()) return script;
  std::vector<size_t> counts(languages_.size() + 1);  // one more, so that there is always a second
  size_t words = 0;
  for (size_t begin = 0; begin < lower.size();) {
    size_t end = begin;
    while (end < lower.size() && IsWordByte(lower[end])) ++end;
    if (end > begin) {
      ++words;
      const auto known = languages_of_.find(lower.substr(begin, end - begin));
      if (known != languages_of_.end()) {
        for (const size_t language : known->second) ++counts[language];
      }
    }
    begin = end + 1;
  }
  if (words < kLeastWords) return {};
  const auto best = std::max_element(counts.begin(), counts.end());
  const size_t most = *best;
  const auto index = static_cast<size_t>(best - counts.begin());
  counts[index] = 0;
  const size_t second = *std::max_element(counts.begin(), counts.end());
  const bool clear = static_cast<double>(most) >= kLeastShare * static_cast<double>(words) && most >= 2 * second;
  return clear ? languages_[index] : std::string();
}

}  // namespace entente
