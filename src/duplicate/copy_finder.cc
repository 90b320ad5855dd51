#include "duplicate/copy_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace entente {
namespace {

// Stories that a minimum leads to; a phrase that more of them share is everybody's.
constexpr size_t kLatestStories = 16;
// A true copy agrees in fewer minima than expected by so many standard deviations about once in a thousand.
constexpr double kLeeway = 3;
// Among millions, many pairs agree in one minimum by chance, next to none in two. What this loses are texts of a tenth
// of the other's length: one in six of them.
constexpr int kFewestAgreeing = 2;
// Of documents that are compared with many: theirs are kept, so that they are not made again and again.
constexpr size_t kKeptShingles = size_t{8} << 20;

// One place's minimum of a document, by which documents are brought together.
using Entry = uint64_t;  // the minimum above, the document below
uint32_t DocumentOf(Entry entry) { return static_cast<uint32_t>(entry); }
uint32_t MinimumOf(Entry entry) { return static_cast<uint32_t>(entry >> 32); }

// By minimum; the order of documents stays. Three rounds of eleven bits.
void SortByMinimum(std::vector<Entry>& entries, std::vector<Entry>& scratch) {
  constexpr int kBits = 11;
  constexpr uint64_t kMask = (1U << kBits) - 1;
  scratch.resize(entries.size());
  for (int shift = 32; shift < 64; shift += kBits) {
    std::array<size_t, kMask + 2> begin{};
    for (const Entry entry : entries) ++begin[((entry >> shift) & kMask) + 1];
    for (size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    for (const Entry entry : entries) scratch[begin[(entry >> shift) & kMask]++] = entry;
    entries.swap(scratch);
  }
}

class Stories {
 public:
  Stories(std::span<const DocumentSketch> sketches, const std::function<std::string(uint32_t)>& text_of)
      : sketches_(sketches), text_of_(text_of), story_(sketches.size()) {}

  std::vector<uint32_t> Group() {
    for (uint32_t i = 0; i < story_.size(); ++i) story_[i] = i;
    std::vector<Entry> entries, scratch;
    for (size_t place = 0; place < kSketchSize; ++place) {
      entries.clear();
      entries.reserve(sketches_.size());
      for (uint32_t i = 0; i < sketches_.size(); ++i) {
        if (sketches_[i].shingles < kFewestShingles) continue;
        entries.push_back((static_cast<Entry>(sketches_[i].minima[place]) << 32) | i);
      }
      SortByMinimum(entries, scratch);
      JoinRuns(entries);
    }
    for (uint32_t i = 0; i < story_.size(); ++i) story_[i] = Root(i);
    return std::move(story_);
  }

 private:
  void JoinRuns(const std::vector<Entry>& entries) {
    for (size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
      while (end < entries.size() && MinimumOf(entries[end]) == MinimumOf(entries[begin])) ++end;
      if (end - begin > 1) JoinRun(std::span(entries).subspan(begin, end - begin));
    }
  }

  // Documents with the same minimum, in their order: each is compared with the latest of the stories before it.
  void JoinRun(std::span<const Entry> run) {
    latest_.clear();
    for (const Entry entry : run) {
      const uint32_t document = DocumentOf(entry);
      for (const uint32_t other : latest_) {
        if (Root(other) != Root(document) && MayBeCopies(other, document) && AreCopies(other, document)) {
          Join(other, document);
        }
      }
      // One of a story is enough.
      std::erase_if(latest_, [&](uint32_t other) { return Root(other) == Root(document); });
      if (latest_.size() == kLatestStories) latest_.erase(latest_.begin());
      latest_.push_back(document);
    }
  }

  // Do so many minima agree as copies of these lengths would have, chance apart? Saves the text of chance meetings.
  bool MayBeCopies(uint32_t a, uint32_t b) const {
    const DocumentSketch &one = sketches_[a], &other = sketches_[b];
    int agree = 0;
    for (size_t place = 0; place < kSketchSize; ++place) agree += one.minima[place] == other.minima[place] ? 1 : 0;
    if (agree < kFewestAgreeing) return false;
    const double shared = kCopyContainment * std::min(one.shingles, other.shingles);
    const double overlap = shared / (static_cast<double>(one.shingles) + other.shingles - shared);
    const double expected = kSketchSize * overlap;
    return agree >= expected - kLeeway * std::sqrt(expected * (1 - overlap));
  }

  bool AreCopies(uint32_t a, uint32_t b) {
    const uint64_t pair = (static_cast<uint64_t>(std::min(a, b)) << 32) | std::max(a, b);
    if (different_.contains(pair)) return false;
    if (kept_size_ > kKeptShingles) {
      kept_.clear();
      kept_size_ = 0;
    }
    const std::vector<uint64_t>& one = ShinglesOfDocument(a);
    const bool copies = Containment(one, ShinglesOfDocument(b)) >= kCopyContainment;
    if (!copies) different_.insert(pair);
    return copies;
  }

  const std::vector<uint64_t>& ShinglesOfDocument(uint32_t document) {
    const auto [at, is_new] = kept_.try_emplace(document);
    if (is_new) {
      at->second = ShinglesOf(text_of_(document));
      kept_size_ += at->second.size();
    }
    return at->second;
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
  std::vector<uint32_t> latest_;
  std::unordered_set<uint64_t> different_;  // pairs whose texts were compared, so that no pair is read again
  std::unordered_map<uint32_t, std::vector<uint64_t>> kept_;  // by document
  size_t kept_size_ = 0;                                      // in shingles
};

}  // namespace

std::vector<uint32_t> GroupCopies(std::span<const DocumentSketch> sketches,
                                  const std::function<std::string(uint32_t)>& text_of) {
  return Stories(sketches, text_of).Group();
}

}  // namespace entente
