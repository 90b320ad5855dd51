#include "actor/quotes.h"

#include <algorithm>

namespace entente {
namespace {

bool Closes(std::string_view text) { return text == "\u201d"; }
// Two apostrophes open as well as close in typewritten news.
bool Straight(std::string_view text) { return text == "\"" || text == "''"; }

}  // namespace

bool OpensQuote(std::string_view text) { return text == "\u201c" || text == "``"; }
bool IsQuoteMark(std::string_view text) { return OpensQuote(text) || Straight(text) || Closes(text); }

bool StartsParagraph(const Tree& tree, uint32_t token) {
  if (token == 0) return true;
  const std::vector<Token>& tokens = tree.document().tokens;
  const std::string_view gap = Slice(tree.document().text, {tokens[token - 1].span.begin, tokens[token].span.begin});
  return std::count(gap.begin(), gap.end(), '\n') >= 1;
}

std::vector<Quote> QuotesOf(const Tree& tree) {
  std::vector<Quote> out;
  bool open = false;
  Quote current;
  auto close_at = [&](uint32_t t) {
    current.content.end = t;
    current.close = t;
    if (current.content.end > current.content.begin) out.push_back(current);
    open = false;
  };
  for (uint32_t t = 0; t < tree.size(); ++t) {
    const std::string_view text = tree.text(t);
    const bool may_open = OpensQuote(text) || Straight(text);
    const bool starts = open && StartsParagraph(tree, t);
    if (starts && !may_open) close_at(t);
    if (!may_open && !Closes(text)) continue;
    if (starts && may_open) continue;
    if (!open && may_open) {
      open = true;
      current = Quote{{t + 1, t + 1}, t, t};
    } else if (open && !OpensQuote(text)) {
      close_at(t);
    }
  }
  if (open) close_at(tree.size());
  return out;
}

}  // namespace entente
