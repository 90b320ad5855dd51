#include "actor/speech_view.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace entente {
namespace {

constexpr int kStepsToSubject = 4;

bool IsWordTag(std::string_view tag) {
  constexpr std::array<std::string_view, 10> kMarks = {",",     ".",     "``",  "''",   ":",
                                                       "-LRB-", "-RRB-", "_SP", "HYPH", "NFP"};
  return std::find(kMarks.begin(), kMarks.end(), tag) == kMarks.end();
}

}  // namespace

SpeechView::SpeechView(const Tree& tree) : tree_(tree), quotes_(QuotesOf(tree)) {
  word_.resize(tree.size());
  starts_.resize(tree.size());
  for (uint32_t t = 0; t < tree.size(); ++t) {
    word_[t] = tree.dep(t) != Dep::kPunct && IsWordTag(tree.tag(t));
    starts_[t] = entente::StartsParagraph(tree, t);
  }
  MarkQuotes();
  CountBelow();
}

void SpeechView::MarkQuotes() {
  quoted_.resize(tree_.size());
  closes_.resize(tree_.size());
  crossed_.resize(tree_.size() + 1);
  for (const Quote& quote : quotes_) {
    for (uint32_t t = quote.content.begin; t < quote.content.end; ++t) quoted_[t] = true;
    for (uint32_t t = quote.open + 1; t < quote.close; ++t) crossed_[t] = true;
    if (quote.close < tree_.size()) closes_[quote.close] = true;
  }
}

void SpeechView::CountBelow() {
  below_.resize(tree_.size());
  // Deepest first, so that a token is complete before its head takes it in.
  std::vector<uint32_t> depth(tree_.size());
  for (uint32_t t = 0; t < tree_.size(); ++t) depth[t] = tree_.Depth(t);
  std::vector<uint32_t> order(tree_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return depth[a] > depth[b]; });
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    const char lead = tree_.tag(t).empty() ? ' ' : tree_.tag(t)[0];
    below_[t] = {t, t + 1, 1, quoted_[t] ? 1U : 0U, lead == 'V' || lead == 'M'};
  }
  for (const uint32_t t : order) {
    const uint32_t head = tree_.head(t);
    if (head == t) continue;
    Below& above = below_[head];
    above.begin = std::min(above.begin, below_[t].begin);
    above.end = std::max(above.end, below_[t].end);
    above.tokens += below_[t].tokens;
    above.quoted += below_[t].quoted;
    above.verb |= below_[t].verb;
  }
}

Tokens SpeechView::Subtree(uint32_t t) const {
  Tokens out = {t};
  for (size_t i = 0; i < out.size(); ++i) {
    const auto children = tree_.children(out[i]);
    out.insert(out.end(), children.begin(), children.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string_view SpeechView::Lead(uint32_t t) const {
  const std::string_view tag = tree_.tag(t);
  return tag.starts_with('V') || tag.starts_with('N') ? tag.substr(0, 1) : tag;
}

std::string_view SpeechView::KindOf(int32_t t) const {
  if (t < 0) return "-";
  const uint32_t at = static_cast<uint32_t>(t);
  const Token& token = tree_.document().tokens[at];
  if (token.entity_iob != 'O') return token.entity_type;
  const std::string_view tag = token.tag;
  if (tag == "PRP" || tag == "WP" || tag == "WDT" || tag == "DT" || tag == "EX") return tree_.lemma(at);
  return tag.starts_with("NNP") ? "NNP" : tag;
}

int32_t SpeechView::SubjectOf(uint32_t t) const {
  for (const uint32_t child : tree_.children(t)) {
    if (tree_.dep(child) == Dep::kNsubj || tree_.dep(child) == Dep::kNsubjpass) return static_cast<int32_t>(child);
  }
  return -1;
}

int32_t SpeechView::SharedSubjectOf(uint32_t t) const {
  for (int step = 0; step <= kStepsToSubject; ++step) {
    if (const int32_t subject = SubjectOf(t); subject >= 0) return subject;
    switch (tree_.dep(t)) {
      case Dep::kAcl:
      case Dep::kRelcl:
        return static_cast<int32_t>(tree_.head(t));
      case Dep::kConj:
      case Dep::kAdvcl:
      case Dep::kXcomp:
      case Dep::kPrep:
      case Dep::kPcomp:
      case Dep::kCcomp:
        t = tree_.head(t);
        break;
      default:
        return -1;
    }
  }
  return -1;
}

}  // namespace entente
