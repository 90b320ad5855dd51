#include "feed/feed_elements.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "feed/utf8_text.h"

namespace entente {
namespace {

using R = ElementRole;
constexpr std::string_view kPlain = "text/plain";
constexpr std::string_view kHtml = "text/html";
constexpr std::string_view kXhtml = "application/xhtml+xml";

// RSS 0.9x and 2.0, RSS 1.0 with Dublin Core and content, Atom 0.3 and 1.0, iTunes, CDF; old spellings are still seen.
constexpr ElementMeaning kMeanings[] = {
    {"title", R::kText, "title", kPlain},
    {"dc:title", R::kText, "title", kPlain},
    {"media:title", R::kText, "title", kPlain},
    {"tagline", R::kText, "subtitle", kPlain},
    {"subtitle", R::kText, "subtitle", kPlain},
    {"itunes:subtitle", R::kText, "subtitle", kPlain},
    {"copyright", R::kText, "rights", kPlain},
    {"rights", R::kText, "rights", kPlain},
    {"dc:rights", R::kText, "rights", kPlain},
    {"info", R::kText, "info", kPlain},
    {"feedburner:browserfriendly", R::kText, "info", kPlain},
    {"description", R::kDescription, "", kHtml},
    {"dc:description", R::kDescription, "", kHtml},
    {"abstract", R::kDescription, "", kHtml},
    {"summary", R::kDescription, "", kPlain},
    {"itunes:summary", R::kDescription, "", kPlain},
    {"media:description", R::kDescription, "", kPlain},
    {"content", R::kContent, "", kPlain},
    {"content:encoded", R::kContent, "", kHtml},
    {"content_encoded", R::kContent, "", kHtml},
    {"fullitem", R::kContent, "", kHtml},
    {"body", R::kContent, "", kXhtml},
    {"xhtml:body", R::kContent, "", kXhtml},
    {"author", R::kPerson, "author"},
    {"dc:author", R::kPerson, "author"},
    {"dc:creator", R::kPerson, "author"},
    {"managingeditor", R::kPerson, "author"},
    {"itunes:author", R::kPerson, "author"},
    {"contributor", R::kPerson, "contributor"},
    {"dc:contributor", R::kPerson, "contributor"},
    {"publisher", R::kPerson, "publisher"},
    {"dc:publisher", R::kPerson, "publisher"},
    {"webmaster", R::kPerson, "publisher"},
    {"itunes:owner", R::kPerson, "publisher"},
    {"pubdate", R::kDate, "published"},
    {"published", R::kDate, "published"},
    {"issued", R::kDate, "published"},
    {"dcterms:issued", R::kDate, "published"},
    {"updated", R::kDate, "updated"},
    {"modified", R::kDate, "updated"},
    {"lastbuilddate", R::kDate, "updated"},
    {"lastmod", R::kDate, "updated"},
    {"dc:date", R::kDate, "updated"},
    {"dcterms:modified", R::kDate, "updated"},
    {"created", R::kDate, "created"},
    {"dcterms:created", R::kDate, "created"},
    {"expirationdate", R::kDate, "expired"},
    {"link", R::kLink, ""},
    {"guid", R::kGuid, ""},
    {"id", R::kId, ""},
    {"enclosure", R::kEnclosure, ""},
    {"source", R::kSource, ""},
    {"language", R::kLanguage, ""},
    {"dc:language", R::kLanguage, ""},
};

// Elements of running text. Names that are words of news in brackets ("<title>", "<source>") are not among them.
constexpr std::string_view kTags[] = {
    "a",    "abbr",   "acronym", "address", "b",   "big",   "blink",  "blockquote", "br",   "center", "cite",
    "code", "dd",     "del",     "div",     "dl",  "dt",    "em",     "embed",      "font", "h1",     "h2",
    "h3",   "h4",     "h5",      "h6",      "hr",  "i",     "iframe", "img",        "ins",  "kbd",    "li",
    "link", "meta",   "object",  "ol",      "p",   "pre",   "q",      "s",          "samp", "script", "small",
    "span", "strike", "strong",  "style",   "sub", "sup",   "table",  "tbody",      "td",   "th",     "thead",
    "tr",   "tt",     "u",       "ul",      "var", "video", "wbr"};

bool IsHtmlTag(std::string_view name) {
  return std::find(std::begin(kTags), std::end(kTags), LowerAscii(name)) != std::end(kTags);
}

bool IsEntity(std::string_view rest) {
  const size_t end = rest.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 3) return false;
  const std::string_view name = rest.substr(rest[1] == '#' ? 2 : 1, end - (rest[1] == '#' ? 2 : 1));
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c); });
}

}  // namespace

const ElementMeaning* MeaningOf(std::string_view name) {
  for (const ElementMeaning& meaning : kMeanings) {
    if (meaning.name == name) return &meaning;
  }
  return nullptr;
}

bool IsHtmlType(std::string_view type) {
  return type.empty() || type == "text/html" || type == "application/xhtml+xml";
}

bool IsXmlType(std::string_view type) { return type.ends_with("+xml") || type.ends_with("/xml"); }

bool LooksLikeHtml(std::string_view value) {
  for (size_t at = value.find_first_of("<&"); at != std::string_view::npos; at = value.find_first_of("<&", at + 1)) {
    const std::string_view rest = value.substr(at);
    if (rest[0] == '&') {
      if (IsEntity(rest)) return true;
      continue;
    }
    const size_t begin = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
    const size_t end = rest.find_first_of(" \t\r\n/>", begin);
    if (end != std::string_view::npos && end - begin < 12 && IsHtmlTag(rest.substr(begin, end - begin)) &&
        rest.find('>') != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace entente
