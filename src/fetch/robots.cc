#include "fetch/robots.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/ascii.h"

namespace entente {
namespace {

std::string_view Trim(std::string_view text) { return TrimmedOf(text, " \t"); }

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool IsUnreserved(unsigned char c) { return std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

void AppendEscape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

// One way to write each path (RFC 9309 section 2.2.2): escapes of unreserved characters undone, others in upper case,
// bytes beyond ASCII escaped.
std::string Normal(std::string_view path) {
  std::string out;
  for (size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    const bool escape = byte == '%' && i + 2 < path.size() && HexDigit(path[i + 1]) >= 0 && HexDigit(path[i + 2]) >= 0;
    if (escape) {
      const auto meant = static_cast<unsigned char>(HexDigit(path[i + 1]) * 16 + HexDigit(path[i + 2]));
      if (IsUnreserved(meant))
        out += static_cast<char>(meant);
      else
        AppendEscape(out, meant);
      i += 2;
    } else if (byte >= 0x80 || byte <= 0x20) {
      AppendEscape(out, byte);
    } else {
      out += path[i];
    }
  }
  return out;
}

// '*' is any run of bytes, '$' at the end the end. Cost: product of the lengths at most.
bool Matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (true) {
    if (p == pattern.size() && (!to_end || t == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = t;
    } else if (p < pattern.size() && t < path.size() && pattern[p] == path[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos && retry < path.size()) {
      p = star;
      t = ++retry;
    } else {
      return false;
    }
  }
}

struct Line {
  std::string key;
  std::string_view value;
};

// The next line that says something; false at the end.
bool NextLine(std::string_view& text, Line& line) {
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    one = one.substr(0, one.find('#'));
    const size_t colon = one.find(':');
    if (colon == std::string_view::npos) continue;
    line = {LowerAscii(Trim(one.substr(0, colon))), Trim(one.substr(colon + 1))};
    if (!line.key.empty()) return true;
  }
  return false;
}

// "entente", "Entente/1.0" and "entente news" all name entente.
bool Names(std::string_view agent, std::string_view product) {
  size_t length = 0;
  while (length < agent.size() &&
         (std::isalpha(static_cast<unsigned char>(agent[length])) || agent[length] == '-' || agent[length] == '_')) {
    ++length;
  }
  return LowerAscii(agent.substr(0, length)) == LowerAscii(product);
}

}  // namespace

Robots Robots::DenyAll() {
  Robots robots;
  robots.rules_.push_back({false, "/"});
  return robots;
}

Robots Robots::Parse(std::string_view text, std::string_view product) {
  text = text.substr(0, kMostBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Robots named, any;
  bool is_named = false, is_any = false, in_agents = false, has_named = false;
  for (Line line; NextLine(text, line);) {
    if (line.key == "user-agent") {
      if (!in_agents) is_named = is_any = false;
      in_agents = true;
      is_named = is_named || Names(line.value, product);
      is_any = is_any || line.value == "*";
      has_named = has_named || is_named;
      continue;
    }
    const bool rule = line.key == "allow" || line.key == "disallow";
    if (!rule && line.key != "crawl-delay") continue;
    in_agents = false;
    for (Robots* robots : {is_named ? &named : nullptr, is_any ? &any : nullptr}) {
      if (!robots) continue;
      if (rule && !line.value.empty()) robots->rules_.push_back({line.key == "allow", Normal(line.value)});
      double seconds = 0;
      const auto [end, error] = std::from_chars(line.value.data(), line.value.data() + line.value.size(), seconds);
      if (!rule && error == std::errc() && seconds >= 0) robots->delay_ = seconds;
    }
  }
  return has_named ? named : any;
}

bool Robots::Allows(std::string_view target) const {
  const std::string path = Normal(target.empty() ? "/" : target);
  if (path == "/robots.txt") return true;
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!Matches(rule.pattern, path)) continue;
    const bool longer = !best || rule.pattern.size() > best->pattern.size();
    if (longer || (rule.pattern.size() == best->pattern.size() && rule.allow)) best = &rule;
  }
  return !best || best->allow;
}

}  // namespace entente
