// Small pieces that feature names of this room are made of.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace entente {

// 0 to 9; what is greater counts as `most`.
inline std::string_view Digit(uint64_t n, uint64_t most = 9) {
  return std::string_view("0123456789").substr(std::min<uint64_t>(n, most), 1);
}
inline std::string_view Flag(bool flag) { return flag ? "1" : "0"; }
// Where a token stands seen from another.
inline std::string_view Side(uint32_t token, uint32_t from) { return token < from ? "<" : ">"; }
// Marks as they are, words as one.
inline std::string_view Mark(std::string_view text) { return text.size() <= 3 ? text : "w"; }

}  // namespace entente
