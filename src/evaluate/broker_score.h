// Measure brokers: third parties ranked from event streams, beside known mediations (docs/format/eval.md).
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// `path`: cases (broker_cases.h); `tools.labels`: the folder of streams. Errors: io.*, stream.*, eval.bad_gold.
Result<EvalReport> ScoreBrokers(const std::string& path, const EvalTools& tools);

}  // namespace entente
