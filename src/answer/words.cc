#include "answer/words.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/date.h"

namespace entente {
namespace {

bool IsLetter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0; }

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";

// Bytes of an apostrophe at i, or 0.
size_t ApostropheAt(std::string_view text, size_t i) {
  if (text[i] == '\'') return 1;
  return text.substr(i).starts_with(kCurlyApostrophe) ? kCurlyApostrophe.size() : 0;
}

// Other three-byte punctuation (dashes, quotation marks: U+2010 … U+203F) never belongs to a word.
size_t PunctuationAt(std::string_view text, size_t i) {
  const std::string_view rest = text.substr(i);
  return rest.size() >= 3 && rest[0] == '\xE2' && rest[1] == '\x80' ? 3 : 0;
}

size_t WordEnd(std::string_view text, size_t i) {
  while (i < text.size()) {
    const bool inner_stop = text[i] == '.' && i + 1 < text.size() && IsLetter(text[i + 1]);
    const size_t apostrophe = ApostropheAt(text, i);
    if (apostrophe > 0 && i + apostrophe < text.size() && IsLetter(text[i + apostrophe])) {
      i += apostrophe;
    } else if (inner_stop || (IsLetter(text[i]) && PunctuationAt(text, i) == 0)) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

Word MakeWord(std::string_view text, size_t begin, size_t end) {
  Word word{.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}};
  std::string_view body = text.substr(begin, end - begin);
  for (const std::string_view suffix : {"'s", "\xE2\x80\x99s", "'S"}) {
    if (body.size() <= suffix.size() || !body.ends_with(suffix)) continue;
    body.remove_suffix(suffix.size());
    word.possessive = true;
    break;
  }
  std::copy_if(body.begin(), body.end(), std::back_inserter(word.text), [](char c) { return c != '.'; });
  word.lower = LowerAscii(word.text);
  return word;
}

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

}  // namespace

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  bool hyphen = false;
  for (size_t i = 0; i < text.size();) {
    const size_t end = WordEnd(text, i);
    if (end > i && IsLetter(text[i])) {
      words.push_back(MakeWord(text, i, end));
      words.back().hyphen_before = hyphen;
      hyphen = false;
      i = end;
      continue;
    }
    const size_t wide = PunctuationAt(text, i);
    const bool dash =
        text[i] == '-' || text.substr(i).starts_with("\xE2\x80\x93") || text.substr(i).starts_with("\xE2\x80\x90");
    hyphen = dash && !words.empty() && words.back().span.end == i;
    i += wide > 0 ? wide : 1;
  }
  return words;
}

std::string NormalName(std::string_view name) {
  std::string normal;
  const std::vector<Word> words = WordsOf(name);
  for (size_t i = 0; i < words.size(); ++i) {
    if (i == 0 && words.size() > 1 && words[i].lower == "the") continue;
    if (!normal.empty()) normal += ' ';
    normal += words[i].lower;
  }
  return normal;
}

std::string Capitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
}

std::string ListOf(std::span<const std::string> items) {
  std::string list;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) list += i + 1 == items.size() ? " and " : ", ";
    list += items[i];
  }
  return list;
}

bool IsFormOf(std::string_view form, std::string_view lemma) {
  if (form == lemma) return true;
  if (lemma.size() < 2) return false;
  const std::string whole(lemma);
  const std::string stem = whole.substr(0, whole.size() - 1);
  const char last = whole.back();
  if (form == whole + "s" || form == whole + "es" || form == whole + "ed" || form == whole + "ing") return true;
  if (last == 'e') return form == whole + "d" || form == stem + "ing";
  if (last == 'y') return form == stem + "ies" || form == stem + "ied";
  const bool doubles = !IsVowel(last) && IsVowel(whole[whole.size() - 2]);
  return doubles && (form == whole + last + "ed" || form == whole + last + "ing");
}

int EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const int replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::string Day(int32_t day) { return ToString(DateOfDayNumber(day)); }

std::string Clean(std::string_view text) {
  std::string clean(text);
  for (char& c : clean) {
    if ((c >= 0 && c < 0x20) || c == 0x7F) c = ' ';
  }
  return clean;
}

}  // namespace entente
