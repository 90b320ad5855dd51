// HtmlText: a page, a part of it, or a fragment of HTML as plain text.
//
// Pure functions and a writer for those who walk a tree themselves.
#pragma once

#include <string>
#include <string_view>

#include "html/html_tree.h"

namespace entente {

// Text with white space as a reader sees it: runs of it are one space, blocks are parted by a blank line, list items,
// table rows and <br> by a line end. No space at the begin or end of a line.
class TextWriter {
 public:
  // `preserve`: line ends stay (inside <pre>).
  void Append(std::string_view characters, bool preserve = false);
  void Space() { space_ = true; }
  void Line() { lines_ = lines_ < 1 ? 1 : lines_; }
  void Break() { lines_ = lines_ < 2 ? lines_ + 1 : 2; }  // two in a row part paragraphs
  void Block() { lines_ = 2; }
  const std::string& text() const { return text_; }
  std::string Take();

 private:
  void PutGap();

  std::string text_;
  bool space_ = false;
  int lines_ = 0;
};

// The text of node `index` and all inside, without scripts, styles, form controls, <head> and what is `hidden`.
std::string TextOf(const HtmlTree& tree, size_t index);

// A fragment (what stands in a feed's <description>) or a page; bytes that are no UTF-8 become U+FFFD. Entities are
// decoded. Where the parser refuses (HtmlTree::Parse), empty. Cost: linear.
std::string HtmlToText(std::string_view html);

}  // namespace entente
