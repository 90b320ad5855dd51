#include "feed/json_feed.h"

#include <simdjson.h>

#include "base/url.h"
#include "feed/utf8_text.h"
#include "text/reader.h"

namespace entente {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr size_t kMostHeader = size_t{1} << 20;

std::string TextIn(const object& from, std::string_view key) {
  std::string_view text;
  if (from[key].get(text) == simdjson::SUCCESS) return std::string(text);
  int64_t number = 0;  // ids should be strings and often are numbers
  return from[key].get(number) == simdjson::SUCCESS ? std::to_string(number) : std::string();
}

void AddText(const object& from, const char* key, const char* name, const char* type, const std::string& language,
             std::vector<FeedText>& to) {
  std::string value = TextIn(from, key);
  if (!value.empty()) to.push_back({name, std::move(value), type, language, ""});
}

void AddAuthor(const object& from, const std::string& base, std::vector<FeedPerson>& to) {
  const std::string url = TextIn(from, "url");
  FeedPerson person{JoinBlanks(TextIn(from, "name")), "", url.empty() ? "" : ResolveUrl(base, url)};
  if (!person.name.empty() || !person.url.empty()) to.push_back(std::move(person));
}

// "authors" of version 1.1, "author" of 1.0.
void AddAuthors(const object& from, const std::string& base, std::vector<FeedPerson>& to) {
  array authors;
  object author;
  if (from["authors"].get(authors) == simdjson::SUCCESS) {
    for (const element each : authors) {
      if (each.get(author) == simdjson::SUCCESS) AddAuthor(author, base, to);
    }
  } else if (from["author"].get(author) == simdjson::SUCCESS) {
    AddAuthor(author, base, to);
  }
}

void AddDate(const object& from, const char* key, const char* name, FeedRecord& to) {
  std::string raw = TextIn(from, key);
  if (raw.empty()) return;
  const std::optional<FeedTime> time = FeedTimeOf(raw);
  to.dates.push_back({name, std::move(raw), time});
}

void AddLink(const object& from, const char* key, const char* rel, const std::string& base, FeedRecord& to) {
  const std::string url = TextIn(from, key);
  if (url.empty()) return;
  to.links.push_back({rel, ResolveUrl(base, url), "", "", "", ""});
  if (to.link.empty() && std::string_view(rel) == "alternate") to.link = to.links.back().href;
}

}  // namespace

class JsonFeedReader::Parser {
 public:
  simdjson::dom::parser parser;
};

JsonFeedReader::JsonFeedReader(const FeedHints& hints, const FeedEntrySink& sink)
    : hints_(hints), sink_(sink), parser_(std::make_unique<Parser>()) {
  feed_.encoding = "utf-8";
}
JsonFeedReader::~JsonFeedReader() = default;

bool JsonFeedReader::Push(std::string_view utf8) {
  for (const char c : utf8) {
    if (stopped_) return false;
    Take(c);
  }
  return !stopped_;
}

// Follows brackets and strings only; what stands between them is simdjson's. Depth 2 of "items" is one item.
void JsonFeedReader::Take(char c) {
  std::string& to = in_items_ ? item_ : header_;
  if (to.size() < (in_items_ ? kMaxDocumentBytes : kMostHeader))
    to += c;
  else
    too_long_ = true;
  if (in_string_) {
    if (escaped_)
      escaped_ = false;
    else if (c == '\\')
      escaped_ = true;
    else if (c == '"')
      in_string_ = false;
    else if (string_.size() < 16)
      string_ += c;
    return;
  }
  if (c == '"') {
    in_string_ = true;
    string_.clear();
  } else if (c == '{' || c == '[') {
    ++depth_;
    if (c == '[' && depth_ == 2 && string_ == "items" && !in_items_) {
      in_items_ = true;
      ReadHeader();
    }
    if (in_items_ && depth_ == 3 && c == '{') item_ = "{";
  } else if (c == '}' || c == ']') {
    --depth_;
    if (in_items_ && depth_ == 2) EndItem();
    if (in_items_ && depth_ == 1) {
      in_items_ = false;
      header_ += ']';
    }
  } else if (in_items_ && depth_ == 2) {
    item_.clear();
  }
}

// `header_` ends inside the list of items: as it would be were there nothing more.
void JsonFeedReader::ReadHeader() {
  object from;
  std::string whole = header_;
  if (in_items_) whole += "]}";
  if (parser_->parser.parse(whole).get(from) != simdjson::SUCCESS) return;
  const std::string version = TextIn(from, "version");
  if (version.find("jsonfeed.org/version/1") != std::string::npos) {
    feed_.format = version.ends_with(".1") ? "json11" : "json1";
  }
  FeedRecord record;
  AddLink(from, "home_page_url", "alternate", hints_.url, record);
  AddLink(from, "feed_url", "self", hints_.url, record);
  record.language = TextIn(from, "language");
  record.id = TextIn(from, "feed_url");
  AddText(from, "title", "title", "text/plain", record.language, record.texts);
  AddText(from, "description", "subtitle", "text/plain", record.language, record.texts);
  AddAuthors(from, hints_.url, record.authors);
  feed_.feed = std::move(record);
}

void JsonFeedReader::EndItem() {
  object from;
  const bool too_long = std::exchange(too_long_, false);
  FeedRecord entry;
  entry.is_cut = too_long;
  if (!too_long) {
    if (parser_->parser.parse(item_).get(from) != simdjson::SUCCESS) {
      feed_.well_formed = false;
      feed_.fault = "an item is no JSON object";
      item_.clear();
      return;
    }
    const std::string& base = hints_.url.empty() ? feed_.feed.link : hints_.url;
    entry.id = TextIn(from, "id");
    AddLink(from, "url", "alternate", base, entry);
    AddLink(from, "external_url", "related", base, entry);
    entry.language = TextIn(from, "language");
    AddText(from, "title", "title", "text/plain", entry.language, entry.texts);
    AddText(from, "summary", "summary", "text/plain", entry.language, entry.texts);
    AddText(from, "content_html", "content", "text/html", entry.language, entry.contents);
    AddText(from, "content_text", "content", "text/plain", entry.language, entry.contents);
    AddDate(from, "date_published", "published", entry);
    AddDate(from, "date_modified", "updated", entry);
    AddAuthors(from, base, entry.authors);
  }
  item_.clear();
  stopped_ = !sink_(std::move(entry), feed_.feed);
}

Result<Feed> JsonFeedReader::Finish() {
  if (depth_ != 0 && !stopped_) {
    feed_.well_formed = false;
    feed_.fault = "the JSON ends early";
  }
  if (depth_ == 0) ReadHeader();
  return std::move(feed_);
}

}  // namespace entente
