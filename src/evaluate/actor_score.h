// Actor codes and dyads beside labels made by hand (docs/format/eval.md, "actors" and "petrarch").
#pragma once

#include <string>

#include "evaluate/scorers.h"

namespace entente {

// `path`: sentences with marked source and target, a table with columns sentence_id and marked_sentence. tools.labels:
// the labels, a table with columns sentence_id, source, target, type.
Result<EvalReport> ScoreActors(const std::string& path, const EvalTools& tools);

// `path`: PETRARCH's unit sentences with their events (XML). tools.labels: the actor dictionary that goes with them.
Result<EvalReport> ScorePetrarch(const std::string& path, const EvalTools& tools);

}  // namespace entente
