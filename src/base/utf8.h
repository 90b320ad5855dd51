// UTF-8 (RFC 3629): validation. Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace entente {

// The offset of the first byte that is no part of a well-formed sequence; text.size() where all is well. Cost: linear.
size_t FirstInvalidUtf8(std::string_view text);

}  // namespace entente
