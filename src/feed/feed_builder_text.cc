// Text constructs: how their type is known, and elements inside them as HTML.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "feed/feed_builder.h"
#include "feed/utf8_text.h"

namespace entente {
namespace {

constexpr size_t kMostTexts = 256;

// The types of Atom's text constructs by their media types.
std::string MediaType(std::string_view type) {
  const std::string small = LowerAscii(TrimBlanks(type.substr(0, type.find(';'))));
  if (small == "text") return "text/plain";
  if (small == "html") return "text/html";
  if (small == "xhtml") return "application/xhtml+xml";
  return small.find('/') == std::string::npos ? std::string() : small;
}

// The element as HTML writes it.
std::string HtmlName(std::string_view name) { return std::string(name.starts_with("xhtml:") ? name.substr(6) : name); }

bool IsVoid(std::string_view name) {
  static constexpr std::array<std::string_view, 10> kVoid = {"br",   "hr",   "img", "input", "meta",
                                                             "link", "area", "col", "embed", "wbr"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

}  // namespace

void FeedBuilder::StartText(const XmlElement& element, const ElementMeaning& meaning) {
  const std::string mode = LowerAscii(element.Attribute("mode"));
  std::string type = MediaType(element.Attribute("type"));
  value_.is_base64 = mode == "base64";
  if (is_atom_ && !type.empty() && !type.starts_with("text/") && !IsXmlType(type) && mode.empty()) {
    value_.is_base64 = true;  // RFC 4287 section 4.1.3.3
  }
  value_.type = type.empty() ? std::string(meaning.type) : type;
}

void FeedBuilder::StartInline(const XmlElement& element) {
  if (!value_.has_markup && !IsXmlType(value_.type)) {
    if (value_.type == "text/plain") value_.type = "application/xhtml+xml";
  }
  value_.has_markup = true;
  std::string tag = "<" + HtmlName(element.name);
  for (const XmlAttribute& attribute : element.attributes) {
    tag += " " + attribute.name + "=\"" + EscapedHtml(attribute.value, true) + "\"";
  }
  Append(value_.text, tag + (IsVoid(HtmlName(element.name)) ? " />" : ">"));
}

void FeedBuilder::EndInline(const Frame& frame) {
  const std::string name = HtmlName(frame.name);
  if (!IsVoid(name)) Append(value_.text, "</" + name + ">");
}

void FeedBuilder::EndText(const Frame& frame) {
  FeedText text{"", "", value_.type, frame.language, frame.base};
  text.value = TrimBlanks(value_.text);
  if (value_.is_base64) {
    const std::string decoded = Base64Bytes(text.value);
    if (!decoded.empty() && IsUtf8(decoded)) text.value = decoded;
    if (!IsHtmlType(text.type) && LooksLikeHtml(text.value)) text.type = "text/html";
  }
  // Outside of Atom nobody says whether a title is HTML.
  if (!is_atom_ && text.type == "text/plain" && LooksLikeHtml(text.value)) text.type = "text/html";
  AddText(std::move(text), *value_.meaning);
}

void FeedBuilder::AddText(FeedText text, const ElementMeaning& meaning) {
  FeedRecord& record = Record();
  if (record.contents.size() + record.texts.size() >= kMostTexts) return;
  text.name = meaning.target;
  if (meaning.role == ElementRole::kDescription) {
    text.name = in_entry_ && !in_source_ ? "summary" : "subtitle";
    // Descriptions of what is attached say nothing beyond the entry's own.
    const bool attached = meaning.name.starts_with("itunes:") || meaning.name.starts_with("media:");
    const bool second = text.name == "summary" && record.Text("summary") && !attached;
    if (second) text.name = "content";
  }
  if (meaning.role == ElementRole::kContent) text.name = "content";
  if (text.name == "content") {
    record.contents.push_back(std::move(text));
    return;
  }
  for (FeedText& present : record.texts) {
    if (present.name != text.name) continue;
    // The format's own element before those of other vocabularies, whichever comes first.
    const bool foreign = meaning.name.find(':') != std::string_view::npos;
    if (!foreign || present.value.empty()) present = std::move(text);
    return;
  }
  record.texts.push_back(std::move(text));
}

}  // namespace entente
