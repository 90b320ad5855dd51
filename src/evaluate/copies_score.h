// Wire copies: how many of the copies an editor could make of a text are seen as copies, and how many others are too.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// `path`: a text, NDJSON file, or folder of them. Makes edited copies of each document, with fixed seeds, and groups
// all of them; docs/format/eval.md says which edits. Needs no gold: what was copied from what is known.
Result<EvalReport> ScoreCopies(const std::string& path, const EvalTools& tools);

}  // namespace entente
