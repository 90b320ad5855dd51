// Scorers of how acts are told. See scorers.h for the contract, docs/format/eval.md for the definitions.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// The UW corpus's factuality of words (factuality_gold.h), −3…3: mean absolute error and Pearson's r.
Result<EvalReport> ScoreFactuality(const std::string& path, const EvalTools& tools);

// Lines of STATUS, WORD, SOURCE, TARGET, SENTENCE between tabs; "#" opens a remark.
Result<EvalReport> ScoreStatus(const std::string& path, const EvalTools& tools);

}  // namespace entente
