#include "feed/feed_builder.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/url.h"
#include "feed/feed_format.h"
#include "feed/utf8_text.h"
#include "text/reader.h"

namespace entente {
namespace {

constexpr size_t kMostFeedBytes = size_t{1} << 20;
constexpr size_t kMostParts = 256;  // links, persons, dates of one record

std::string Language(std::string_view text) {
  std::string out(TrimBlanks(text));
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::string* PartOf(FeedPerson& person, std::string_view name) {
  if (name == "name" || name == "itunes:name") return &person.name;
  if (name == "email" || name == "itunes:email") return &person.email;
  return name == "uri" || name == "url" || name == "homepage" ? &person.url : nullptr;
}

}  // namespace

FeedBuilder::FeedBuilder(const FeedHints& hints, const FeedEntrySink& sink) : hints_(hints), sink_(sink) {
  frames_.push_back({Kind::kAround, "", IsWebUrl(hints.url) ? hints.url : "", Language(hints.language)});
}

FeedRecord& FeedBuilder::Record() {
  FeedRecord& record = in_entry_ ? entry_ : feed_;
  return in_source_ ? record.source.front() : record;
}

FeedBuilder::Kind FeedBuilder::KindUnder(const Frame& parent, const XmlElement& element) const {
  const bool is_entry = element.name == "item" || element.name == "entry";
  switch (parent.kind) {
    case Kind::kAround:
      if (is_entry) return Kind::kEntry;
      return element.name == "channel" || element.name == "feed" ? Kind::kFeed : Kind::kAround;
    case Kind::kFeed:
    case Kind::kEntry:
    case Kind::kGroup:
    case Kind::kSource:
      if (is_entry) return in_entry_ ? Kind::kIgnored : Kind::kEntry;
      // Lists of items in channels; RSS 1.0's rdf:Seq only points at them.
      if (parent.kind == Kind::kFeed && (element.name == "items" || element.name == "channel")) return Kind::kFeed;
      if (parent.kind == Kind::kEntry && element.name == "media:group") return Kind::kGroup;
      return MeaningOf(element.name) ? Kind::kValue : Kind::kIgnored;
    case Kind::kValue:
      if (value_.meaning->role == ElementRole::kPerson) {
        return PartOf(const_cast<FeedPerson&>(value_.person), element.name) ? Kind::kPart : Kind::kIgnored;
      }
      return value_.meaning->role <= ElementRole::kDescription ? Kind::kInline : Kind::kIgnored;
    case Kind::kInline:
      return Kind::kInline;
    default:
      return Kind::kIgnored;
  }
}

void FeedBuilder::Start(const XmlElement& element) {
  const Frame& parent = frames_.back();
  Frame frame{KindUnder(parent, element), element.name, parent.base, parent.language};
  if (frames_.size() == 1) NoteFormat(element);
  if (element.Has("xml:base")) frame.base = ResolveUrl(frame.base, element.Attribute("xml:base"));
  if (element.Has("xml:lang")) frame.language = Language(element.Attribute("xml:lang"));
  if (frame.kind == Kind::kValue) {
    StartMeaning(element, *MeaningOf(element.name), frame);
  } else if (frame.kind == Kind::kPart) {
    StartPart(element);
  } else if (frame.kind == Kind::kInline) {
    StartInline(element);
  }
  frames_.push_back(std::move(frame));
  const Kind kind = frames_.back().kind;
  if (kind == Kind::kFeed || kind == Kind::kEntry) StartRecord(element, kind);
}

void FeedBuilder::NoteFormat(const XmlElement& element) {
  format_ = FeedFormatOf(element);
  is_atom_ = format_.starts_with("atom");
}

void FeedBuilder::StartRecord(const XmlElement& element, Kind kind) {
  // RSS 1.0 says its namespace on the root, RSS without a root on the channel.
  if (format_.empty()) format_ = FeedFormatOf(element);
  if (kind == Kind::kEntry) {
    in_entry_ = true;
    entry_ = FeedRecord();
    entry_bytes_ = 0;
  }
  FeedRecord& record = Record();
  const Frame& frame = frames_.back();
  if (element.Has("xml:lang") || (kind == Kind::kFeed && record.language.empty())) record.language = frame.language;
  if (element.Has("rdf:about") && record.id.empty() && kind == Kind::kEntry) record.id = element.Attribute("rdf:about");
  if (element.Has("href")) {  // CDF
    AddLink({"alternate", ResolveUrl(frame.base, element.Attribute("href")), "", "", "", ""});
  }
  if (element.Has("lastmod")) {
    record.dates.push_back({"updated", element.Attribute("lastmod"), FeedTimeOf(element.Attribute("lastmod"))});
  }
}

void FeedBuilder::StartMeaning(const XmlElement& element, const ElementMeaning& meaning, Frame& frame) {
  value_ = Value();
  value_.meaning = &meaning;
  switch (meaning.role) {
    case ElementRole::kText:
    case ElementRole::kContent:
    case ElementRole::kDescription:
      StartText(element, meaning);
      break;
    case ElementRole::kLink:
    case ElementRole::kEnclosure:
      StartLink(element, frame);
      break;
    case ElementRole::kGuid:
      value_.is_permalink = LowerAscii(element.Attribute("ispermalink")) != "false";
      break;
    case ElementRole::kSource:
      if (!in_entry_ || in_source_) {
        frame.kind = Kind::kIgnored;
        break;
      }
      frame.kind = Kind::kSource;
      in_source_ = true;
      entry_.source.assign(1, FeedRecord());
      if (element.Has("url")) {  // RSS: the title is its text
        AddLink({"alternate", ResolveUrl(frame.base, element.Attribute("url")), "", "", "", ""});
      }
      break;
    default:
      break;
  }
}

void FeedBuilder::StartLink(const XmlElement& element, const Frame& frame) {
  FeedLink& link = value_.link;
  link.rel = element.Attribute("rel");
  if (link.rel.empty()) link.rel = value_.meaning->role == ElementRole::kEnclosure ? "enclosure" : "alternate";
  const std::string& href = element.Has("href") ? element.Attribute("href") : element.Attribute("url");
  if (!href.empty()) link.href = ResolveUrl(frame.base, href);
  link.type = LowerAscii(element.Attribute("type"));
  link.title = element.Attribute("title");
  link.language = element.Attribute("hreflang");
  link.length = element.Attribute("length");
}

void FeedBuilder::StartPart(const XmlElement& element) {
  value_.part = PartOf(value_.person, element.name);
  value_.part->clear();
}

void FeedBuilder::Append(std::string& to, std::string_view utf8) {
  uint64_t& used = in_entry_ ? entry_bytes_ : feed_bytes_;
  used += utf8.size();
  if (used > (in_entry_ ? kMaxDocumentBytes : kMostFeedBytes)) {
    if (in_entry_) entry_.is_cut = true;
    return;
  }
  to += utf8;
}

void FeedBuilder::Text(std::string_view utf8) {
  switch (frames_.back().kind) {
    case Kind::kValue:
    case Kind::kInline: {
      const bool is_text = value_.meaning->role <= ElementRole::kDescription;
      const bool escape = is_text && !value_.is_base64 && (value_.has_markup || IsXmlType(value_.type));
      Append(value_.text, escape ? EscapedHtml(utf8, false) : std::string(utf8));
      break;
    }
    case Kind::kPart:
      Append(*value_.part, utf8);
      break;
    case Kind::kSource:
      Append(value_.text, utf8);
      break;
    default:
      break;
  }
}

void FeedBuilder::Reference(std::string_view name) {
  const Kind kind = frames_.back().kind;
  if (kind != Kind::kValue && kind != Kind::kInline && kind != Kind::kPart) return;
  // HTML knows what it means.
  if (value_.type == "text/plain") value_.type = "text/html";
  Append(kind == Kind::kPart ? *value_.part : value_.text, "&" + std::string(name) + ";");
}

void FeedBuilder::End() {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  switch (frame.kind) {
    case Kind::kEntry:
      EndEntry();
      break;
    case Kind::kValue:
      EndValue(frame);
      break;
    case Kind::kInline:
      EndInline(frame);
      break;
    case Kind::kPart:
      *value_.part = JoinBlanks(*value_.part);
      if (value_.part == &value_.person.url) *value_.part = ResolveUrl(frame.base, *value_.part);
      break;
    case Kind::kSource: {
      FeedRecord& source = entry_.source.front();
      const std::string title = JoinBlanks(value_.text);
      // Only RSS's source has text of its own; what an Atom source leaves in value_ is blank or its last value.
      if (!title.empty() && source.texts.empty() && !is_atom_) {
        source.texts.push_back({"title", title, "text/plain", frame.language, frame.base});
      }
      in_source_ = false;
      break;
    }
    default:
      break;
  }
}

void FeedBuilder::EndValue(const Frame& frame) {
  FeedRecord& record = Record();
  const std::string text(TrimBlanks(value_.text));
  switch (value_.meaning->role) {
    case ElementRole::kText:
    case ElementRole::kContent:
    case ElementRole::kDescription:
      EndText(frame);
      break;
    case ElementRole::kPerson:
      EndPerson(frame);
      break;
    case ElementRole::kDate:
      if (!text.empty() && record.dates.size() < kMostParts) {
        record.dates.push_back({std::string(value_.meaning->target), text, FeedTimeOf(text)});
      }
      break;
    case ElementRole::kLink:
    case ElementRole::kEnclosure:
      EndLink(frame);
      break;
    case ElementRole::kGuid:
      record.id = value_.is_permalink ? ResolveUrl(frame.base, text) : text;
      record.id_is_link = value_.is_permalink;
      break;
    case ElementRole::kId:
      record.id = ResolveUrl(frame.base, text);
      break;
    case ElementRole::kLanguage:
      if (!text.empty()) record.language = Language(text);
      break;
    default:
      break;
  }
  // What follows in a source is not its own text.
  value_.text.clear();
}

void FeedBuilder::EndPerson(const Frame& frame) {
  FeedPerson person = value_.person;
  if (person.name.empty() && person.email.empty() && person.url.empty()) person = PersonOf(value_.text);
  if (person.email.empty() && person.name.find('@') != std::string::npos) {
    const FeedPerson parts = PersonOf(person.name);
    person.name = parts.name;
    person.email = parts.email;
  }
  person.url = person.url.empty() ? "" : ResolveUrl(frame.base, person.url);
  FeedRecord& record = Record();
  auto& list = value_.meaning->target == "author"        ? record.authors
               : value_.meaning->target == "contributor" ? record.contributors
                                                         : record.publishers;
  const bool said = !person.name.empty() || !person.email.empty() || !person.url.empty();
  const bool known = std::any_of(list.begin(), list.end(), [&](const FeedPerson& other) {
    return other.name == person.name && other.email == person.email && other.url == person.url;
  });
  if (said && !known && list.size() < kMostParts) list.push_back(std::move(person));
}

void FeedBuilder::EndLink(const Frame& frame) {
  const std::string_view text = TrimBlanks(value_.text);
  if (value_.link.href.empty() && !text.empty()) value_.link.href = ResolveUrl(frame.base, text);
  if (!value_.link.href.empty()) AddLink(std::move(value_.link));
}

void FeedBuilder::AddLink(FeedLink link) {
  FeedRecord& record = Record();
  if (record.links.size() >= kMostParts) return;
  if (record.link.empty() && link.rel == "alternate" && IsHtmlType(link.type)) record.link = link.href;
  record.links.push_back(std::move(link));
}

void FeedBuilder::EndEntry() {
  if (entry_.link.empty() && entry_.id_is_link) entry_.link = entry_.id;
  in_entry_ = in_source_ = false;
  stopped_ = !sink_(std::move(entry_), feed_) || stopped_;
  entry_ = FeedRecord();
}

}  // namespace entente
