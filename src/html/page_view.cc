#include "html/page_view.h"

#include <algorithm>
#include <array>
#include <functional>

namespace entente {
namespace {

constexpr uint32_t kGoodWords = 12;
constexpr double kGoodLinkShare = 0.34;
constexpr double kCoreShare = 0.6;

bool IsGoodBlock(const PageBlock& block) {
  return block.words >= kGoodWords && block.linked_words < kGoodLinkShare * block.words && EndsSentence(block.text);
}

// Attributes whose words say what is inside.
constexpr std::array<std::string_view, 9> kTelling = {
    "class", "id", "itemprop", "role", "aria-label", "data-component", "data-type", "data-testid", "data-module"};

bool Hides(const HtmlAttribute& attribute) {
  if (attribute.name == "aria-hidden") return attribute.value == "true";
  if (attribute.name != "style") return false;
  std::string style(attribute.value.substr(0, 200));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

size_t Mixed(size_t hash, std::string_view text) { return hash * 1000003 ^ std::hash<std::string_view>()(text); }

}  // namespace

bool EndsSentence(std::string_view text) {
  for (const std::string_view closing : {"\"", "'", ")", "]", "”", "’", "»", " "}) {
    if (text.ends_with(closing)) text.remove_suffix(closing.size());
  }
  for (const std::string_view stop : {".", "!", "?", "…", ":", "。", "！", "？"}) {
    if (text.ends_with(stop)) return true;
  }
  return false;
}

PageView::PageView(const Page& page) : page_(page) {
  for (const PageBlock& block : page.blocks) good_.push_back(IsGoodBlock(block) ? 1 : 0);
  MarkNodes();
  Sum();
  FindCore();
  Sign();
}

void PageView::MarkNodes() {
  const auto nodes = page_.tree.nodes();
  marks_.resize(nodes.size());
  hidden_.resize(nodes.size());
  std::unordered_map<std::string_view, KindSet> known;  // class attributes repeat
  for (size_t i = 0; i < nodes.size(); ++i) {
    // <body> tells what the page has somewhere, not what is inside.
    if (nodes[i].tag == Tag::kText || nodes[i].tag == Tag::kBody || nodes[i].tag == Tag::kHtml) continue;
    for (const HtmlAttribute& attribute : page_.tree.AttributesOf(nodes[i])) {
      if (Hides(attribute)) hidden_[i] = 1;
      if (std::find(kTelling.begin(), kTelling.end(), attribute.name) == kTelling.end()) continue;
      const std::string_view value = attribute.value.substr(0, 300);
      const auto [at, fresh] = known.try_emplace(value, 0);
      if (fresh) at->second = page_.words.MarksIn(value);
      marks_[i] |= at->second;
    }
  }
}

void PageView::Sum() {
  sums_.resize(page_.blocks.size() + 1);
  for (size_t i = 0; i < page_.blocks.size(); ++i) {
    const PageBlock& block = page_.blocks[i];
    const BlockSums& before = sums_[i];
    sums_[i + 1] = {before.words + block.words, before.linked + block.linked_words,
                    before.good + (good_[i] ? block.words : 0), before.blocks + 1};
  }
}

std::pair<size_t, size_t> PageView::RangeInside(uint32_t index) const {
  const auto& blocks = page_.blocks;
  const auto before = [](const PageBlock& block, uint32_t node) { return block.begin < node; };
  const auto first = std::lower_bound(blocks.begin(), blocks.end(), index, before);
  const auto last = std::lower_bound(first, blocks.end(), page_.tree.nodes()[index].end, before);
  return {static_cast<size_t>(first - blocks.begin()), static_cast<size_t>(last - blocks.begin())};
}

BlockSums PageView::Inside(uint32_t index) const {
  const auto [first, last] = RangeInside(index);
  const BlockSums &a = sums_[first], &b = sums_[last];
  return {b.words - a.words, b.linked - a.linked, b.good - a.good, b.blocks - a.blocks};
}

void PageView::FindCore() {
  const auto nodes = page_.tree.nodes();
  if (nodes.empty()) return;
  for (bool deeper = true; deeper;) {
    deeper = false;
    const double need = kCoreShare * Inside(core_).good;
    for (uint32_t child = core_ + 1; need > 0 && child < nodes[core_].end; child = nodes[child].end) {
      if (nodes[child].tag == Tag::kText || nodes[child].tag == Tag::kP || Inside(child).good < need) continue;
      core_ = child;
      deeper = true;
      break;
    }
  }
}

uint32_t PageView::Above(uint32_t index, int steps) const {
  const auto nodes = page_.tree.nodes();
  for (; steps > 0 && nodes[index].parent >= 0; --steps) index = static_cast<uint32_t>(nodes[index].parent);
  return index;
}

void PageView::Sign() {
  std::unordered_map<size_t, size_t> numbers;
  const auto nodes = page_.tree.nodes();
  for (size_t i = 0; i < page_.blocks.size(); ++i) {
    size_t hash = 0;
    for (int up = 0; up < 2; ++up) {
      const HtmlNode& node = nodes[Above(page_.blocks[i].element, up)];
      hash = Mixed(Mixed(hash, node.text), page_.tree.Attribute(node, "class"));
    }
    const size_t number = numbers.try_emplace(hash, numbers.size()).first->second;
    signatures_.push_back(number);
    signature_sums_.resize(numbers.size());
    BlockSums& sums = signature_sums_[number];
    sums.words += page_.blocks[i].words;
    sums.linked += page_.blocks[i].linked_words;
    sums.good += good_[i] ? page_.blocks[i].words : 0;
    sums.blocks += 1;
  }
}

}  // namespace entente
