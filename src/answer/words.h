// Words of names and questions, and lists of words in prose. English; only ASCII letters change case.
//
// Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"

namespace entente {

// One word of a text: letters, digits, apostrophes and inner full stops ("U.S."), without a possessive "'s".
struct Word {
  std::string text;  // as written, full stops dropped: "US"
  std::string lower;
  Span span;  // bytes, with the possessive
  bool hyphen_before = false;
  bool possessive = false;
};

// "Turkish-Israeli relations" → Turkish, Israeli (hyphen before), relations.
std::vector<Word> WordsOf(std::string_view text);

// Lower-cased words with one space between, without a leading "the": how names are compared.
std::string NormalName(std::string_view name);
// First letter upper-case, where ASCII.
std::string Capitalised(std::string_view text);
// "A", "A and B", "A, B and C".
std::string ListOf(std::span<const std::string> items);
// Is `form` a regular form of `lemma`: help → helps, helped, helping; try → tries; stop → stopped?
bool IsFormOf(std::string_view form, std::string_view lemma);
// Number of one-byte edits (insert, delete, replace, swap neighbours) from one to the other.
int EditDistance(std::string_view a, std::string_view b);

// "2012-03-24" for its day number (1970-01-01 = 0).
std::string Day(int32_t day);
// Terminal control never comes from a stream: control characters become spaces.
std::string Clean(std::string_view text);

}  // namespace entente
