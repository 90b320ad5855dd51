#include "feed/tolerant_xml.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "feed/utf8_text.h"

namespace entente {
namespace {

constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";
constexpr size_t kMostEntity = 32;

bool IsNameStart(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80) != 0; }
bool IsNameByte(char c) {
  return IsNameStart(c) || std::isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == ':';
}
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

size_t SkipBlank(std::string_view text, size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at;
}

size_t SkipName(std::string_view text, size_t at) {
  while (at < text.size() && IsNameByte(text[at])) ++at;
  return at;
}

bool StartsLike(std::string_view text, std::string_view whole) {
  return whole.starts_with(text.substr(0, whole.size()));
}

// Where the tag that begins at 0 ends: the offset of its '>', quotes respected, or of a '<' before it: then it is no
// tag. npos where neither comes.
size_t TagEnd(std::string_view rest) {
  char quote = 0;
  for (size_t i = 1; i < rest.size(); ++i) {
    const char c = rest[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && rest[i - 1] == '=') {
      quote = c;
    } else if (c == '>' || c == '<') {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

void TolerantXml::Push(std::string_view utf8) {
  buffer_ += utf8;
  Run(false);
}

void TolerantXml::Finish() {
  Run(true);
  stack_.EndAll();
}

void TolerantXml::Run(bool last) {
  size_t at = 0;
  while (at < buffer_.size() && !stack_.handler().WantsNoMore()) {
    const size_t used = Token(std::string_view(buffer_).substr(at), last);
    if (used == 0) break;
    at += used;
  }
  buffer_.erase(0, at);
}

size_t TolerantXml::Token(std::string_view rest, bool last) {
  if (!skipping_to_.empty()) {
    const size_t end = rest.find(skipping_to_);
    if (end == std::string_view::npos) {
      const size_t kept = last ? 0 : skipping_to_.size() - 1;
      return rest.size() > kept ? rest.size() - kept : 0;
    }
    const size_t used = end + skipping_to_.size();
    skipping_to_.clear();
    return used;
  }
  if (in_cdata_) return Cdata(rest, last);
  if (rest[0] == '<') return Markup(rest, last);
  if (rest[0] == '&') return EntityAt(rest, last);
  return Characters(rest, last);
}

size_t TolerantXml::Characters(std::string_view rest, bool) {
  const size_t end = std::min(rest.find_first_of("<&"), rest.size());
  stack_.Text(rest.substr(0, end));
  return end;
}

size_t TolerantXml::Cdata(std::string_view rest, bool last) {
  const size_t end = rest.find(kCdataEnd);
  if (end != std::string_view::npos) {
    stack_.Text(rest.substr(0, end));
    in_cdata_ = false;
    return end + kCdataEnd.size();
  }
  const size_t kept = last ? 0 : kCdataEnd.size() - 1;
  if (rest.size() <= kept) return 0;
  stack_.Text(rest.substr(0, rest.size() - kept));
  return rest.size() - kept;
}

size_t TolerantXml::Markup(std::string_view rest, bool last) {
  if (!last && rest.size() < kCdata.size() && (rest.size() == 1 || StartsLike(rest, kCdata))) return 0;
  if (rest.starts_with(kCdata)) {
    in_cdata_ = true;
    return kCdata.size();
  }
  if (rest.starts_with("<!--")) return SkipTo(rest, "-->", 4, last);
  if (rest.starts_with("<?")) return SkipTo(rest, "?>", 2, last);
  if (rest.size() > 2 && rest[1] == '!' && std::isalpha(static_cast<unsigned char>(rest[2]))) {
    const size_t subset = rest.substr(0, rest.find('>')).find('[');
    return SkipTo(rest, subset == std::string_view::npos ? ">" : "]>", 2, last);
  }
  if (rest.size() > 2 && rest[1] == '/' && IsNameStart(rest[2])) return EndTag(rest, last);
  if (rest.size() > 1 && IsNameStart(rest[1])) return StartTag(rest, last);
  if (!last && rest.size() < 3) return 0;
  stack_.Text("<");
  return 1;
}

size_t TolerantXml::SkipTo(std::string_view rest, std::string_view end, size_t from, bool last) {
  const size_t found = rest.find(end, from);
  if (found != std::string_view::npos) return found + end.size();
  if (last) return rest.size();
  if (rest.size() < kMostToken) return 0;
  skipping_to_ = end;
  return from;
}

size_t TolerantXml::EndTag(std::string_view rest, bool last) {
  const size_t name_end = SkipName(rest, 2);
  const size_t end = rest.find_first_of("<>", name_end);
  if (end == std::string_view::npos && !last && rest.size() < kMostToken) return 0;
  stack_.End(rest.substr(2, name_end - 2));
  if (end == std::string_view::npos) return rest.size();
  return rest[end] == '>' ? end + 1 : end;
}

size_t TolerantXml::StartTag(std::string_view rest, bool last) {
  size_t end = TagEnd(rest);
  if (end == std::string_view::npos) {
    if (!last && rest.size() < kMostToken) return 0;
    // A quote that is never closed, or no tag at all: without the quotes it may end.
    end = rest.find_first_of("<>", 1);
  }
  if (end == std::string_view::npos || rest[end] == '<') {
    stack_.Text("<");
    return 1;
  }
  const std::string_view tag = rest.substr(0, end);
  size_t at = SkipName(tag, 1);
  const std::string_view name = tag.substr(1, at - 1);
  XmlStack::RawAttributes attributes;
  while (at < tag.size()) {
    if (!IsNameStart(tag[at])) {
      ++at;
      continue;
    }
    const size_t key_end = SkipName(tag, at);
    std::string key(tag.substr(at, key_end - at));
    at = SkipBlank(tag, key_end);
    std::string value;
    if (at < tag.size() && tag[at] == '=') {
      at = SkipBlank(tag, at + 1);
      const char quote = at < tag.size() && (tag[at] == '"' || tag[at] == '\'') ? tag[at] : '\0';
      const size_t begin = quote != 0 ? at + 1 : at;
      size_t stop = quote != 0 ? tag.find(quote, begin) : tag.find_first_of(" \t\r\n", begin);
      stop = std::min(stop, tag.size());
      value = Unescaped(tag.substr(begin, stop - begin));
      at = stop + (quote != 0 ? 1 : 0);
    }
    attributes.emplace_back(std::move(key), std::move(value));
  }
  Open(name, attributes, tag.ends_with('/'));
  return end + 1;
}

void TolerantXml::Open(std::string_view name, const XmlStack::RawAttributes& attributes, bool is_empty) {
  // No entry stands in another: the one before was not ended.
  if ((name == "item" || name == "entry") && stack_.IsOpen(name)) stack_.End(name);
  stack_.Start(name, attributes);
  if (is_empty) stack_.End(name);
}

size_t TolerantXml::EntityAt(std::string_view rest, bool last) {
  size_t end = 1;
  while (end < rest.size() && end < kMostEntity &&
         (std::isalnum(static_cast<unsigned char>(rest[end])) || rest[end] == '#')) {
    ++end;
  }
  if (end == rest.size() && !last && end < kMostEntity) return 0;
  const bool closed = end < rest.size() && rest[end] == ';';
  const std::string_view name = rest.substr(1, end - 1);
  std::string value;
  if (closed && ValueOf(name, value)) {
    stack_.Text(value);
    return end + 1;
  }
  if (closed && !name.empty() && name[0] != '#') {
    stack_.Reference(name);
    return end + 1;
  }
  stack_.Text("&");
  return 1;
}

std::string TolerantXml::Unescaped(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const size_t amp = std::min(text.find('&'), text.size());
    out += text.substr(0, amp);
    text.remove_prefix(amp);
    if (text.empty()) break;
    const size_t semicolon = text.substr(0, kMostEntity).find(';');
    std::string value;
    if (semicolon != std::string_view::npos && ValueOf(text.substr(1, semicolon - 1), value)) {
      out += value;
      text.remove_prefix(semicolon + 1);
    } else {
      out += '&';
      text.remove_prefix(1);
    }
  }
  return out;
}

bool TolerantXml::ValueOf(std::string_view name, std::string& out) const {
  static constexpr std::pair<std::string_view, std::string_view> kXml[] = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
  for (const auto& [known, value] : kXml) {
    if (name == known) return out = value, true;
  }
  if (const auto entity = entities_.find(name); entity != entities_.end()) return out = entity->second, true;
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size()) return false;
  AppendReferenced(out, code);
  return true;
}

}  // namespace entente
