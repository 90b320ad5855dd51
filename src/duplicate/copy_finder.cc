#include "duplicate/copy_finder.h"

#include <algorithm>
#include <unordered_map>

namespace entente {
namespace {

// Stories that a minimum leads to; a phrase that more of them share is everybody's.
constexpr size_t kLatestStories = 16;

class Stories {
 public:
  Stories(std::span<const DocumentSketch> sketches, const std::function<std::string(uint32_t)>& text_of)
      : sketches_(sketches), text_of_(text_of), story_(sketches.size()) {}

  std::vector<uint32_t> Group() {
    for (uint32_t i = 0; i < sketches_.size(); ++i) {
      story_[i] = i;
      if (sketches_[i].shingles < kFewestShingles) continue;
      for (const uint32_t other : CandidatesOf(i)) {
        if (Root(other) != Root(i) && AreCopies(other, i)) Join(other, i);
      }
      Remember(i);
    }
    for (uint32_t i = 0; i < story_.size(); ++i) story_[i] = Root(i);
    return std::move(story_);
  }

 private:
  static uint64_t KeyOf(size_t place, uint32_t least) { return (static_cast<uint64_t>(place) << 32) | least; }

  // Those that agree in most minima first, so that a true copy is checked before chance meetings.
  std::vector<uint32_t> CandidatesOf(uint32_t document) const {
    std::unordered_map<uint32_t, int> votes;
    for (size_t place = 0; place < kSketchSize; ++place) {
      const auto found = holders_.find(KeyOf(place, sketches_[document].minima[place]));
      if (found == holders_.end()) continue;
      for (const uint32_t other : found->second) ++votes[other];
    }
    std::vector<std::pair<int, uint32_t>> ranked;
    for (const auto& [other, count] : votes) ranked.emplace_back(-count, other);
    std::sort(ranked.begin(), ranked.end());
    std::vector<uint32_t> out;
    for (const auto& [count, other] : ranked) out.push_back(other);
    return out;
  }

  bool AreCopies(uint32_t a, uint32_t b) {
    // The text of the newest document is compared with several.
    if (newest_ != b) newest_shingles_ = ShinglesOf(text_of_(b));
    newest_ = b;
    return Containment(ShinglesOf(text_of_(a)), newest_shingles_) >= kCopyContainment;
  }

  void Remember(uint32_t document) {
    for (size_t place = 0; place < kSketchSize; ++place) {
      std::vector<uint32_t>& list = holders_[KeyOf(place, sketches_[document].minima[place])];
      // One of a story is enough where they agree.
      std::erase_if(list, [&](uint32_t other) { return Root(other) == Root(document); });
      if (list.size() == kLatestStories) list.erase(list.begin());
      list.push_back(document);
    }
  }

  uint32_t Root(uint32_t i) {
    while (story_[i] != i) i = story_[i] = story_[story_[i]];
    return i;
  }

  void Join(uint32_t a, uint32_t b) {
    a = Root(a);
    b = Root(b);
    story_[std::max(a, b)] = std::min(a, b);
  }

  std::span<const DocumentSketch> sketches_;
  const std::function<std::string(uint32_t)>& text_of_;
  std::vector<uint32_t> story_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> holders_;
  std::vector<uint64_t> newest_shingles_;
  uint32_t newest_ = UINT32_MAX;
};

}  // namespace

std::vector<uint32_t> GroupCopies(std::span<const DocumentSketch> sketches,
                                  const std::function<std::string(uint32_t)>& text_of) {
  return Stories(sketches, text_of).Group();
}

}  // namespace entente
