#include "html/page_facts.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "html/html_text.h"

namespace entente {
namespace {

namespace dom = simdjson::dom;

constexpr int kMaxDepth = 12;
constexpr size_t kMaxArticles = 50;

// Types of schema.org that stand for a written piece, the most telling first.
constexpr std::array<std::string_view, 12> kArticleTypes = {"NewsArticle",
                                                            "ReportageNewsArticle",
                                                            "AnalysisNewsArticle",
                                                            "OpinionNewsArticle",
                                                            "BackgroundNewsArticle",
                                                            "LiveBlogPosting",
                                                            "Article",
                                                            "BlogPosting",
                                                            "Report",
                                                            "ScholarlyArticle",
                                                            "TechArticle",
                                                            "WebPage"};

std::string StringOf(dom::element value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return PlainOf(text);
  return {};
}

std::string StringAt(const dom::object& object, std::string_view key) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
  dom::array list;
  if (value.get_array().get(list) == simdjson::SUCCESS)
    return list.size() > 0 ? StringOf(list.at(0).value_unsafe()) : "";
  return StringOf(value);
}

void AppendNames(dom::element value, std::vector<std::string>& out) {
  dom::array list;
  dom::object object;
  if (value.get_array().get(list) == simdjson::SUCCESS) {
    for (const dom::element one : list) {
      dom::array nested;
      if (one.get_array().get(nested) != simdjson::SUCCESS) AppendNames(one, out);
    }
    return;
  }
  std::string name = value.get_object().get(object) == simdjson::SUCCESS ? StringAt(object, "name") : StringOf(value);
  if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
}

std::vector<std::string> NamesAt(const dom::object& object, std::string_view key) {
  std::vector<std::string> names;
  dom::element value;
  if (object.at_key(key).get(value) == simdjson::SUCCESS) AppendNames(value, names);
  return names;
}

// The index of its type in kArticleTypes, or its size.
size_t RankOf(std::string_view type) {
  return static_cast<size_t>(std::find(kArticleTypes.begin(), kArticleTypes.end(), type) - kArticleTypes.begin());
}

std::string TypeOf(const dom::object& object) {
  dom::element value;
  if (object.at_key("@type").get(value) != simdjson::SUCCESS) return {};
  dom::array list;
  if (value.get_array().get(list) != simdjson::SUCCESS) return StringOf(value);
  std::string best;
  for (const dom::element one : list) {
    std::string type = StringOf(one);
    if (best.empty() || RankOf(type) < RankOf(best)) best = std::move(type);
  }
  return best;
}

LinkedArticle ArticleOf(const dom::object& object, std::string type) {
  LinkedArticle article;
  article.type = std::move(type);
  article.headline = StringAt(object, "headline");
  if (article.headline.empty()) article.headline = StringAt(object, "name");
  std::string_view body;
  dom::element value;
  if (object.at_key("articleBody").get(value) == simdjson::SUCCESS &&
      value.get_string().get(body) == simdjson::SUCCESS) {
    article.body = HtmlToText(body);
  }
  article.published = StringAt(object, "datePublished");
  if (article.published.empty()) article.published = StringAt(object, "dateCreated");
  article.modified = StringAt(object, "dateModified");
  article.language = StringAt(object, "inLanguage");
  article.url = StringAt(object, "url");
  article.authors = NamesAt(object, "author");
  if (article.authors.empty()) article.authors = NamesAt(object, "creator");
  const std::vector<std::string> publishers = NamesAt(object, "publisher");
  if (!publishers.empty()) article.publisher = publishers.front();
  return article;
}

void Collect(dom::element element, int depth, PageFacts& facts) {
  if (depth > kMaxDepth || facts.articles.size() >= kMaxArticles) return;
  dom::array list;
  if (element.get_array().get(list) == simdjson::SUCCESS) {
    for (const dom::element one : list) Collect(one, depth + 1, facts);
    return;
  }
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) return;
  std::string type = TypeOf(object);
  if (facts.site_name.empty() && (type == "WebSite" || type == "Organization" || type == "NewsMediaOrganization")) {
    facts.site_name = StringAt(object, "name");
  }
  const bool article = RankOf(type) < kArticleTypes.size();
  if (article) facts.articles.push_back(ArticleOf(object, std::move(type)));
  for (const std::string_view inner : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    dom::element value;
    if (object.at_key(inner).get(value) == simdjson::SUCCESS) Collect(value, depth + 1, facts);
  }
}

