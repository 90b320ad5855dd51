#include "duplicate/average_link.h"

#include <algorithm>
#include <map>
#include <queue>

namespace entente {
namespace {

// Sums are kept as integers, so that the order of adding cannot matter.
constexpr double kUnits = 1 << 20;

struct Join {
  double fit = 0;
  uint32_t low = 0, high = 0;
  uint32_t low_version = 0, high_version = 0;
  // The best fit first; of equals the lowest indices.
  bool operator<(const Join& other) const {
    if (fit != other.fit) return fit < other.fit;
    if (low != other.low) return low > other.low;
    return high > other.high;
  }
};

class Linker {
 public:
  Linker(uint32_t count, std::span<const ScoredPair> pairs, float missing)
      : missing_(missing), groups_(count), root_(count) {
    for (uint32_t i = 0; i < count; ++i) root_[i] = i;
    for (const ScoredPair& pair : pairs) {
      const auto gain = static_cast<int64_t>((static_cast<double>(pair.score) - missing_) * kUnits);
      groups_[pair.first].gains[pair.second] = gain;
      groups_[pair.second].gains[pair.first] = gain;
    }
    for (const ScoredPair& pair : pairs) Offer(pair.first, pair.second);
  }

  std::vector<uint32_t> Link() {
    while (!queue_.empty()) {
      const Join join = queue_.top();
      queue_.pop();
      const bool current =
          groups_[join.low].version == join.low_version && groups_[join.high].version == join.high_version;
      if (current) Merge(join.low, join.high);
    }
    std::vector<uint32_t> roots(root_.size());
    for (uint32_t i = 0; i < roots.size(); ++i) roots[i] = Root(i);
    return roots;
  }

 private:
  struct Group {
    uint32_t size = 1;
    uint32_t version = 0;               // changes with every join; a group that went into another never fits again
    std::map<uint32_t, int64_t> gains;  // by group: how much the pairs between the two are above `missing`
  };

  uint32_t Root(uint32_t i) {
    while (root_[i] != i) i = root_[i] = root_[root_[i]];
    return i;
  }

  void Offer(uint32_t a, uint32_t b) {
    const uint32_t low = std::min(a, b), high = std::max(a, b);
    const double pairs = static_cast<double>(groups_[low].size) * groups_[high].size;
    const double fit = static_cast<double>(groups_[low].gains[high]) / (pairs * kUnits) + missing_;
    if (fit > 0) queue_.push({fit, low, high, groups_[low].version, groups_[high].version});
  }

  void Merge(uint32_t low, uint32_t high) {
    Group& kept = groups_[low];
    Group& gone = groups_[high];
    kept.gains.erase(high);
    for (const auto& [other, gain] : gone.gains) {
      if (other == low) continue;
      kept.gains[other] += gain;
      groups_[other].gains.erase(high);
      groups_[other].gains[low] += gain;
    }
    gone.gains.clear();
    kept.size += gone.size;
    ++kept.version;
    ++gone.version;
    root_[high] = low;
    for (const auto& [other, gain] : kept.gains) Offer(low, other);
  }

  double missing_;
  std::vector<Group> groups_;
  std::vector<uint32_t> root_;
  std::priority_queue<Join> queue_;
};

}  // namespace

std::vector<uint32_t> AverageLink(uint32_t count, std::span<const ScoredPair> pairs, float missing) {
  return Linker(count, pairs, missing).Link();
}

}  // namespace entente
