// Elements in, a feed and its entries out.
//
// Only what stands directly in a feed, entry or source counts: the <title> of an <image> is no title. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "feed/feed.h"
#include "feed/feed_elements.h"
#include "feed/xml_stack.h"

namespace entente {

class FeedBuilder : public XmlHandler {
 public:
  FeedBuilder(const FeedHints& hints, const FeedEntrySink& sink);

  void Start(const XmlElement& element) override;
  void End() override;
  void Text(std::string_view utf8) override;
  void Reference(std::string_view name) override;
  bool WantsNoMore() const override { return stopped_; }

  // What stood outside of the entries; complete after the parse.
  FeedRecord& feed() { return feed_; }
  // As Feed::format, from the root element.
  const std::string& format() const { return format_; }

 private:
  enum class Kind : uint8_t { kAround, kFeed, kEntry, kGroup, kSource, kValue, kPart, kInline, kIgnored };
  struct Frame {
    Kind kind = Kind::kAround;
    std::string name;
    std::string base;
    std::string language;
  };
  // The element whose text is being read: a text construct, a person, a date, a link.
  struct Value {
    const ElementMeaning* meaning = nullptr;
    std::string text;
    std::string type;
    bool is_base64 = false;
    bool has_markup = false;
    bool is_permalink = true;  // of a guid
    FeedPerson person;
    std::string* part = nullptr;  // the field of `person` that gets the text
    FeedLink link;
  };

  Kind KindUnder(const Frame& parent, const XmlElement& element) const;
  void NoteFormat(const XmlElement& element);
  void StartRecord(const XmlElement& element, Kind kind);
  void StartMeaning(const XmlElement& element, const ElementMeaning& meaning, Frame& frame);
  void StartText(const XmlElement& element, const ElementMeaning& meaning);
  void StartLink(const XmlElement& element, const Frame& frame);
  void StartPart(const XmlElement& element);
  void StartInline(const XmlElement& element);
  void EndInline(const Frame& frame);
  void EndValue(const Frame& frame);
  void EndText(const Frame& frame);
  void EndPerson(const Frame& frame);
  void EndLink(const Frame& frame);
  void EndEntry();
  void AddText(FeedText text, const ElementMeaning& meaning);
  void AddLink(FeedLink link);
  void Append(std::string& to, std::string_view utf8);
  FeedRecord& Record();

  const FeedHints hints_;
  const FeedEntrySink& sink_;
  FeedRecord feed_;
  FeedRecord entry_;
  std::vector<Frame> frames_;
  Value value_;
  std::string format_;
  uint64_t entry_bytes_ = 0;
  uint64_t feed_bytes_ = 0;
  bool in_entry_ = false;
  bool in_source_ = false;
  bool is_atom_ = false;
  bool stopped_ = false;
};

// "Jane Doe <jane@news.example>", "jane@news.example (Jane Doe)", "Jane Doe" in its parts.
FeedPerson PersonOf(std::string_view text);

}  // namespace entente
