#include "feed/xml_stack.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"

namespace entente {
namespace {

struct Namespace {
  std::string_view uri;
  std::string_view prefix;
};

// The vocabularies that feeds use. Those of the formats themselves have no prefix here.
constexpr std::array<Namespace, 38> kNamespaces = {{
    {"http://www.w3.org/2005/atom", ""},
    {"http://purl.org/atom/ns#", ""},
    {"http://purl.org/echo/", ""},
    {"http://purl.org/pie/", ""},
    {"http://purl.org/rss/1.0/", ""},
    {"http://my.netscape.com/rdf/simple/0.9/", ""},
    {"http://channel.netscape.com/rdf/simple/0.9/", ""},
    {"http://my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    {"http://backend.userland.com/rss", ""},
    {"http://backend.userland.com/rss2", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://www.rssboard.org/rss-specification", ""},
    {"http://purl.org/net/rss1.1#", ""},
    {"http://purl.org/rss/1.0/modules/rss091#", ""},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://www.w3.org/2000/01/rdf-schema#", "rdfs"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://www.w3.org/xml/1998/namespace", "xml"},
    {"http://www.w3.org/1999/xlink", "xlink"},
    {"http://www.w3.org/2000/svg", "svg"},
    {"http://www.w3.org/1998/math/mathml", "mathml"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/elements/1.0/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://purl.org/rss/1.0/modules/syndication/", "sy"},
    {"http://purl.org/rss/1.0/modules/slash/", "slash"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://search.yahoo.com/mrss/", "media"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd/", "itunes"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://wellformedweb.org/commentapi/", "wfw"},
    {"http://webns.net/mvcb/", "admin"},
    {"http://backend.userland.com/creativecommonsrssmodule", "creativecommons"},
    {"http://purl.org/syndication/thread/1.0", "thr"},
    {"http://www.georss.org/georss", "georss"},
    {"http://www.w3.org/2003/01/geo/wgs84_pos#", "geo"},
}};

// Prefixes that documents use for the formats themselves without saying so.
bool IsFormatPrefix(std::string_view prefix) { return prefix == "rss" || prefix == "atom" || prefix == "a10"; }

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

const std::string& XmlElement::Attribute(std::string_view wanted) const {
  static const std::string kNone;
  for (const XmlAttribute& attribute : attributes) {
    if (attribute.name == wanted) return attribute.value;
  }
  return kNone;
}

bool XmlElement::Has(std::string_view wanted) const {
  return std::any_of(attributes.begin(), attributes.end(), [&](const XmlAttribute& a) { return a.name == wanted; });
}

std::string_view XmlStack::UriOf(std::string_view prefix) const {
  for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding) {
    if (binding->prefix == prefix) return binding->uri;
  }
  return prefix == "xml" ? "http://www.w3.org/XML/1998/namespace" : std::string_view();
}

std::string XmlStack::NameOf(std::string_view raw, bool is_attribute, std::string* space) {
  const size_t colon = raw.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : raw.substr(0, colon);
  const std::string local = LowerAscii(colon == std::string_view::npos ? raw : raw.substr(colon + 1));
  if (is_attribute && prefix.empty()) return local;
  const std::string_view uri = UriOf(prefix);
  if (space) *space = std::string(uri);
  const std::string lower_uri = LowerAscii(uri);
  for (const Namespace& known : kNamespaces) {
    if (known.uri == lower_uri) return known.prefix.empty() ? local : std::string(known.prefix) + ":" + local;
  }
  if (prefix.empty()) return local;
  if (uri.empty()) {
    prefixes_known_ = false;
    if (IsFormatPrefix(prefix)) return local;
  }
  return LowerAscii(prefix) + ":" + local;
}

void XmlStack::Start(std::string_view name, const RawAttributes& attributes) {
  if (open_.size() >= kMaxDepth) {
    ++beyond_;
    too_deep_ = true;
    return;
  }
  open_.emplace_back(name);
  for (const auto& [key, value] : attributes) {
    const bool is_default = key == "xmlns";
    if (is_default || key.starts_with("xmlns:")) {
      bindings_.push_back({is_default ? "" : key.substr(6), value, open_.size()});
    }
  }
  XmlElement element;
  element.raw_name = name;
  element.name = NameOf(name, false, &element.space);
  for (const auto& [key, value] : attributes) {
    if (key == "xmlns" || key.starts_with("xmlns:")) continue;
    element.attributes.push_back({NameOf(key, true, nullptr), value});
  }
  handler_.Start(element);
}

void XmlStack::EndInnermost() {
  while (!bindings_.empty() && bindings_.back().depth == open_.size()) bindings_.pop_back();
  open_.pop_back();
  handler_.End();
}

bool XmlStack::End(std::string_view name) {
  if (beyond_ > 0) {
    --beyond_;
    return true;
  }
  size_t at = open_.size();
  while (at > 0 && !SameName(open_[at - 1], name)) --at;
  if (at == 0) return false;
  while (open_.size() >= at) EndInnermost();
  return true;
}

void XmlStack::Text(std::string_view utf8) {
  if (beyond_ == 0 && !open_.empty()) handler_.Text(utf8);
}

void XmlStack::Reference(std::string_view name) {
  if (beyond_ == 0 && !open_.empty()) handler_.Reference(name);
}

void XmlStack::EndAll() {
  beyond_ = 0;
  while (!open_.empty()) EndInnermost();
}

bool XmlStack::IsOpen(std::string_view name) const {
  return std::any_of(open_.begin(), open_.end(), [&](const std::string& open) { return SameName(open, name); });
}

}  // namespace entente
