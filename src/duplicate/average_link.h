// Groups from scored pairs, by average link: the two groups whose members fit best on average are joined, again and
// again, as long as they fit at all.
//
// Pure functions. The same edges give the same groups, in whatever order they come.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

struct ScoredPair {
  uint32_t first = 0;
  uint32_t second = 0;
  float score = 0;  // above 0: rather one than two
};

// For each of `count` items the lowest index of its group. Pairs that are not given score `missing` (< 0); a pair is
// given at most once. Cost: e log e in the pairs, times the joins of one group.
std::vector<uint32_t> AverageLink(uint32_t count, std::span<const ScoredPair> pairs, float missing);

}  // namespace entente
