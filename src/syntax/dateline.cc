#include "syntax/dateline.h"

#include <algorithm>
#include <string_view>

namespace entente {
namespace {

constexpr uint32_t kLongest = 14;  // tokens a dateline may have

bool IsCapitals(std::string_view word) {
  return word.size() > 2 && std::ranges::none_of(word, [](unsigned char c) { return c >= 'a' && c <= 'z'; }) &&
         word[0] >= 'A' && word[0] <= 'Z';
}

bool IsDash(std::string_view word) { return word == "-" || word == "--" || word == "—" || word == "–" || word == "―"; }

}  // namespace

TokenRange WithoutDateline(const ParsedDocument& document, TokenRange sentence) {
  const std::vector<Token>& tokens = document.tokens;
  if (sentence.empty()) return sentence;
  const bool capitals = IsCapitals(document.TextOf(sentence.begin));
  const bool place = tokens[sentence.begin].entity_type == "GPE";
  const bool time = tokens[sentence.begin].pos == "PROPN";
  if (!capitals && !place && !time) return sentence;
  const uint32_t last = std::min(sentence.end, sentence.begin + kLongest);
  for (uint32_t t = sentence.begin + 1; t < last; ++t) {
    const std::string_view word = document.TextOf(t);
    // A hyphen within a word ("BAMAKO-based") has no spaces around it.
    const bool dash = IsDash(word) && tokens[t].space_after && tokens[t - 1].space_after;
    const bool colon = word == ":" && capitals;
    if (dash || colon) return t + 1 < sentence.end ? TokenRange{t + 1, sentence.end} : sentence;
    const std::string_view pos = tokens[t].pos;
    const bool name = pos == "PROPN" || pos == "PUNCT" || pos == "NUM" || pos == "SYM" || pos == "SPACE";
    if (!name) return sentence;
  }
  return sentence;
}

}  // namespace entente
