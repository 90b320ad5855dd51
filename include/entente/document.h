// Document and the ranges and dates that point into it: the first values of the flow.
//
// Plain values, no shared state. All ranges are half-open byte ranges [begin, end) into Document::text (UTF-8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// A half-open range of bytes of a document's text. Empty (begin == end) means "not in the text".
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return begin >= end; }
  friend bool operator==(const Span&, const Span&) = default;
};

// REQUIRES: span within text. The view lives as long as `text` does.
inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// Whether they share a byte.
inline bool Overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

// A calendar date of which month and day may be unknown (0). Proleptic Gregorian (ISO 8601).
struct Date {
  int16_t year = 0;
  uint8_t month = 0;
  uint8_t day = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// Both ends included, each with its own precision: {2020-09-27, 2020-11-10} or {2020, 2020}.
struct DateInterval {
  Date begin;
  Date end;
  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

// One article or post as read. `text` is the cleaned body, byte for byte what every Span points into.
struct Document {
  std::string id;      // the reader's name for it: NDJSON "id", or the file's path
  std::string text;    // valid UTF-8
  std::string title;   // empty where unknown; a title inside `text` is not repeated here
  std::string outlet;  // who printed it; never called "source"
  std::string url;
  std::optional<Date> published_date;
  std::vector<std::string> authors;  // names as printed, in print order
  std::string language;  // BCP 47 as the input declares it ("en", "en-GB"), or as its text reads; empty where unknown
};

}  // namespace entente
