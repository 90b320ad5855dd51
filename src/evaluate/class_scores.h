// Scorers of classes. See scorers.h for the contract, docs/format/eval.md for the definitions.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// Lines of SENTENCE tab QUAD (0…4): the quad class of each sentence's main event.
Result<EvalReport> ScoreQuad(const std::string& path, const EvalTools& tools);

}  // namespace entente
