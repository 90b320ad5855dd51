// BlockFeatures: what is known of each block of a page, as numbers that the trained trees weigh.
//
// Pure functions of page and word tables. train/articles.py trains on the same rows.
#pragma once

#include <string>
#include <vector>

#include "html/html_tree.h"
#include "html/page_blocks.h"
#include "html/page_facts.h"
#include "html/page_words.h"

namespace entente {

// One row a block, all of one width.
struct FeatureRows {
  size_t width = 0;
  std::vector<float> values;
  const float* Row(size_t block) const { return values.data() + block * width; }
};

struct Page {
  const HtmlTree& tree;
  const std::vector<PageBlock>& blocks;
  const PageFacts& facts;
  const PageWords& words;
};

// `names`: filled with the name of each column where not null. Cost: linear in the page, times the depth of its tree.
FeatureRows FeaturesOf(const Page& page, std::vector<std::string>* names = nullptr);

// A hash for each word (letters and digits; ASCII case aside) of a text.
std::vector<uint64_t> WordHashes(std::string_view text);

}  // namespace entente
