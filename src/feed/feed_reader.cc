#include "feed/feed_reader.h"

#include <algorithm>
#include <istream>
#include <optional>
#include <vector>

#include "base/url.h"
#include "feed/utf8_text.h"

namespace entente {
namespace {

// Entries wait for the name of their feed, where that comes after them, but not for ever.
constexpr size_t kMostWaiting = 64;

std::string PlainOf(const FeedRecord& record, std::string_view name) {
  const FeedText* text = record.Text(name);
  return text ? text->Plain() : std::string();
}

// The longest body: some feeds give a teaser and the whole as two, in either order.
const FeedText* BodyOf(const FeedRecord& entry, std::string& plain) {
  const FeedText* best = nullptr;
  for (const FeedText& content : entry.contents) {
    const bool is_text = content.type.starts_with("text/") || content.is_html();
    if (!is_text) continue;
    std::string text = content.Plain();
    if (best && text.size() <= plain.size()) continue;
    plain = std::move(text);
    best = &content;
  }
  return best;
}

void AddAuthors(const std::vector<FeedPerson>& persons, std::vector<std::string>& to) {
  for (const FeedPerson& person : persons) {
    const std::string& name = person.name.empty() ? person.email : person.name;
    if (!name.empty() && std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
  }
}

std::optional<Date> DateIn(const FeedRecord& record) {
  for (const char* name : {"published", "created", "updated"}) {
    const FeedDate* date = record.DateNamed(name);
    if (date && date->time) return date->time->date;
  }
  return std::nullopt;
}

class FeedReader : public Reader {
 public:
  explicit FeedReader(InputHints hints) : hints_(std::move(hints)) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    Reading reading{name, sink, {}, 0};
    const FeedEntrySink take = [&](FeedRecord&& entry, const FeedRecord& feed) {
      reading.waiting.push_back(std::move(entry));
      const bool named = feed.Text("title") != nullptr || reading.waiting.size() >= kMostWaiting;
      return !named || Give(reading, feed);
    };
    const Result<Feed> feed = ReadFeed(in, {hints_.content_type, hints_.language, hints_.url}, take);
    Give(reading, feed.ok() ? feed->feed : FeedRecord());
    if (!feed.ok()) {
      if (feed.status().code() == StatusCode::kIo) return {StatusCode::kIo, "io.unreadable", name + ": cannot be read"};
      sink.problem({name, 0, 0, feed.status()});
    } else if (reading.records == 0) {
      TellWhyEmpty(*feed, name, sink);
    }
    return Status::Ok();
  }

 private:
  struct Reading {
    const std::string& name;
    const DocumentSink& sink;
    std::vector<FeedRecord> waiting;
    uint64_t records;
  };

  static bool Give(Reading& reading, const FeedRecord& feed) {
    bool go_on = true;
    for (const FeedRecord& entry : reading.waiting) {
      const uint64_t record = ++reading.records;
      if (!go_on) break;
      auto refuse = [&](std::string_view id, std::string what) {
        reading.sink.problem({reading.name, record, 0, Status(StatusCode::kInvalidInput, id, std::move(what))});
      };
      if (entry.is_cut) {
        refuse("feed.too_large", "an entry of more than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB");
        continue;
      }
      Document document = DocumentOfEntry(entry, feed, reading.name + "#" + std::to_string(record));
      if (document.text.empty() && !SaysWhere(entry)) {
        refuse("feed.no_text", "an entry without text, title, link or name");
        continue;
      }
      go_on = reading.sink.document(std::move(document));
    }
    reading.waiting.clear();
    return go_on;
  }

  // An entry without text is kept where it points at something: read --fetch --follow gets the text.
  static bool SaysWhere(const FeedRecord& entry) {
    return !entry.link.empty() || !entry.id.empty() || !entry.dates.empty() || !entry.authors.empty();
  }

  static void TellWhyEmpty(const Feed& feed, const std::string& name, const DocumentSink& sink) {
    if (feed.format == "opml") {
      const std::string what = "a list of feeds, no texts; read --fetch reads the feeds it names";
      sink.problem({name, 0, 0, Status(StatusCode::kUnsupported, "feed.opml", what)});
    } else if (feed.format.empty()) {
      sink.problem({name, 0, 0, Status(StatusCode::kInvalidInput, "feed.not_a_feed", "no feed in it")});
    } else if (sink.skipped) {
      sink.skipped("feed.no_entries");
    }
  }

  InputHints hints_;
};

}  // namespace

Document DocumentOfEntry(const FeedRecord& entry, const FeedRecord& feed, const std::string& fallback_id) {
  Document document;
  document.id = !entry.id.empty() ? entry.id : !entry.link.empty() ? entry.link : fallback_id;
  // Links are relative to the document, which has no address where it is a file; the site of the feed is the next best.
  document.url = feed.link.empty() || entry.link.empty() ? entry.link : ResolveUrl(feed.link, entry.link);
  document.title = JoinBlanks(PlainOf(entry, "title"));
  const FeedText* body = BodyOf(entry, document.text);
  if (document.text.empty()) {
    document.text = PlainOf(entry, "summary");
    body = entry.Text("summary");
  }
  if (document.text.empty()) document.text = document.title;  // a headline is a statement too
  if (!entry.source.empty()) document.outlet = JoinBlanks(PlainOf(entry.source.front(), "title"));
  if (document.outlet.empty()) document.outlet = JoinBlanks(PlainOf(feed, "title"));
  document.published_date = DateIn(entry);
  AddAuthors(entry.authors, document.authors);
  // RFC 4287 section 4.1.1: who wrote the source or the feed wrote the entry that names nobody.
  if (document.authors.empty() && !entry.source.empty()) AddAuthors(entry.source.front().authors, document.authors);
  if (document.authors.empty()) AddAuthors(feed.authors, document.authors);
  document.language = !entry.language.empty()           ? entry.language
                      : body && !body->language.empty() ? body->language
                                                        : feed.language;
  return document;
}

std::unique_ptr<Reader> MakeFeedReader(InputHints hints) { return std::make_unique<FeedReader>(std::move(hints)); }

}  // namespace entente
