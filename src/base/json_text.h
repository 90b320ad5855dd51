// JSON strings and numbers as text. Pure functions; UTF-8 in, UTF-8 out.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// Appends `text` with quotes and escapes (RFC 8259). Bytes from 0x20 up pass unchanged.
void AppendJsonString(std::string& out, std::string_view text);
// The shortest decimal that reads back as `value`; at most `decimals` places where not negative.
void AppendJsonNumber(std::string& out, double value, int decimals = -1);

}  // namespace entente
