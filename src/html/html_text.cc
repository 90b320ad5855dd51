#include "html/html_text.h"

#include "base/utf8.h"
#include "html/charset.h"

namespace entente {
namespace {

// The length of white space at text[at], no-break and zero-width ones included; 0 where there is none.
size_t SpaceLength(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\0') return 1;
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with("\xC2\xA0")) return 2;                                                // U+00A0
  if (rest == "\xE2\x80\xAF" || rest == "\xE2\x80\x89" || rest == "\xE3\x80\x80") return 3;  // U+202F, U+2009, U+3000
  return 0;
}

// Characters that are not seen: soft hyphen, zero-width space, joiners at the edge, byte-order mark.
size_t UnseenLength(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with("\xC2\xAD")) return 2;
  return rest == "\xE2\x80\x8B" || rest == "\xEF\xBB\xBF" || rest == "\xE2\x81\xA0" ? 3 : 0;
}

bool IsHidden(const HtmlTree& tree, const HtmlNode& node) {
  for (const HtmlAttribute& attribute : tree.AttributesOf(node)) {
    if (attribute.name == "hidden") return true;
  }
  return false;
}

void PutGapOf(Flow flow, TextWriter& out) {
  switch (flow) {
    case Flow::kBlock:
      return out.Block();
    case Flow::kLine:
      return out.Line();
    case Flow::kCell:
      return out.Space();
    default:
      return;
  }
}

}  // namespace

void TextWriter::PutGap() {
  if (!text_.empty()) {
    if (lines_ > 0) {
      text_.append(static_cast<size_t>(lines_), '\n');
    } else if (space_) {
      text_ += ' ';
    }
  }
  lines_ = 0;
  space_ = false;
}

void TextWriter::Append(std::string_view characters, bool preserve) {
  for (size_t at = 0; at < characters.size();) {
    if (const size_t unseen = UnseenLength(characters, at); unseen > 0) {
      at += unseen;
    } else if (const size_t space = SpaceLength(characters, at); space > 0) {
      if (preserve && characters[at] == '\n') {
        Break();
      } else {
        space_ = true;
      }
      at += space;
    } else {
      if (space_ || lines_ > 0) PutGap();
      text_ += characters[at++];
    }
  }
}

std::string TextWriter::Take() {
  std::string out = std::move(text_);
  *this = TextWriter();
  return out;
}

std::string TextOf(const HtmlTree& tree, size_t index) {
  TextWriter out;
  const auto nodes = tree.nodes();
  // Blocks that are open, to end them; <pre> keeps its lines.
  std::vector<std::pair<uint32_t, Flow>> open;
  uint32_t pre_end = 0;
  for (size_t i = index; i < nodes[index].end;) {
    while (!open.empty() && open.back().first <= i) {
      PutGapOf(open.back().second, out);
      open.pop_back();
    }
    const HtmlNode& node = nodes[i];
    const Flow flow = FlowOf(node.tag);
    if (node.tag == Tag::kText) {
      out.Append(node.text, i < pre_end);
    } else if (flow == Flow::kDropped || IsHidden(tree, node)) {
      i = node.end;
      continue;
    } else if (flow == Flow::kBreak) {
      out.Break();
    } else if (flow != Flow::kInline) {
      PutGapOf(flow, out);
      open.emplace_back(node.end, flow);
      if (node.tag == Tag::kPre || node.tag == Tag::kPlaintext || node.tag == Tag::kXmp) pre_end = node.end;
    }
    ++i;
  }
  return out.Take();
}

std::string HtmlToText(std::string_view html) {
  uint64_t replaced = 0;
  std::string mended;
  if (FirstInvalidUtf8(html) < html.size()) html = mended = MendUtf8(html, replaced);
  const Result<HtmlTree> tree = HtmlTree::Parse(html);
  if (!tree.ok()) return {};
  for (size_t i = 0; i < tree->nodes().size(); ++i) {
    if (tree->nodes()[i].tag == Tag::kBody) return TextOf(*tree, i);
  }
  return {};
}

}  // namespace entente
