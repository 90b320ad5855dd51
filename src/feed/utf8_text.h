// Small things about text that the readers of this room share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

// Appends the character a numeric reference means: 128 to 159 as windows-1252 has them, as every browser reads them;
// U+FFFD for what is no character.
void AppendReferenced(std::string& out, uint32_t code);
// Without blanks at both ends.
std::string_view TrimBlanks(std::string_view text);
// Runs of blanks as one space each, none at the ends.
std::string JoinBlanks(std::string_view text);
// What the letters, digits, + and / of `text` stand for in base64, up to the first other character that is no blank;
// empty where it is not base64.
std::string Base64Bytes(std::string_view text);
// With &, < and > as HTML has them; " too for the value of an attribute.
std::string EscapedHtml(std::string_view text, bool in_attribute);
bool IsUtf8(std::string_view text);

}  // namespace entente
