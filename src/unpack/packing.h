// How bytes are packed, by their beginning: only what no text begins with.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace entente {

enum class Packing { kNone, kGzip, kZstd, kZip };

inline constexpr size_t kPackingBytes = 4;  // so many tell

inline Packing PackingOf(std::string_view head) {
  using std::string_view_literals::operator""sv;
  constexpr std::array<std::pair<std::string_view, Packing>, 4> kMagics = {
      {{"\x1f\x8b"sv, Packing::kGzip},
       {"\x28\xb5\x2f\xfd"sv, Packing::kZstd},
       {"PK\x03\x04"sv, Packing::kZip},
       {"PK\x05\x06"sv, Packing::kZip}}};  // the last: an empty one
  for (const auto& [magic, packing] : kMagics) {
    if (head.starts_with(magic)) return packing;
  }
  return Packing::kNone;
}

}  // namespace entente
