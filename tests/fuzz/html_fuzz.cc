// Laws: any bytes are read or refused with words; text is valid UTF-8, the same twice; nodes nest. Byte 0 chooses.
#include <sstream>

#include "base/utf8.h"
#include "fuzz.h"
#include "html/article.h"
#include "html/charset.h"
#include "html/html_text.h"

using entente::fuzz::Demand;

namespace {

bool IsUtf8(std::string_view text) { return entente::FirstInvalidUtf8(text) == text.size(); }

const entente::ArticleExtractor& TheExtractor() {
  static const auto kExtractor = entente::ArticleExtractor::Load(entente::DataFiles::Embedded());
  Demand(kExtractor.ok(), "the tables load");
  return *kExtractor;
}

void CheckArticle(std::string_view bytes) {
  const auto first = TheExtractor().Extract(bytes, {"https://example.org/2020/01/02/a", ""});
  if (!first.ok()) {
    Demand(!first.status().id().empty() && !first.status().message().empty(), "errors have words");
    return;
  }
  const auto second = TheExtractor().Extract(bytes, {"https://example.org/2020/01/02/a", ""});
  Demand(second.ok() && first->text == second->text && first->authors == second->authors, "two runs, one article");
  Demand(!first->text.empty() && IsUtf8(first->text) && IsUtf8(first->title), "text is UTF-8");
  for (const std::string& author : first->authors) Demand(!author.empty() && IsUtf8(author), "authors are UTF-8");
}

void CheckTree(std::string_view bytes) {
  const auto tree = entente::HtmlTree::Parse(bytes);
  if (!tree.ok()) return;
  const auto nodes = tree->nodes();
  for (size_t i = 0; i < nodes.size(); ++i) {
    Demand(nodes[i].end > i && nodes[i].end <= nodes.size(), "nodes end behind their begin");
    if (nodes[i].parent < 0) continue;
    const auto parent = static_cast<size_t>(nodes[i].parent);
    Demand(parent < i && nodes[i].end <= nodes[parent].end, "nodes nest");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = entente::fuzz::ViewOf(data + 1, size - 1);
  if (data[0] % 3 == 0) {
    CheckArticle(bytes);
  } else if (data[0] % 3 == 1) {
    const entente::DecodedText text = entente::DecodeToUtf8(bytes);
    Demand(IsUtf8(text.text), "decoded text is UTF-8");
    CheckTree(text.text);
  } else {
    Demand(IsUtf8(entente::HtmlToText(bytes)), "plain text is UTF-8");
    // A label in front, as a header has it.
    const size_t line = bytes.find('\n');
    const std::string_view label = bytes.substr(0, line);
    const std::string_view rest = line == std::string_view::npos ? std::string_view() : bytes.substr(line + 1);
    Demand(IsUtf8(entente::DecodeToUtf8(rest, {label}).text), "decoded text is UTF-8");
  }
  return 0;
}
