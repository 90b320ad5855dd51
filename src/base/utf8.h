// UTF-8 (RFC 3629): validation, encoding. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

// The offset of the first byte that is no part of a well-formed sequence; text.size() where all is well. Cost: linear.
size_t FirstInvalidUtf8(std::string_view text);
// REQUIRES: a code point, below 0x110000.
void AppendUtf8(uint32_t point, std::string& out);

}  // namespace entente
