// What became of every candidate of a document: kept, or why not. For --format explain; costs nothing where none is
// asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/statement.h"
#include "learn/features.h"

namespace entente {

struct TracedCandidate {
  uint32_t predicate = 0;  // token
  Statement statement;     // empty evidence: a word of the patterns that made no statement
  bool kept = false;
  std::string why;
  bool judged = false;                        // whole: kept, or left out for its confidence alone
  Features features{Features::Names::kKeep};  // of judged events: what their confidence was made from
};

using Trace = std::vector<TracedCandidate>;

}  // namespace entente
