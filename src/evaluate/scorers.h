// The scorers behind `entente eval NAME FILE`: each reads one file of gold and lets the rooms answer the same
// questions.
#pragma once

#include <string>
#include <string_view>

#include "actor/actor_finder.h"
#include "duplicate/event_grouper.h"
#include "entente/evaluation.h"
#include "entente/language.h"
#include "event/coder.h"
#include "value/value_finder.h"

namespace entente {

// The rooms as the engine has them. Views; the engine outlives the scoring.
struct EvalTools {
  const LanguageModel& model;
  const ActorFinder& actors;
  const ValueFinder& values;
  const Coder& coder;
  const EventGrouper& grouper;
  std::string_view labels = {};  // a second file, for measures whose gold stands apart from its texts
};

// `path`: the file or folder of gold, for errors and for reading. Errors: io.*; eval.bad_gold (kInvalidInput), naming
// file and line. Cost: that of coding the texts.
using Scorer = Result<EvalReport> (*)(const std::string& path, const EvalTools& tools);

// Errors: eval.unknown_measure (kNotFound).
Result<EvalReport> RunScorer(std::string_view measure, const std::string& path, const EvalTools& tools);

}  // namespace entente