// What people put around and into JSON: comments, CDATA, line ends inside strings, an end too many.
std::string MendedJson(std::string text) {
  for (const std::string_view wrapping :
       {"<!--", "-->", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/", "<![CDATA[", "]]>"}) {
    for (size_t at = text.find(wrapping); at != std::string::npos && at < 64; at = text.find(wrapping)) {
      text.erase(at, wrapping.size());
    }
  }
  for (char& c : text) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  const size_t last = text.find_last_of("}]");
  text.erase(last == std::string::npos ? 0 : last + 1);
  return text;
}

void ReadLinkedData(const std::string& script, PageFacts& facts) {
  const std::string json = MendedJson(script);
  dom::parser parser;
  dom::element root;
  if (json.empty() || parser.parse(json).get(root) != simdjson::SUCCESS) return;
  Collect(root, 0, facts);
}

std::string_view FirstOf(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    if (!value.empty()) return value;
  }
  return {};
}

void ReadMeta(const HtmlTree& tree, const HtmlNode& node, PageFacts& facts) {
  const std::string_view content = tree.Attribute(node, "content");
  if (content.empty()) return;
  for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
    const std::string_view name = tree.Attribute(node, key);
    if (!name.empty()) facts.meta.emplace(LowerAscii(name), PlainOf(content));
  }
}

bool HasWord(std::string_view list, std::string_view word) {
  const std::string lower = " " + LowerAscii(list) + " ";
  return lower.find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

std::string PlainOf(std::string_view text) {
  // Most values hold no markup; only what could is parsed.
  if (text.find_first_of("<&") != std::string_view::npos) {
    std::string plain = HtmlToText(text);
    std::replace(plain.begin(), plain.end(), '\n', ' ');
    return plain;
  }
  TextWriter out;
  out.Append(text);
  return out.Take();
}

std::string_view PageFacts::Meta(std::string_view name) const {
  const auto at = meta.find(std::string(name));
  return at == meta.end() ? std::string_view() : std::string_view(at->second);
}

PageFacts FactsOf(const HtmlTree& tree) {
  PageFacts facts;
  const auto nodes = tree.nodes();
  for (size_t i = 0; i < nodes.size(); ++i) {
    const HtmlNode& node = nodes[i];
    switch (node.tag) {
      case Tag::kScript:
        if (LowerAscii(tree.Attribute(node, "type")).starts_with("application/ld+json")) {
          ReadLinkedData(tree.TextInside(i), facts);
        }
        break;
      case Tag::kMeta:
        ReadMeta(tree, node, facts);
        break;
      case Tag::kLink:
        if (facts.canonical.empty() && HasWord(tree.Attribute(node, "rel"), "canonical")) {
          facts.canonical = tree.Attribute(node, "href");
        }
        break;
      case Tag::kTitle:
        if (facts.title.empty()) facts.title = PlainOf(tree.TextInside(i));
        break;
      case Tag::kBase:
        if (facts.base.empty()) facts.base = tree.Attribute(node, "href");
        break;
      case Tag::kHtml:
        facts.language = FirstOf({tree.Attribute(node, "lang"), tree.Attribute(node, "xml:lang")});
        break;
      default:
        break;
    }
  }
  std::stable_sort(facts.articles.begin(), facts.articles.end(),
                   [](const auto& a, const auto& b) { return RankOf(a.type) < RankOf(b.type); });
  for (const LinkedArticle& article : facts.articles) {
    if (facts.publisher.empty()) facts.publisher = article.publisher;
  }
  return facts;
}

}  // namespace entente
