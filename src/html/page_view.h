// PageView: sums over blocks inside any element, in constant time or a few steps. Made once a page.
//
// Views into the page, which outlives it. Immutable after construction.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "html/block_features.h"

namespace entente {

// Words of blocks, and of those among them that read like running text.
struct BlockSums {
  double words = 0, linked = 0, good = 0, blocks = 0;
  double LinkShare() const { return words > 0 ? linked / words : 0; }
};

class PageView {
 public:
  explicit PageView(const Page& page);

  // A dozen words or more, few of them links, ending like a sentence.
  bool IsGood(size_t block) const { return good_[block]; }
  const BlockSums& all() const { return sums_.back(); }
  // Of the blocks inside node `index`.
  BlockSums Inside(uint32_t index) const;
  // First and last + 1 of those blocks.
  std::pair<size_t, size_t> RangeInside(uint32_t index) const;
  // The smallest element with most of the good words: from the root down while one child holds `kCoreShare` of them.
  uint32_t core() const { return core_; }
  // Of class, id, role and itemprop of the node.
  KindSet MarksOf(uint32_t index) const { return marks_[index]; }
  // Itself, not by what is around it: style display:none or visibility:hidden, aria-hidden.
  bool IsHidden(uint32_t index) const { return hidden_[index] != 0; }
  // Blocks whose element and its parent have the same tags and classes have the same number.
  size_t SignatureOf(size_t block) const { return signatures_[block]; }
  const BlockSums& OfSignature(size_t signature) const { return signature_sums_[signature]; }
  size_t signatures() const { return signature_sums_.size(); }
  // The ancestor `steps` above (0: itself); the topmost where there are fewer.
  uint32_t Above(uint32_t index, int steps) const;

 private:
  void MarkNodes();
  void Sum();
  void FindCore();
  void Sign();

  const Page& page_;
  std::vector<char> good_;
  std::vector<BlockSums> sums_;  // of all blocks before
  std::vector<KindSet> marks_;
  std::vector<char> hidden_;
  std::vector<size_t> signatures_;
  std::vector<BlockSums> signature_sums_;
  uint32_t core_ = 0;
};

// Ends like a sentence: a stop, or a quotation's end behind one.
bool EndsSentence(std::string_view text);

}  // namespace entente
