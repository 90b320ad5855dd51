// GAP (Webster et al. 2018): is a pronoun one of two persons named beside it? Definitions: docs/format/eval.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actor/annotation.h"
#include "evaluate/scorers.h"

namespace entente {

struct GapName {
  Span span;
  bool same = false;  // the pronoun stands for it
};

// One line of a GAP file. Views into its bytes.
struct GapCase {
  std::string_view id, text, pronoun;
  uint32_t offset = 0;  // of the pronoun, in bytes
  GapName a, b;
  size_t line = 0;
};

// Errors: eval.bad_gold, naming file and line.
Result<std::vector<GapCase>> ReadGap(std::string_view bytes, const std::string& path);
bool IsFeminine(std::string_view pronoun);
// The token at a byte of the text, or -1.
int32_t PronounAt(const ParsedDocument& parsed, uint32_t offset);
// Whether a mention of `actor` stands on the name's words.
bool Names(const ParsedDocument& parsed, const ActorAnnotation& actors, Span name, uint32_t actor);

// F1 of the two yes-or-no answers a line; by gender; bias.
Result<EvalReport> ScoreGap(const std::string& path, const EvalTools& tools);

}  // namespace entente
