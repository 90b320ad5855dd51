#include "html/page_blocks.h"

#include <cctype>
#include <unordered_map>

#include "html/html_text.h"

namespace entente {
namespace {

bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<uint8_t>(c) >= 0x80; }

constexpr uint32_t kMostCellWords = 12;
constexpr uint32_t kMostRowNodes = 200;
constexpr size_t kMostClassBytes = 300;

// A row of a table of figures: two cells or more, each a few words, nothing nested. Parted cell by cell it says
// nothing.
bool IsRowOfFigures(const HtmlTree& tree, uint32_t row) {
  const auto nodes = tree.nodes();
  if (nodes[row].end - row > kMostRowNodes) return false;
  uint32_t cells = 0;
  uint32_t words = 0;
  for (uint32_t i = row + 1; i < nodes[row].end; ++i) {
    const Tag tag = nodes[i].tag;
    if (tag == Tag::kTd || tag == Tag::kTh) {
      ++cells;
      words = 0;
    } else if (tag == Tag::kText) {
      words += CountWords(nodes[i].text);
      if (words > kMostCellWords) return false;
    } else if (tag == Tag::kTable || tag == Tag::kUl || tag == Tag::kOl || FlowOf(tag) == Flow::kDropped) {
      return false;
    }
  }
  return cells >= 2;
}

// Collects blocks while the page is walked in order.
class BlockCollector {
 public:
  BlockCollector(const HtmlTree& tree, const PageWords& words)
      : tree_(tree), words_(words), inset_(words.MarkKind("inset")) {}

  void Walk() {
    const auto nodes = tree_.nodes();
    for (uint32_t i = 0; i < nodes.size();) {
      LeaveElements(i);
      const HtmlNode& node = nodes[i];
      const Flow flow = FlowOf(node.tag);
      if (node.tag == Tag::kText) {
        Add(i);
      } else if ((flow == Flow::kDropped && node.tag != Tag::kHead) || IsHidden(node) || IsInset(node, flow)) {
        i = node.end;
        continue;
      } else if (flow == Flow::kBreak) {
        if (++breaks_ == 1 && open_) writer_.Break();
        if (breaks_ == 2) Close(true);
      } else if (flow == Flow::kDropped) {
        i = node.end;
        continue;
      } else if (i < row_end_ && flow != Flow::kInline) {
        writer_.Space();
      } else {
        Enter(i, node, flow);
      }
      ++i;
    }
    Close(false);
  }

  std::vector<PageBlock> Take() { return std::move(blocks_); }

 private:
  struct Open {
    uint32_t end;
    uint32_t element;
  };

  bool IsHidden(const HtmlNode& node) const {
    for (const HtmlAttribute& attribute : tree_.AttributesOf(node)) {
      if (attribute.name == "hidden") return true;
    }
    return false;
  }

  // What a paragraph holds for the mouse to uncover: a card about the person named.
  bool IsInset(const HtmlNode& node, Flow flow) {
    if (!open_ || flow != Flow::kInline) return false;
    const std::string_view name = tree_.Attribute(node, "class").substr(0, kMostClassBytes);
    if (name.empty()) return false;
    const auto [at, fresh] = insets_.try_emplace(name, false);
    if (fresh) at->second = (words_.MarksIn(name) & inset_) != 0;
    return at->second;
  }

  void LeaveElements(uint32_t at) {
    while (!elements_.empty() && elements_.back().end <= at) {
      Close(false);
      elements_.pop_back();
    }
  }

  void Enter(uint32_t index, const HtmlNode& node, Flow flow) {
    if (flow != Flow::kInline) {
      Close(false);
      elements_.push_back({node.end, index});
    }
    if (node.tag == Tag::kTr && IsRowOfFigures(tree_, index)) row_end_ = node.end;
    if (node.tag == Tag::kA && node.end > link_end_) {
      link_end_ = node.end;
      pending_link_ = true;
    }
    const bool strong = node.tag == Tag::kB || node.tag == Tag::kStrong || node.tag == Tag::kEm || node.tag == Tag::kI;
    if (strong && node.end > strong_end_) strong_end_ = node.end;
    if (node.tag == Tag::kPre && node.end > pre_end_) pre_end_ = node.end;
  }

  void Add(uint32_t index) {
    const HtmlNode& node = tree_.nodes()[index];
    const bool blank = node.text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
    writer_.Append(node.text, index < pre_end_);
    if (blank) return;
    breaks_ = 0;
    if (!open_) {
      open_ = true;
      block_.element = elements_.empty() ? 0 : elements_.back().element;
      block_.begin = index;
    }
    const uint32_t words = CountWords(node.text);
    block_.words += words;
    if (index < link_end_) block_.linked_words += words;
    if (index < link_end_ && pending_link_) ++block_.links;
    if (index < link_end_) pending_link_ = false;
    if (index < strong_end_) block_.strong_words += words;
    block_.end = index + 1;
  }

  void Close(bool by_break) {
    if (open_) {
      block_.text = writer_.Take();
      if (!block_.text.empty()) blocks_.push_back(std::move(block_));
    }
    writer_ = TextWriter();
    block_ = PageBlock();
    block_.follows_break = by_break;
    open_ = false;
    breaks_ = 0;
  }

  const HtmlTree& tree_;
  const PageWords& words_;
  const KindSet inset_;
  std::unordered_map<std::string_view, bool> insets_;  // by class, which repeat
  std::vector<PageBlock> blocks_;
  std::vector<Open> elements_;
  TextWriter writer_;
  PageBlock block_;
  bool open_ = false;
  bool pending_link_ = false;
  int breaks_ = 0;
  uint32_t link_end_ = 0, strong_end_ = 0, pre_end_ = 0, row_end_ = 0;
};

}  // namespace

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  uint32_t half_words = 0;
  bool inside = false;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    const bool word = IsWordByte(c);
    words += word && !inside ? 1 : 0;
    inside = word;
    // Chinese and Japanese have no spaces: two characters are about a word.
    half_words += byte >= 0xE3 && byte <= 0xE9 ? 1 : 0;
  }
  return words + half_words / 2;
}

std::vector<PageBlock> BlocksOfPage(const HtmlTree& tree, const PageWords& words) {
  BlockCollector collector(tree, words);
  collector.Walk();
  return collector.Take();
}

}  // namespace entente
