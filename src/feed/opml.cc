#include "feed/opml.h"

#include <unordered_set>

#include "base/ascii.h"
#include "base/url.h"
#include "feed/utf8_text.h"
#include "feed/xml_decoder.h"
#include "feed/xml_parser.h"

namespace entente {
namespace {

constexpr size_t kMostFeeds = 100000;
constexpr size_t kSniffBytes = 2048;

class OpmlHandler : public XmlHandler {
 public:
  explicit OpmlHandler(std::string base) : base_(std::move(base)) {}

  void Start(const XmlElement& element) override {
    is_opml_ = is_opml_ || element.name == "opml";
    if (element.name != "outline" || feeds_.size() >= kMostFeeds) return;
    const std::string url = ResolveUrl(base_, element.Attribute("xmlurl"));
    if (element.Attribute("xmlurl").empty() || !seen_.insert(url).second) return;
    const std::string& title = element.Has("title") ? element.Attribute("title") : element.Attribute("text");
    feeds_.push_back({url, JoinBlanks(title), element.Attribute("htmlurl")});
  }
  void End() override {}
  void Text(std::string_view) override {}
  void Reference(std::string_view) override {}

  bool is_opml() const { return is_opml_; }
  std::vector<OpmlFeed>& feeds() { return feeds_; }

 private:
  std::string base_;
  bool is_opml_ = false;
  std::vector<OpmlFeed> feeds_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

bool LooksLikeOpml(std::string_view bytes) {
  const std::string head = LowerAscii(bytes.substr(0, kSniffBytes));
  const size_t root = head.find("<opml");
  // Only declarations and comments stand before a root.
  return root != std::string::npos && head.substr(0, root).find("<rss") == std::string::npos;
}

Result<std::vector<OpmlFeed>> ParseOpml(std::string_view bytes, const FeedHints& hints) {
  XmlDecoder decoder(hints.content_type);
  std::string text;
  decoder.Push(bytes, text);
  decoder.Finish(text);
  OpmlHandler handler(hints.url);
  XmlParser parser(handler);
  parser.Push(text);
  parser.Finish();
  if (!parser.status().ok()) return parser.status();
  if (!handler.is_opml()) return Status(StatusCode::kInvalidInput, "feed.not_opml", "no OPML list");
  return std::move(handler.feeds());
}

}  // namespace entente
