// Feeds as values: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF and JSON Feed, with what their authors wrote kept raw.
//
// Plain values. Text is valid UTF-8; links are absolute where a base is known.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "feed/feed_time.h"

namespace entente {

// A text construct as it stands: `value` is HTML where `type` is text/html or application/xhtml+xml.
struct FeedText {
  std::string name;  // "title", "summary", "content", "subtitle", "rights", "info"
  std::string value;
  std::string type;
  std::string language;
  std::string base;

  bool is_html() const;
  // As a reader sees it: no markup, no entities; paragraphs as lines. Cost: linear.
  std::string Plain() const;
};

struct FeedPerson {
  std::string name;
  std::string email;
  std::string url;
};

struct FeedLink {
  std::string rel;  // "alternate" where the feed does not say
  std::string href;
  std::string type;
  std::string title;
  std::string language;
  std::string length;
};

struct FeedDate {
  std::string name;  // "published", "updated", "created", "expired"
  std::string raw;
  std::optional<FeedTime> time;
};

// A feed, one of its entries, or the feed an entry was taken from: the formats give all three the same fields.
struct FeedRecord {
  std::string id;
  bool id_is_link = false;
  std::string link;
  std::string language;
  std::vector<FeedText> texts;
  std::vector<FeedText> contents;
  std::vector<FeedPerson> authors;
  std::vector<FeedPerson> contributors;
  std::vector<FeedPerson> publishers;
  std::vector<FeedLink> links;
  std::vector<FeedDate> dates;
  std::vector<FeedRecord> source;  // none or one
  bool is_cut = false;             // longer than is read of one entry

  // Null where absent; of several dates of a name the last.
  const FeedText* Text(std::string_view name) const;
  const FeedDate* DateNamed(std::string_view name) const;
};

// What is known beside the bytes.
struct FeedHints {
  std::string content_type;  // HTTP header
  std::string language;      // HTTP Content-Language
  std::string url;           // where it was fetched, or Content-Location
};

// A whole feed.
struct Feed {
  std::string format;  // "rss20", "rss10", "rss091u", "atom10", "atom03", "cdf", "json1", "opml" (no entries), …; empty
                       // where no feed
  std::string encoding;
  bool well_formed = true;
  std::string fault;  // what is wrong with it; empty where well-formed
  FeedRecord feed;
  std::vector<FeedRecord> entries;
};

// Gets each entry as it ends, with what is known of the feed by then; returns false to stop.
using FeedEntrySink = std::function<bool(FeedRecord&& entry, const FeedRecord& feed)>;

// Streams: entries go to `sink`, all else into the result, whose `entries` stay empty. Memory: one entry (at most
// kMaxDocumentBytes) and 1 MiB, whatever the length. Errors: io.unreadable, feed.entity_bomb; entries before it
// were given.
Result<Feed> ReadFeed(std::istream& in, const FeedHints& hints, const FeedEntrySink& sink);
// The same with all entries; for feeds that fit into memory.
Result<Feed> ParseFeed(std::string_view bytes, const FeedHints& hints);

}  // namespace entente
