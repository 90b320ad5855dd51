#include "html/html_tree.h"

#include <lexbor/dom/interfaces/character_data.h>
#include <lexbor/html/html.h>

#include <algorithm>
#include <array>
#include <limits>

namespace entente {
namespace {

struct TagRow {
  lxb_tag_id_t id;
  Tag tag;
  Flow flow;
};

using enum Flow;

// The rendering section of the HTML standard, as far as it parts text. One line a tag.
constexpr TagRow kTags[] = {
    {LXB_TAG_A, Tag::kA, kInline},
    {LXB_TAG_ADDRESS, Tag::kAddress, kBlock},
    {LXB_TAG_ARTICLE, Tag::kArticle, kBlock},
    {LXB_TAG_ASIDE, Tag::kAside, kBlock},
    {LXB_TAG_AUDIO, Tag::kAudio, kDropped},
    {LXB_TAG_B, Tag::kB, kInline},
    {LXB_TAG_BASE, Tag::kBase, kDropped},
    {LXB_TAG_BLOCKQUOTE, Tag::kBlockquote, kBlock},
    {LXB_TAG_BODY, Tag::kBody, kBlock},
    {LXB_TAG_BR, Tag::kBr, kBreak},
    {LXB_TAG_BUTTON, Tag::kButton, kDropped},
    {LXB_TAG_CANVAS, Tag::kCanvas, kDropped},
    {LXB_TAG_CAPTION, Tag::kCaption, kBlock},
    {LXB_TAG_CENTER, Tag::kCenter, kBlock},
    {LXB_TAG_CITE, Tag::kCite, kInline},
    {LXB_TAG_DD, Tag::kDd, kLine},
    {LXB_TAG_DETAILS, Tag::kDetails, kBlock},
    {LXB_TAG_DIALOG, Tag::kDialog, kBlock},
    {LXB_TAG_DIV, Tag::kDiv, kBlock},
    {LXB_TAG_DL, Tag::kDl, kBlock},
    {LXB_TAG_DT, Tag::kDt, kLine},
    {LXB_TAG_EM, Tag::kEm, kInline},
    {LXB_TAG_EMBED, Tag::kEmbed, kDropped},
    {LXB_TAG_FIELDSET, Tag::kFieldset, kBlock},
    {LXB_TAG_FIGCAPTION, Tag::kFigcaption, kBlock},
    {LXB_TAG_FIGURE, Tag::kFigure, kBlock},
    {LXB_TAG_FONT, Tag::kFont, kInline},
    {LXB_TAG_FOOTER, Tag::kFooter, kBlock},
    {LXB_TAG_FORM, Tag::kForm, kBlock},
    {LXB_TAG_FRAME, Tag::kFrame, kDropped},
    {LXB_TAG_FRAMESET, Tag::kFrameset, kBlock},
    {LXB_TAG_H1, Tag::kH1, kBlock},
    {LXB_TAG_H2, Tag::kH2, kBlock},
    {LXB_TAG_H3, Tag::kH3, kBlock},
    {LXB_TAG_H4, Tag::kH4, kBlock},
    {LXB_TAG_H5, Tag::kH5, kBlock},
    {LXB_TAG_H6, Tag::kH6, kBlock},
    {LXB_TAG_HEAD, Tag::kHead, kDropped},
    {LXB_TAG_HEADER, Tag::kHeader, kBlock},
    {LXB_TAG_HGROUP, Tag::kHgroup, kBlock},
    {LXB_TAG_HR, Tag::kHr, kBlock},
    {LXB_TAG_HTML, Tag::kHtml, kBlock},
    {LXB_TAG_I, Tag::kI, kInline},
    {LXB_TAG_IFRAME, Tag::kIframe, kDropped},
    {LXB_TAG_IMG, Tag::kImg, kInline},
    {LXB_TAG_INPUT, Tag::kInput, kDropped},
    {LXB_TAG_LABEL, Tag::kLabel, kInline},
    {LXB_TAG_LEGEND, Tag::kLegend, kBlock},
    {LXB_TAG_LI, Tag::kLi, kLine},
    {LXB_TAG_LINK, Tag::kLink, kDropped},
    {LXB_TAG_MAIN, Tag::kMain, kBlock},
    {LXB_TAG_MAP, Tag::kMap, kInline},
    {LXB_TAG_MENU, Tag::kMenu, kBlock},
    {LXB_TAG_META, Tag::kMeta, kDropped},
    {LXB_TAG_NAV, Tag::kNav, kBlock},
    {LXB_TAG_NOEMBED, Tag::kNoembed, kDropped},
    {LXB_TAG_NOFRAMES, Tag::kNoframes, kDropped},
    {LXB_TAG_NOSCRIPT, Tag::kNoscript, kDropped},
    {LXB_TAG_OBJECT, Tag::kObject, kDropped},
    {LXB_TAG_OL, Tag::kOl, kBlock},
    {LXB_TAG_OPTION, Tag::kOption, kDropped},
    {LXB_TAG_P, Tag::kP, kBlock},
    {LXB_TAG_PICTURE, Tag::kPicture, kInline},
    {LXB_TAG_PLAINTEXT, Tag::kPlaintext, kBlock},
    {LXB_TAG_PRE, Tag::kPre, kBlock},
    {LXB_TAG_Q, Tag::kQ, kInline},
    {LXB_TAG_SCRIPT, Tag::kScript, kDropped},
    {LXB_TAG_SECTION, Tag::kSection, kBlock},
    {LXB_TAG_SELECT, Tag::kSelect, kDropped},
    {LXB_TAG_SMALL, Tag::kSmall, kInline},
    {LXB_TAG_SOURCE, Tag::kSource, kDropped},
    {LXB_TAG_SPAN, Tag::kSpan, kInline},
    {LXB_TAG_STRONG, Tag::kStrong, kInline},
    {LXB_TAG_STYLE, Tag::kStyle, kDropped},
    {LXB_TAG_SUB, Tag::kSub, kInline},
    {LXB_TAG_SUMMARY, Tag::kSummary, kBlock},
    {LXB_TAG_SUP, Tag::kSup, kInline},
    {LXB_TAG_SVG, Tag::kSvg, kDropped},
    {LXB_TAG_TABLE, Tag::kTable, kBlock},
    {LXB_TAG_TBODY, Tag::kTbody, kInline},
    {LXB_TAG_TD, Tag::kTd, kCell},
    {LXB_TAG_TEMPLATE, Tag::kTemplate, kDropped},
    {LXB_TAG_TEXTAREA, Tag::kTextarea, kDropped},
    {LXB_TAG_TFOOT, Tag::kTfoot, kInline},
    {LXB_TAG_TH, Tag::kTh, kCell},
    {LXB_TAG_THEAD, Tag::kThead, kInline},
    {LXB_TAG_TIME, Tag::kTime, kInline},
    {LXB_TAG_TITLE, Tag::kTitle, kDropped},
    {LXB_TAG_TR, Tag::kTr, kLine},
    {LXB_TAG_TRACK, Tag::kTrack, kDropped},
    {LXB_TAG_U, Tag::kU, kInline},
    {LXB_TAG_UL, Tag::kUl, kBlock},
    {LXB_TAG_VIDEO, Tag::kVideo, kDropped},
    {LXB_TAG_XMP, Tag::kXmp, kBlock},
};

constexpr size_t kTagCount = static_cast<size_t>(Tag::kXmp) + 1;

constexpr auto kTagOfId = [] {
  std::array<Tag, LXB_TAG__LAST_ENTRY> tags{};
  tags.fill(Tag::kOther);
  for (const TagRow& row : kTags) tags[row.id] = row.tag;
  return tags;
}();

constexpr auto kFlowOfTag = [] {
  std::array<Flow, kTagCount> flows{};
  for (const TagRow& row : kTags) flows[static_cast<size_t>(row.tag)] = row.flow;
  return flows;
}();

Tag TagOf(const lxb_dom_node_t* node) {
  if (node->ns != LXB_NS_HTML && node->local_name != LXB_TAG_SVG) return Tag::kOther;
  return node->local_name < kTagOfId.size() ? kTagOfId[node->local_name] : Tag::kOther;
}

std::string_view View(const lxb_char_t* data, size_t size) {
  return data == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), size);
}

