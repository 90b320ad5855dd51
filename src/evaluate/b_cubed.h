// B³: how far a grouping agrees with gold, item by item (Bagga and Baldwin 1998).
#pragma once

#include <cstdint>
#include <span>

#include "evaluate/found_counts.h"

namespace entente {

struct BCubed {
  double precision = 0;  // mean over items: of its predicted group, the share that is of its gold group
  double recall = 0;     // mean over items: of its gold group, the share that is in its predicted group
  double f1() const { return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0; }
};

// Group numbers of the same items. Zeros where there are none. Cost: n log n.
BCubed ScoreBCubed(std::span<const uint32_t> gold, std::span<const uint32_t> predicted);

// The same over pairs of items: of the pairs put together, the share that belongs together, and the other way round.
struct PairScore {
  uint64_t together = 0;  // predicted
  uint64_t gold = 0;
  uint64_t right = 0;
  double precision() const { return Proportion(right, together); }
  double recall() const { return Proportion(right, gold); }
};
PairScore ScorePairs(std::span<const uint32_t> gold, std::span<const uint32_t> predicted);

}  // namespace entente
