#include "feed/feed.h"

#include <algorithm>
#include <istream>
#include <memory>
#include <sstream>

#include "base/ascii.h"
#include "feed/feed_builder.h"
#include "feed/json_feed.h"
#include "feed/utf8_text.h"
#include "feed/xml_decoder.h"
#include "feed/xml_parser.h"
#include "html/html_text.h"

namespace entente {
namespace {

constexpr size_t kPiece = size_t{64} << 10;

// The first byte that is no blank or mark.
char FirstOf(std::string_view text) {
  const size_t at = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return at == std::string_view::npos ? '\0' : text[at];
}

// Tags of what is embedded go, what stands between them stays: it is there for those who see no more than text, and
// where such a tag is not closed, as often in feeds, HTML would take all that follows for its inside.
std::string WithoutEmbedding(std::string_view html) {
  static constexpr std::string_view kTags[] = {"iframe", "object", "applet", "noembed", "noframes", "frameset"};
  std::string out;
  while (!html.empty()) {
    const size_t open = std::min(html.find('<'), html.size());
    out += html.substr(0, open);
    html.remove_prefix(open);
    const std::string head = LowerAscii(html.substr(0, 12));
    const size_t name_at = head.size() > 1 && head[1] == '/' ? 2 : 1;
    const bool embeds = std::any_of(std::begin(kTags), std::end(kTags), [&](std::string_view tag) {
      return head.compare(std::min(name_at, head.size()), tag.size(), tag) == 0;
    });
    const size_t close = embeds ? html.find('>') : std::string_view::npos;
    if (close != std::string_view::npos) {
      html.remove_prefix(close + 1);
    } else if (!html.empty()) {
      out += html[0];
      html.remove_prefix(1);
    }
  }
  return out;
}

// An XML parse or a JSON parse, by the first character.
class FeedStream {
 public:
  FeedStream(const FeedHints& hints, const FeedEntrySink& sink)
      : hints_(hints), sink_(sink), decoder_(hints.content_type), builder_(hints, sink), xml_(builder_) {}

  // False where nothing more is wanted.
  bool Push(std::string_view bytes) {
    std::string text;
    decoder_.Push(bytes, text);
    return Take(text);
  }

  Result<Feed> Finish() {
    std::string text;
    decoder_.Finish(text);
    Take(text);
    return json_ ? json_->Finish() : FinishXml();
  }

 private:
  bool Take(std::string_view text) {
    if (text.empty()) return true;
    if (!begun_) {
      begun_ = true;
      if (FirstOf(text) == '{') json_ = std::make_unique<JsonFeedReader>(hints_, sink_);
    }
    return json_ ? json_->Push(text) : xml_.Push(text);
  }

  Result<Feed> FinishXml() {
    xml_.Finish();
    if (!xml_.status().ok()) return xml_.status();
    Feed feed;
    feed.format = builder_.format();
    // Netscape's 0.91 and Userland's differ in their document types.
    if (feed.format == "rss091u" && xml_.doctype().find("netscape.com") != std::string::npos) feed.format = "rss091n";
    feed.encoding = decoder_.encoding();
    feed.fault = xml_.fault();
    if (feed.fault.empty() && decoder_.faulty()) feed.fault = "not in the character set it says, or says none";
    if (feed.fault.empty() && !xml_.well_formed()) feed.fault = "a prefix of no namespace";
    feed.well_formed = feed.fault.empty();
    feed.feed = std::move(builder_.feed());
    return feed;
  }

  const FeedHints hints_;
  const FeedEntrySink& sink_;
  XmlDecoder decoder_;
  FeedBuilder builder_;
  XmlParser xml_;
  std::unique_ptr<JsonFeedReader> json_;
  bool begun_ = false;
};

}  // namespace

bool FeedText::is_html() const {
  return type == "text/html" || type == "application/xhtml+xml" || type.ends_with("xml");
}

std::string FeedText::Plain() const {
  if (!is_html()) return std::string(TrimBlanks(value));
  // Most summaries have no markup: a tree would be made for nothing.
  if (value.find_first_of("<&") == std::string::npos) return JoinBlanks(value);
  return HtmlToText(WithoutEmbedding(value));
}

const FeedText* FeedRecord::Text(std::string_view name) const {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const FeedText& text) { return text.name == name; });
  return found == texts.end() ? nullptr : &*found;
}

const FeedDate* FeedRecord::DateNamed(std::string_view name) const {
  const auto found =
      std::find_if(dates.rbegin(), dates.rend(), [&](const FeedDate& date) { return date.name == name; });
  return found == dates.rend() ? nullptr : &*found;
}

Result<Feed> ReadFeed(std::istream& in, const FeedHints& hints, const FeedEntrySink& sink) {
  FeedStream stream(hints, sink);
  std::string piece(kPiece, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    if (!stream.Push({piece.data(), static_cast<size_t>(in.gcount())})) break;
  }
  if (in.bad()) return Status(StatusCode::kIo, "io.unreadable", "cannot be read");
  return stream.Finish();
}

Result<Feed> ParseFeed(std::string_view bytes, const FeedHints& hints) {
  std::vector<FeedRecord> entries;
  const FeedEntrySink sink = [&](FeedRecord&& entry, const FeedRecord&) {
    entries.push_back(std::move(entry));
    return true;
  };
  FeedStream stream(hints, sink);
  stream.Push(bytes);
  Result<Feed> feed = stream.Finish();
  if (feed.ok()) feed.value().entries = std::move(entries);
  return feed;
}

}  // namespace entente
