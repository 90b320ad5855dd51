#include "base/url.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"

namespace entente {
namespace {

std::string_view Trim(std::string_view text) { return TrimmedOf(text, " \t\r\n\f"); }

// The length of a scheme at the beginning, without ':'; 0 where there is none.
size_t SchemeLength(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !std::isalpha(static_cast<unsigned char>(text[0]))) return 0;
  for (const char c : text.substr(0, colon)) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.') return 0;
  }
  return colon;
}

// RFC 3986 section 5.2.4, by segments.
std::string RemoveDotSegments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const size_t slash = path.find('/', 1);
    const std::string_view segment = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash);
    if (segment == "/." || segment == ".") {
      if (path.empty()) out += '/';
    } else if (segment == "/.." || segment == "..") {
      const size_t last = out.rfind('/');
      out.erase(last == std::string::npos ? 0 : last);
      if (path.empty()) out += '/';
    } else {
      out += segment;
    }
  }
  return out;
}

std::string MergePaths(const Url& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) return "/" + std::string(path);
  const size_t slash = base.path.rfind('/');
  return (slash == std::string::npos ? "" : base.path.substr(0, slash + 1)) + std::string(path);
}

void TakeQuery(Url& to, const Url& from) {
  to.query = from.query;
  to.has_query = from.has_query;
}

void TakeAuthority(Url& to, const Url& from) {
  to.authority = from.authority;
  to.has_authority = from.has_authority;
}

}  // namespace

Url SplitUrl(std::string_view text) {
  Url url;
  text = Trim(text);
  if (const size_t length = SchemeLength(text); length > 0) {
    url.scheme = LowerAscii(text.substr(0, length));
    text.remove_prefix(length + 1);
  }
  if (const size_t hash = text.find('#'); hash != std::string_view::npos) {
    url.fragment = text.substr(hash + 1);
    url.has_fragment = true;
    text = text.substr(0, hash);
  }
  if (const size_t mark = text.find('?'); mark != std::string_view::npos) {
    url.query = text.substr(mark + 1);
    url.has_query = true;
    text = text.substr(0, mark);
  }
  if (text.starts_with("//")) {
    const size_t end = std::min(text.find('/', 2), text.size());
    url.authority = text.substr(2, end - 2);
    url.has_authority = true;
    text.remove_prefix(end);
  }
  url.path = text;
  return url;
}

std::string JoinUrl(const Url& url) {
  std::string out;
  if (!url.scheme.empty()) out += url.scheme + ":";
  if (url.has_authority) out += "//" + url.authority;
  out += url.path;
  if (url.has_query) out += "?" + url.query;
  if (url.has_fragment) out += "#" + url.fragment;
  return out;
}

std::string ResolveUrl(std::string_view base_text, std::string_view reference) {
  reference = Trim(reference);
  const Url base = SplitUrl(base_text);
  Url target = SplitUrl(reference);
  // Without a hierarchy in the base there is nothing to resolve against (mailto:, urn:, tag:).
  if (!target.scheme.empty() || base.scheme.empty() || (!base.has_authority && !base.path.starts_with("/"))) {
    return std::string(reference);
  }
  target.scheme = base.scheme;
  if (target.has_authority) return JoinUrl(target);
  TakeAuthority(target, base);
  if (target.path.empty()) {
    target.path = base.path;
    if (!target.has_query) TakeQuery(target, base);
  } else if (target.path.starts_with("/")) {
    target.path = RemoveDotSegments(target.path);
  } else {
    target.path = RemoveDotSegments(MergePaths(base, target.path));
  }
  return JoinUrl(target);
}

std::string HostOf(const Url& url) {
  std::string_view host = url.authority;
  if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with("[")) return LowerAscii(host.substr(1, host.find(']') - 1));
  return LowerAscii(host.substr(0, host.find(':')));
}

bool IsWebUrl(std::string_view text) {
  const Url url = SplitUrl(text);
  return (url.scheme == "http" || url.scheme == "https") && !HostOf(url).empty();
}

}  // namespace entente
