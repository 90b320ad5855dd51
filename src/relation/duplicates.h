// Which statements say the same thing: the rules that fact_table.h states, on statements of one dyad.
//
// Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "relation/weights.h"

namespace entente {

// What the rules look at. `slots` is equal for statements that could say the same: kind, actors, type and status.
struct DuplicateCandidate {
  std::string slots;
  std::string_view evidence_text;
  int32_t event_begin_day = 0;  // kNoDay where the text gives no date
  int32_t event_end_day = 0;
  int32_t published_day = 0;  // kNoDay where unknown
};

// For each candidate the index of the first candidate (lowest index) that says the same, itself where none does.
// Transitive. Cost: quadratic in the different evidences of equal slots.
std::vector<uint32_t> GroupDuplicates(std::span<const DuplicateCandidate> candidates, const DuplicateRules& rules);

// |shared words| / |all words| of two texts, lower-cased, punctuation apart; 0 where either has no word.
double WordSimilarity(std::string_view a, std::string_view b);

}  // namespace entente
