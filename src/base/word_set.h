// In: whether a short fixed list of words has a word. Pure; linear in the list.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace entente {

template <size_t N>
bool In(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace entente
