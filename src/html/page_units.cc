#include "html/page_units.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace entente {
namespace {

constexpr double kLeastCount = 3;
constexpr double kLeastBlocks = 1.5;
constexpr int kMostStepsUp = 6;

}  // namespace

PageUnits::PageUnits(const Page& page, const PageView& view) : page_(page), view_(view), units_(1) {
  const auto nodes = page.tree.nodes();
  unit_of_.resize(nodes.size());
  // Only elements around blocks can hold units.
  std::vector<char> seen(nodes.size());
  for (const PageBlock& block : page.blocks) {
    for (int32_t at = nodes[block.element].parent; at >= 0 && seen[at] == 0; at = nodes[at].parent) {
      seen[at] = 1;
      Group(static_cast<uint32_t>(at));
    }
  }
}

void PageUnits::Group(uint32_t parent) {
  const auto nodes = page_.tree.nodes();
  struct Sums {
    BlockSums all;
    double count = 0, headed = 0;
    std::vector<uint32_t> members;
  };
  std::unordered_map<size_t, Sums> groups;
  for (uint32_t child = parent + 1; child < nodes[parent].end; child = nodes[child].end) {
    if (nodes[child].tag == Tag::kText) continue;
    const BlockSums inside = view_.Inside(child);
    if (inside.blocks == 0) continue;
    const std::hash<std::string_view> hash;
    Sums& sums = groups[hash(nodes[child].text) * 31 + hash(page_.tree.Attribute(nodes[child], "class"))];
    sums.all.words += inside.words;
    sums.all.linked += inside.linked;
    sums.all.blocks += inside.blocks;
    sums.count += 1;
    sums.headed += IsHeaded(view_.RangeInside(child)) ? 1 : 0;
    sums.members.push_back(child);
  }
  for (const auto& [key, sums] : groups) {
    if (sums.count < kLeastCount || sums.all.blocks < kLeastBlocks * sums.count) continue;
    for (const uint32_t member : sums.members) unit_of_[member] = static_cast<uint32_t>(units_.size());
    units_.push_back({sums.count, sums.all.blocks / sums.count, sums.all.words / sums.count, sums.all.LinkShare(),
                      sums.headed / sums.count, 0});
  }
}

bool PageUnits::IsHeaded(std::pair<size_t, size_t> range) const {
  const auto begin = page_.blocks.begin() + static_cast<std::ptrdiff_t>(range.first);
  const auto end = page_.blocks.begin() + static_cast<std::ptrdiff_t>(range.second);
  return std::any_of(begin, end, [](const PageBlock& block) {
    return block.words >= 3 && block.words <= 30 && block.linked_words == block.words;
  });
}

Unit PageUnits::Of(size_t block) const {
  const auto nodes = page_.tree.nodes();
  auto at = static_cast<int32_t>(page_.blocks[block].element);
  for (int steps = 0; at >= 0 && steps <= kMostStepsUp; at = nodes[at].parent, ++steps) {
    if (unit_of_[at] == 0) continue;
    Unit unit = units_[unit_of_[at]];
    unit.steps_up = steps;
    return unit;
  }
  return {};
}

}  // namespace entente
