// ASCII text: case and edges. Pure functions, the same in every locale; bytes above 0x7F stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace entente {

inline std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Without the characters of `edge` at either end. The view is of `text`.
inline std::string_view TrimmedOf(std::string_view text, std::string_view edge) {
  const size_t begin = text.find_first_not_of(edge);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(edge) - begin + 1);
}

}  // namespace entente
