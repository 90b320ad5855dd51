// spaCy's string ids: a small number for reserved symbols, else MurmurHash64A (Appleby, public domain), seed 1.
// The weights were trained on these ids, so they must be exact.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente::parse {

uint64_t MurmurHash64A(std::string_view bytes, uint64_t seed);
// 0 for the empty string; the symbol's number for a reserved symbol ("nsubj", "NOUN"); else the hash.
uint64_t StringId(std::string_view text);

}  // namespace entente::parse
