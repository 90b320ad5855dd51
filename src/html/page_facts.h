// PageFacts: what a page says of itself beside its text: JSON-LD, OpenGraph and other <meta>, <link>, <title>, <time>.
//
// Values only; nothing is guessed here. Cost: linear in the page.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "html/html_tree.h"
#include "html/page_words.h"

namespace entente {

// A news article or the like of JSON-LD. Empty where not given.
struct LinkedArticle {
  std::string type, headline, body, published, modified, language, url, publisher;
  std::vector<std::string> authors;
};

struct PageFacts {
  std::vector<LinkedArticle> articles;           // in page order; the most telling types first
  std::string publisher;                         // of JSON-LD, whatever it stands beside
  std::string site_name;                         // of JSON-LD WebSite or Organization
  std::multimap<std::string, std::string> meta;  // name, property or itemprop, in lower case, to content
  std::string title;                             // <title>
  std::string canonical;                         // <link rel=canonical>
  std::string base;                              // <base href>
  std::string language;                          // <html lang>
  // The content of the first of these names that has one; empty where none.
  std::string_view Meta(std::string_view name) const;
};

PageFacts FactsOf(const HtmlTree& tree);

// Text with its entities decoded and white space made single, as JSON-LD and <meta> need it.
std::string PlainOf(std::string_view text);

}  // namespace entente
