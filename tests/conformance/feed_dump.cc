// feed_dump: reads names of feed files from standard input, one a line, and prints one JSON object a line with every
// field that src/feed read. After a tab in a line may stand HTTP headers, tab-separated: "content-type: text/xml".
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/json_text.h"
#include "base/url.h"
#include "feed/feed.h"

namespace entente {
namespace {

// Where the test set says the feed was served from.
constexpr char kServer[] = "http://127.0.0.1:8097/";

class Json {
 public:
  void Key(std::string_view key) {
    Comma();
    AppendJsonString(out_, key);
    out_ += ':';
    fresh_ = true;
  }
  void String(std::string_view text) {
    Comma();
    AppendJsonString(out_, text);
  }
  void Member(std::string_view key, std::string_view value) {
    Key(key);
    String(value);
  }
  void Raw(std::string_view text) {
    Comma();
    out_ += text;
  }
  void Open(char bracket) {
    Comma();
    out_ += bracket;
    fresh_ = true;
  }
  void Close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  const std::string& text() const { return out_; }

 private:
  void Comma() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  std::string out_;
  bool fresh_ = true;
};

void PrintText(Json& json, const FeedText& text) {
  json.Open('{');
  json.Member("name", text.name);
  json.Member("value", text.value);
  json.Member("plain", text.Plain());
  json.Member("type", text.type);
  json.Member("language", text.language);
  json.Member("base", text.base);
  json.Close('}');
}

void PrintPersons(Json& json, const char* key, const std::vector<FeedPerson>& persons) {
  json.Key(key);
  json.Open('[');
  for (const FeedPerson& person : persons) {
    json.Open('{');
    if (!person.name.empty()) json.Member("name", person.name);
    if (!person.email.empty()) json.Member("email", person.email);
    if (!person.url.empty()) json.Member("href", person.url);
    json.Close('}');
  }
  json.Close(']');
}

void PrintLinks(Json& json, const std::vector<FeedLink>& links) {
  json.Key("links");
  json.Open('[');
  for (const FeedLink& link : links) {
    json.Open('{');
    json.Member("rel", link.rel);
    json.Member("href", link.href);
    if (!link.type.empty()) json.Member("type", link.type);
    if (!link.title.empty()) json.Member("title", link.title);
    if (!link.language.empty()) json.Member("hreflang", link.language);
    if (!link.length.empty()) json.Member("length", link.length);
    json.Close('}');
  }
  json.Close(']');
}

void PrintTexts(Json& json, const FeedRecord& record) {
  json.Key("texts");
  json.Open('[');
  for (const FeedText& text : record.texts) PrintText(json, text);
  json.Close(']');
  json.Key("content");
  json.Open('[');
  for (const FeedText& text : record.contents) PrintText(json, text);
  json.Close(']');
}

void PrintRecord(Json& json, const FeedRecord& record) {
  json.Open('{');
  json.Member("id", record.id);
  json.Key("guidislink");
  json.Raw(record.id_is_link ? "true" : "false");
  json.Member("link", record.link);
  json.Member("language", record.language);
  PrintTexts(json, record);
  PrintPersons(json, "authors", record.authors);
  PrintPersons(json, "contributors", record.contributors);
  PrintPersons(json, "publishers", record.publishers);
  PrintLinks(json, record.links);
  json.Key("dates");
  json.Open('[');
  for (const FeedDate& date : record.dates) {
    json.Open('{');
    json.Member("name", date.name);
    json.Member("raw", date.raw);
    if (date.time) {
      json.Key("seconds");
      json.Raw(std::to_string(date.time->Seconds()));
    }
    json.Close('}');
  }
  json.Close(']');
  json.Key("source");
  json.Open('[');
  for (const FeedRecord& source : record.source) PrintRecord(json, source);
  json.Close(']');
  json.Close('}');
}

FeedHints HintsOf(std::string_view headers) {
  FeedHints hints;
  hints.url = kServer;
  while (!headers.empty()) {
    const size_t end = std::min(headers.find('\t'), headers.size());
    const std::string_view header = headers.substr(0, end);
    headers.remove_prefix(std::min(headers.size(), end + 1));
    const std::string_view value = header.substr(std::min(header.find(':') + 1, header.size()));
    if (header.starts_with("content-type:")) hints.content_type = value;
    if (header.starts_with("content-language:")) hints.language = value;
    // As the fetcher does: only a web address is where something was fetched from.
    if (header.starts_with("content-location:")) {
      const std::string url = ResolveUrl(hints.url, value);
      if (IsWebUrl(url)) hints.url = url;
    }
  }
  return hints;
}

std::string Dump(const std::string& path, const FeedHints& hints) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  Json json;
  json.Open('{');
  json.Member("file", path);
  const Result<Feed> feed = ParseFeed(bytes.str(), hints);
  if (!feed.ok()) {
    json.Member("error", feed.status().ToString());
  } else {
    json.Member("version", feed->format);
    json.Member("encoding", feed->encoding);
    json.Member("fault", feed->fault);
    json.Key("feed");
    PrintRecord(json, feed->feed);
    json.Key("entries");
    json.Open('[');
    for (const FeedRecord& entry : feed->entries) PrintRecord(json, entry);
    json.Close(']');
  }
  json.Close('}');
  return json.text();
}

}  // namespace
}  // namespace entente

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const size_t tab = std::min(line.find('\t'), line.size());
    const std::string headers = tab < line.size() ? line.substr(tab + 1) : std::string();
    std::cout << entente::Dump(line.substr(0, tab), entente::HintsOf(headers)) << '\n';
  }
}
