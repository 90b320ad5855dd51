// PageUnits: what a page repeats, such as cards that announce other stories: three or more elements side by side of one
// name and class, each with several blocks. Paragraphs of a story stand side by side too, but hold one block each.
//
// Made once a page. Views into the page, which outlives it. Immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "html/page_view.h"

namespace entente {

// Elements side by side that are alike.
struct Unit {
  double count = 0;     // of them; 0: the block is in none
  double blocks = 0;    // in each, on average
  double words = 0;     // the same
  double linked = 0;    // share of their words that are links
  double headed = 0;    // share of them that have a block which is a link from end to end
  double steps_up = 0;  // from the block's element to the one of them it is in
};

class PageUnits {
 public:
  // Cost: linear in the nodes, times the logarithm of the blocks.
  PageUnits(const Page& page, const PageView& view);

  // The nearest around the block.
  Unit Of(size_t block) const;

 private:
  void Group(uint32_t parent);
  bool IsHeaded(std::pair<size_t, size_t> range) const;

  const Page& page_;
  const PageView& view_;
  std::vector<Unit> units_;        // the first says: none
  std::vector<uint32_t> unit_of_;  // by node
};

}  // namespace entente
