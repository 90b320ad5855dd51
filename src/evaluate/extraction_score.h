// Article extraction beside gold bodies. See scorers.h for the contract, docs/format/eval.md for the definition.
#pragma once

#include "evaluate/scorers.h"

namespace entente {

// `path`: a folder with ground-truth.json ({id: {"articleBody", "url"}}) and pages/ID.html or ID.html.gz. Errors
// listed: pages by what they lose, the worst first.
Result<EvalReport> ScoreExtraction(const std::string& path, const EvalTools& tools);

// Precision and recall of runs of four words; nothing where there are none to be right or found.
struct ShingleScore {
  double precision = 0, recall = 0;
  bool has_precision = false, has_recall = false;
};
ShingleScore ScoreShingles(std::string_view gold, std::string_view text);

}  // namespace entente
