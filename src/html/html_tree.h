// HtmlTree: a page as one flat list of nodes in document order, which every walk can follow with a loop.
//
// The tree is built as the HTML standard says (by lexbor), whatever the bytes are. Immutable after Parse; any number of
// threads may read. Views live as long as the tree.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

// The parser's own types; its headers are included by two files of this room only.
struct lxb_dom_node;
struct lxb_dom_element;

namespace entente {

// Names that code asks for; all others are kOther, with their name in the node.
enum class Tag : uint8_t {
  kText,
  kOther,
  kA,
  kAddress,
  kArticle,
  kAside,
  kAudio,
  kB,
  kBase,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCanvas,
  kCaption,
  kCenter,
  kCite,
  kDd,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kEm,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFont,
  kFooter,
  kForm,
  kFrame,
  kFrameset,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHgroup,
  kHr,
  kHtml,
  kI,
  kIframe,
  kImg,
  kInput,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kMain,
  kMap,
  kMenu,
  kMeta,
  kNav,
  kNoembed,
  kNoframes,
  kNoscript,
  kObject,
  kOl,
  kOption,
  kP,
  kPicture,
  kPlaintext,
  kPre,
  kQ,
  kScript,
  kSection,
  kSelect,
  kSmall,
  kSource,
  kSpan,
  kStrong,
  kStyle,
  kSub,
  kSummary,
  kSup,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kTrack,
  kU,
  kUl,
  kVideo,
  kXmp,
};

// What a tag does to the text around it.
enum class Flow : uint8_t {
  kInline,
  kBlock,    // a paragraph of its own
  kLine,     // a line of its own: li, tr, dt
  kBreak,    // br
  kCell,     // td: a space
  kDropped,  // no text that anybody reads: script, style, form controls
};
Flow FlowOf(Tag tag);

struct HtmlAttribute {
  std::string_view name;  // lower case
  std::string_view value;
};

struct HtmlNode {
  std::string_view text;  // of kText: the characters; else the name of the element, lower case
  uint32_t end = 0;       // index behind the last node inside; children begin at the next index
  int32_t parent = -1;
  uint32_t first_attribute = 0;
  uint16_t attribute_count = 0;
  uint16_t depth = 0;  // of the root's children: 0; no more than 65,535
  Tag tag = Tag::kOther;
};

class HtmlTree {
 public:
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  // `utf8` as DecodeToUtf8 gives it. Errors: html.too_large above kMaxBytes; html.too_deep where the nesting makes the
  // standard's algorithm take more than a second or two; html.no_tree. Cost: linear in pages that people wrote.
  static constexpr size_t kMaxBytes = size_t{16} << 20;
  static Result<HtmlTree> Parse(std::string_view utf8);

  std::span<const HtmlNode> nodes() const { return nodes_; }
  std::span<const HtmlAttribute> AttributesOf(const HtmlNode& node) const {
    return std::span(attributes_).subspan(node.first_attribute, node.attribute_count);
  }
  // Empty where absent. `name` in lower case.
  std::string_view Attribute(const HtmlNode& node, std::string_view name) const;
  // The characters inside node `index`, as they stand, those of dropped elements too (a script's own text).
  std::string TextInside(size_t index) const;

 private:
  struct Owner;
  HtmlTree();
  void Flatten();
  // False for what carries neither text nor children: comments, doctypes.
  bool Append(const lxb_dom_node* node, int32_t parent, uint32_t depth);
  void AppendAttributes(lxb_dom_element* element, HtmlNode& out);

  std::unique_ptr<Owner> owner_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
};

}  // namespace entente
