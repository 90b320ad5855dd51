#include "feed/utf8_text.h"

#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace entente {
namespace {

constexpr std::array<uint16_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr std::string_view kBlank = " \t\r\n\f";

int SixBits(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

}  // namespace

void AppendReferenced(std::string& out, uint32_t code) {
  if (code >= 0x80 && code < 0xA0) code = kWindows1252[code - 0x80];
  const bool none = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
  AppendUtf8(none ? 0xFFFD : code, out);
}

std::string_view TrimBlanks(std::string_view text) { return TrimmedOf(text, kBlank); }

std::string JoinBlanks(std::string_view text) {
  std::string out;
  for (const char c : TrimBlanks(text)) {
    const bool blank = kBlank.find(c) != std::string_view::npos;
    if (!blank) out += c;
    if (blank && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string Base64Bytes(std::string_view text) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (kBlank.find(c) != std::string_view::npos) continue;
    if (c == '=') break;
    const int six = SixBits(c);
    if (six < 0) return {};
    bits = (bits << 6) | static_cast<uint32_t>(six);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> count) & 0xFF);
    }
  }
  return out;
}

std::string EscapedHtml(std::string_view text, bool in_attribute) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"' && in_attribute)
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

bool IsUtf8(std::string_view text) { return FirstInvalidUtf8(text) == text.size(); }

}  // namespace entente
