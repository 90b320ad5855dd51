#include "duplicate/content_words.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/table_rows.h"
#include "base/tsv.h"
#include "learn/features.h"

namespace entente {
namespace {

constexpr std::string_view kTable = "duplicate/words.tsv";
constexpr size_t kShortestStem = 4;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0; }

bool IsNumber(std::string_view word) { return std::all_of(word.begin(), word.end(), IsDigit); }

}  // namespace

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Result<ContentWords> ContentWords::Load(const DataFiles& files) {
  ContentWords words;
  constexpr std::array<std::string_view, 2> kColumns = {"kind", "words"};
  const Status read = ForEachRow(files, kTable, kColumns, [&](uint32_t line, auto cell) {
    for (const std::string_view word : SplitList(cell("words"))) {
      if (cell("kind") == "function") {
        words.function_words_.emplace(word);
      } else if (cell("kind") == "suffix") {
        words.suffixes_.emplace_back(word);
      } else {
        return Status(StatusCode::kInvalidInput, "data.bad_table",
                      std::string(kTable) + ": line " + std::to_string(line) + ": kind is function or suffix");
      }
    }
    return Status::Ok();
  });
  if (!read.ok()) return read;
  Result<LinearModel> rarity = LinearModel::Load(files, "word_rarity");
  if (!rarity.ok()) return rarity.status();
  words.rarity_ = std::move(*rarity);
  words.unseen_ = words.rarity_.Scores(Features()).front();
  return words;
}

std::string_view ContentWords::StemOf(std::string_view word) const {
  for (const std::string& suffix : suffixes_) {
    if (word.ends_with(suffix) && word.size() >= suffix.size() + kShortestStem) {
      return word.substr(0, word.size() - suffix.size());
    }
  }
  return word;
}

template <class Take>
void ContentWords::ForEachStem(std::string_view text, Take take) const {
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsWordByte(text[i])) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
      continue;
    }
    const bool says_something = word.size() > 2 || (!word.empty() && IsNumber(word));
    if (says_something && !function_words_.contains(word)) take(StemOf(word));
    word.clear();
  }
}

std::vector<WordId> ContentWords::In(std::string_view text) const {
  std::vector<WordId> out;
  ForEachStem(text, [&](std::string_view stem) { out.push_back(FeatureKey(stem)); });
  return out;
}

std::vector<std::string> ContentWords::StemsIn(std::string_view text) const {
  std::vector<std::string> out;
  ForEachStem(text, [&](std::string_view stem) { out.emplace_back(stem); });
  return out;
}

std::vector<WordId> ContentWords::NumbersIn(std::string_view text) {
  std::vector<WordId> out;
  std::string digits;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsDigit(text[i])) {
      digits += text[i];
      continue;
    }
    const bool separates = i + 1 < text.size() && (text[i] == ',' || text[i] == '.') && IsDigit(text[i + 1]);
    if (digits.empty() || separates) continue;
    out.push_back(FeatureKey(digits));
    digits.clear();
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

float ContentWords::Rarity(WordId word) const { return unseen_ + rarity_.Weights({word, 1}).front(); }

}  // namespace entente
