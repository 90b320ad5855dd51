#include "evaluate/b_cubed.h"

#include <map>
#include <utility>

namespace entente {

BCubed ScoreBCubed(std::span<const uint32_t> gold, std::span<const uint32_t> predicted) {
  std::map<uint32_t, double> gold_size, predicted_size;
  std::map<std::pair<uint32_t, uint32_t>, double> both;
  for (size_t i = 0; i < gold.size(); ++i) {
    ++gold_size[gold[i]];
    ++predicted_size[predicted[i]];
    ++both[{gold[i], predicted[i]}];
  }
  BCubed score;
  // `count` items share both groups, and each of them agrees with `count` others.
  for (const auto& [groups, count] : both) {
    score.precision += count * count / predicted_size[groups.second];
    score.recall += count * count / gold_size[groups.first];
  }
  const double items = gold.empty() ? 1 : static_cast<double>(gold.size());
  return {score.precision / items, score.recall / items};
}

PairScore ScorePairs(std::span<const uint32_t> gold, std::span<const uint32_t> predicted) {
  std::map<uint32_t, uint64_t> gold_size, predicted_size;
  std::map<std::pair<uint32_t, uint32_t>, uint64_t> both;
  for (size_t i = 0; i < gold.size(); ++i) {
    ++gold_size[gold[i]];
    ++predicted_size[predicted[i]];
    ++both[{gold[i], predicted[i]}];
  }
  const auto pairs = [](uint64_t items) { return items * (items - 1) / 2; };
  PairScore score;
  for (const auto& [group, count] : gold_size) score.gold += pairs(count);
  for (const auto& [group, count] : predicted_size) score.together += pairs(count);
  for (const auto& [groups, count] : both) score.right += pairs(count);
  return score;
}

}  // namespace entente
