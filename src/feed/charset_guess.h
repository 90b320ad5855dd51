// The character set of bytes that do not say which, from how the letters look.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// For bytes that are not UTF-8: each candidate decodes them; the one whose letters make words of one script, with the
// commonest letters commonest, wins; "windows-1252" where none does. Pure. Cost: linear in the first 8 KiB.
std::string GuessCharset(std::string_view bytes);

}  // namespace entente
