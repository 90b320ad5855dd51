// PrintableName: see entente/input.h.
#include <algorithm>
#include <cstdint>

#include "base/utf8.h"
#include "entente/input.h"

namespace entente {
namespace {

// Controls of C0 and C1, and the marks that make a name read otherwise than it is: U+200E, U+200F, U+202A–E, U+2066–9,
// line and paragraph separators.
bool IsTricky(uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x200E || point == 0x200F ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

// The code point of a well-formed sequence, and its length.
uint32_t PointAt(std::string_view text, size_t& length) {
  const auto first = static_cast<unsigned char>(text[0]);
  length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  uint32_t point = length == 1 ? first : first & (0x7FU >> length);
  for (size_t i = 1; i < length; ++i) point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  return point;
}

}  // namespace

std::string PrintableName(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  while (!name.empty()) {
    std::string_view good = name.substr(0, FirstInvalidUtf8(name));
    name.remove_prefix(good.size());
    while (!good.empty()) {
      size_t length = 0;
      if (IsTricky(PointAt(good, length))) {
        out += '?';
      } else {
        out += good.substr(0, length);
      }
      good.remove_prefix(length);
    }
    if (!name.empty()) {
      out += '?';
      name.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace entente
