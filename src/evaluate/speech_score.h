// Scorer of attributions: who says what. docs/format/eval.md has the definition.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

Result<EvalReport> ScoreSpeech(const std::string& path, const EvalTools& tools);

}  // namespace entente
