// A sentence parsed by hand, for tests of this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/language.h"

namespace entente {

struct HandWord {
  std::string_view text, lemma, tag, dep;
  uint32_t head;
};

// The words with a space after each. The result views the text, which it owns.
class HandParse {
 public:
  explicit HandParse(const std::vector<HandWord>& words) {
    for (const HandWord& word : words) text_.append(word.text).append(" ");
    uint32_t at = 0;
    for (const HandWord& word : words) {
      Token token;
      token.span = {at, at + static_cast<uint32_t>(word.text.size())};
      token.head = word.head;
      token.space_after = true;
      token.lemma = word.lemma;
      token.tag = word.tag;
      token.dep = word.dep;
      parsed_.tokens.push_back(token);
      at = token.span.end + 1;
    }
    parsed_.text = text_;
    parsed_.sentences = {{0, static_cast<uint32_t>(words.size())}};
  }
  HandParse(const HandParse&) = delete;
  HandParse& operator=(const HandParse&) = delete;

  const ParsedDocument& parsed() const { return parsed_; }

 private:
  std::string text_;
  ParsedDocument parsed_;
};

}  // namespace entente
