// Scorers of acts and their roles. See scorers.h for the contract, docs/format/eval.md for the definitions.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// Tab-separated, with a header: columns marked_sentence (<s>…</s>, <t>…</t>) and gold_root (PLOVER type).
Result<EvalReport> ScorePlover(const std::string& path, const EvalTools& tools);
// CoNLL: WORD and BIO tag of S, T, R a line, sentences parted by empty lines: source and target of the main event.
Result<EvalReport> ScoreRoles(const std::string& path, const EvalTools& tools);

}  // namespace entente