struct ParserDeleter {
  void operator()(lxb_html_parser_t* parser) const { lxb_html_parser_destroy(parser); }
};

// Each tag may walk the stack of open elements, so that nesting costs depth × tags. This many steps are about a second.
constexpr uint64_t kMaxSteps = 1'000'000'000;
constexpr size_t kChunkBytes = 4096;

Status ParseInChunks(lxb_html_parser_t* parser, std::string_view html) {
  uint64_t steps = 0;
  for (size_t at = 0; at < html.size(); at += kChunkBytes) {
    const std::string_view chunk = html.substr(at, kChunkBytes);
    const lxb_char_t* data = reinterpret_cast<const lxb_char_t*>(chunk.data());
    if (lxb_html_parse_chunk_process(parser, data, chunk.size()) != LXB_STATUS_OK) {
      return {StatusCode::kInvalidInput, "html.no_tree", "byte " + std::to_string(at) + ": the page cannot be read"};
    }
    const size_t tags = static_cast<size_t>(std::count(chunk.begin(), chunk.end(), '<'));
    steps += tags * lxb_html_parser_tree(parser)->open_elements->length;
    if (steps > kMaxSteps) {
      return {StatusCode::kInvalidInput, "html.too_deep",
              "byte " + std::to_string(at) + ": tags nested too deep to go on"};
    }
  }
  return Status::Ok();
}

}  // namespace

