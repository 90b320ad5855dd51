// Character classes and case as Python's str has them, on which spaCy's features rest. utf8proc supplies the
// Unicode data. Pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::parse {

// Decodes the character at `*at` and moves past it. Damaged bytes are returned one by one as U+FFFD.
// REQUIRES: *at < text.size().
uint32_t DecodeUtf8(std::string_view text, size_t* at);

bool IsSpace(uint32_t c);  // str.isspace
bool IsAlpha(uint32_t c);  // str.isalpha: category L
bool IsUpper(uint32_t c);  // str.isupper of one letter: category Lu
bool IsDigit(uint32_t c);  // str.isdigit: Nd and superscripts, circled digits …

bool AllSpace(std::string_view text);  // false for ""
bool AllAlpha(std::string_view text);  // false for ""
std::string Lower(std::string_view text);

std::string_view FirstCharacters(std::string_view text, size_t count);
std::string_view LastCharacters(std::string_view text, size_t count);
// spaCy's word_shape: "Xxxxx", "dd", runs cut to four; "LONG" from 100 characters on.
std::string WordShape(std::string_view text);

}  // namespace entente::parse
