// Scorers of third parties. See scorers.h for the contract, docs/format/eval.md for the definitions.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// NDJSON: "text", the "pair_codes" and "pair" (names) of two sides, "mediators" with code, surfaces and "helped", the
// codes that readers leave open ("ambiguous", "offer_only").
Result<EvalReport> ScoreMediation(const std::string& path, const EvalTools& tools);
// A text a line (the first cell, where there are tabs) without a third party: each that is printed is false.
Result<EvalReport> ScoreOrdinary(const std::string& path, const EvalTools& tools);

}  // namespace entente