Flow FlowOf(Tag tag) { return kFlowOfTag[static_cast<size_t>(tag)]; }

struct HtmlTree::Owner {
  lxb_html_document_t* document = nullptr;
  ~Owner() {
    if (document != nullptr) lxb_html_document_destroy(document);
  }
};

HtmlTree::HtmlTree() : owner_(std::make_unique<Owner>()) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::Parse(std::string_view utf8) {
  if (utf8.size() > kMaxBytes) {
    return Status(StatusCode::kInvalidInput, "html.too_large",
                  "more than " + std::to_string(kMaxBytes >> 20) + " MiB in one page");
  }
  HtmlTree tree;
  const std::unique_ptr<lxb_html_parser_t, ParserDeleter> parser(lxb_html_parser_create());
  if (lxb_html_parser_init(parser.get()) == LXB_STATUS_OK) {
    tree.owner_->document = lxb_html_parse_chunk_begin(parser.get());
  }
  if (tree.owner_->document == nullptr) return Status(StatusCode::kInternal, "html.no_tree", "no memory for a page");
  if (Status status = ParseInChunks(parser.get(), utf8); !status.ok()) return status;
  lxb_html_parse_chunk_end(parser.get());
  tree.Flatten();
  return tree;
}

void HtmlTree::Flatten() {
  const lxb_dom_node_t* const root = lxb_dom_interface_node(owner_->document);
  int32_t parent = -1;
  uint32_t depth = 0;
  const lxb_dom_node_t* node = root->first_child;
  while (node != nullptr) {
    const bool kept = Append(node, parent, depth);
    if (kept && node->first_child != nullptr) {
      parent = static_cast<int32_t>(nodes_.size()) - 1;
      ++depth;
      node = node->first_child;
      continue;
    }
    while (node != nullptr && node->next == nullptr) {
      node = node->parent;
      if (node == root || node == nullptr) break;
      nodes_[static_cast<size_t>(parent)].end = static_cast<uint32_t>(nodes_.size());
      parent = nodes_[static_cast<size_t>(parent)].parent;
      --depth;
    }
    node = node == root || node == nullptr ? nullptr : node->next;
  }
}

bool HtmlTree::Append(const lxb_dom_node_t* node, int32_t parent, uint32_t depth) {
  HtmlNode out;
  out.parent = parent;
  out.depth = static_cast<uint16_t>(std::min<uint32_t>(depth, std::numeric_limits<uint16_t>::max()));
  out.end = static_cast<uint32_t>(nodes_.size()) + 1;
  out.first_attribute = static_cast<uint32_t>(attributes_.size());
  if (node->type == LXB_DOM_NODE_TYPE_TEXT || node->type == LXB_DOM_NODE_TYPE_CDATA_SECTION) {
    const auto* characters = reinterpret_cast<const lxb_dom_character_data_t*>(node);
    out.tag = Tag::kText;
    out.text = View(characters->data.data, characters->data.length);
  } else if (node->type == LXB_DOM_NODE_TYPE_ELEMENT) {
    auto* element = lxb_dom_interface_element(const_cast<lxb_dom_node_t*>(node));
    size_t length = 0;
    const lxb_char_t* name = lxb_dom_element_local_name(element, &length);
    out.tag = TagOf(node);
    out.text = View(name, length);
    AppendAttributes(element, out);
  } else {
    return false;
  }
  nodes_.push_back(out);
  return true;
}

void HtmlTree::AppendAttributes(lxb_dom_element_t* element, HtmlNode& out) {
  for (lxb_dom_attr_t* at = lxb_dom_element_first_attribute(element);
       at != nullptr && out.attribute_count < std::numeric_limits<uint16_t>::max();
       at = lxb_dom_element_next_attribute(at)) {
    size_t name_length = 0;
    size_t value_length = 0;
    const lxb_char_t* name = lxb_dom_attr_local_name(at, &name_length);
    const lxb_char_t* value = lxb_dom_attr_value(at, &value_length);
    attributes_.push_back({View(name, name_length), View(value, value_length)});
    ++out.attribute_count;
  }
}

std::string_view HtmlTree::Attribute(const HtmlNode& node, std::string_view name) const {
  for (const HtmlAttribute& attribute : AttributesOf(node)) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

std::string HtmlTree::TextInside(size_t index) const {
  std::string out;
  for (size_t i = index; i < nodes_[index].end; ++i) {
    if (nodes_[i].tag == Tag::kText) out += nodes_[i].text;
  }
  return out;
}

}  // namespace entente
