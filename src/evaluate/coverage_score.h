// What the dictionaries lack, measured on texts: names no actor was found for, and why.
#pragma once

#include <string>

#include "evaluate/scorers.h"

namespace entente {

// `path`: texts or NDJSON, or a folder of them; needs no gold. Figures: of the parser's names of each kind, the share
// with an actor who has a code. Errors listed: unresolved names, the most frequent first.
Result<EvalReport> ScoreCoverage(const std::string& path, const EvalTools& tools);

}  // namespace entente
