// Reads event factuality as the UW corpus has it: one sentence a line, its marked words with figures from −3 to 3.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "entente/language.h"
#include "entente/status.h"

namespace entente {

struct FactualitySentence {
  struct Target {
    uint32_t byte = 0;  // of the word, in `text`
    double figure = 0;
  };
  std::string text;
  std::vector<Target> targets;
};

// Lines of {"text": words between single spaces, "targets": [{"span1": [first word, last + 1], "label": figure}, …]}.
// Brackets and quotes of the Penn treebank become plain ones. Errors: io.unreadable, eval.bad_gold.
Status ForEachFactualitySentence(const std::string& path,
                                 const std::function<Status(const FactualitySentence&, size_t line)>& use);

// The token that holds the byte, or the last before it.
uint32_t TokenAt(const ParsedDocument& parsed, uint32_t byte);

}  // namespace entente
