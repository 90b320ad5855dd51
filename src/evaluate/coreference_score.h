// Do pronouns and definite descriptions of news lead to the right name? Definitions: docs/format/eval.md.
#pragma once

#include <string>

#include "evaluate/scorers.h"

namespace entente {

// `path`: a CoNLL-U file of GUM, or a folder of them. Errors: io.unreadable, eval.bad_gold.
Result<EvalReport> ScoreCoreference(const std::string& path, const EvalTools& tools);

}  // namespace entente
