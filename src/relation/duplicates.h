// Which statements say the same thing: the rules that fact_table.h states.
//
// Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "relation/fact_table.h"
#include "relation/weights.h"

namespace entente {

// What the rules look at. `slots` is equal for statements that could say the same: kind, actors, type and status.
struct DuplicateCandidate {
  std::string slots;
  std::string_view evidence_text;
  int32_t event_begin_day = 0;  // kNoDay where the text gives no date
  int32_t event_end_day = 0;
  int32_t published_day = 0;  // kNoDay where unknown
  uint32_t story = kNoStory;  // of its document
  // For acts that other words may tell too; ignored where `act` is false.
  bool act = false;
  uint32_t document = 0;        // any number, the same for statements of one document
  uint32_t evidence_begin = 0;  // byte in the document
  std::string_view word;        // what names the act; empty where unknown
  std::string_view type;
  std::array<std::string_view, 2> persons;  // named in its two slots; empty where none is
};

// For each candidate the index of the first candidate (lowest index) that says the same, itself where none does.
// Candidates come in order of publication. Cost: near-linear; of very many statements with the same words only the
// latest are compared.
std::vector<uint32_t> GroupDuplicates(std::span<const DuplicateCandidate> candidates, const DuplicateRules& rules);

// |shared words| / |all words| of two texts, lower-cased, punctuation apart; 0 where either has no word.
double WordSimilarity(std::string_view a, std::string_view b);

}  // namespace entente
