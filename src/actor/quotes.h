// Quotations: where marks open and close, over sentences and paragraphs. Pure functions of the tree.
#pragma once

#include <vector>

#include "syntax/tree.h"

namespace entente {

struct Quote {
  TokenRange content;  // without the marks
  uint32_t open = 0;   // the opening mark
  uint32_t close = 0;  // the closing mark, or the token after the paragraph that ends it, or the end of the document
};

bool OpensQuote(std::string_view text);
bool IsQuoteMark(std::string_view text);
// Whether the token begins a line of the text.
bool StartsParagraph(const Tree& tree, uint32_t token);
// In text order, disjoint, none empty. A mark that opens a paragraph while a quotation is open continues it; an
// unclosed one ends with its paragraph. Cost: linear.
std::vector<Quote> QuotesOf(const Tree& tree);

}  // namespace entente
