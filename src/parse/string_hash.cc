#include "parse/string_hash.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace entente::parse {
namespace {

struct Symbol {
  std::string_view name;
  uint16_t id;
};

// spacy/symbols.pyx (MIT licence) of spaCy 3.8, sorted by name. Ids have not changed within spaCy 3.
constexpr Symbol kSymbols[] = {
#include "parse/symbols.inc"
};

constexpr size_t kMaxSymbolBytes = 24;

}  // namespace

uint64_t MurmurHash64A(std::string_view bytes, uint64_t seed) {
  constexpr uint64_t kMultiplier = 0xc6a4a7935bd1e995ull;
  constexpr int kShift = 47;
  const char* p = bytes.data();
  const char* end = p + bytes.size() / 8 * 8;
  uint64_t hash = seed ^ (bytes.size() * kMultiplier);
  for (; p < end; p += 8) {
    uint64_t block;
    std::memcpy(&block, p, 8);
    block *= kMultiplier;
    block ^= block >> kShift;
    hash = (hash ^ (block * kMultiplier)) * kMultiplier;
  }
  if (size_t left = bytes.size() % 8; left > 0) {
    uint64_t tail = 0;
    std::memcpy(&tail, p, left);
    hash = (hash ^ tail) * kMultiplier;
  }
  hash ^= hash >> kShift;
  hash *= kMultiplier;
  return hash ^ (hash >> kShift);
}

uint64_t StringId(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() <= kMaxSymbolBytes) {
    const auto* found = std::lower_bound(std::begin(kSymbols), std::end(kSymbols), text,
                                         [](const Symbol& s, std::string_view name) { return s.name < name; });
    if (found != std::end(kSymbols) && found->name == text) return found->id;
  }
  return MurmurHash64A(text, 1);
}

}  // namespace entente::parse
