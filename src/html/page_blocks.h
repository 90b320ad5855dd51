// PageBlocks: the paragraphs, headings, list items and cells of a page, in document order.
//
// A block is a run of characters that no block-level element, table cell or empty line parts; a row of a table whose
// cells hold a few words each is one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "html/html_tree.h"
#include "html/page_words.h"

namespace entente {

struct PageBlock {
  uint32_t element = 0;  // the block-level element around it
  uint32_t begin = 0;    // its first text node
  uint32_t end = 0;      // behind its last one
  std::string text;      // as TextWriter has it; never empty
  uint32_t words = 0;
  uint32_t linked_words = 0;  // of them, inside <a>
  uint32_t strong_words = 0;  // inside <b>, <strong>, <em>, <i>
  uint32_t links = 0;
  bool follows_break = false;  // parted from the block before by <br> alone
};

// What is `hidden`, what Flow::kDropped drops, and what stands inside a line for the mouse to uncover (the marks
// "inset" of data/html/marks.tsv) is left out. Cost: linear.
std::vector<PageBlock> BlocksOfPage(const HtmlTree& tree, const PageWords& words);

// Runs of letters and digits; in Chinese and Japanese half of the characters.
uint32_t CountWords(std::string_view text);

}  // namespace entente
