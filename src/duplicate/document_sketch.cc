#include "duplicate/document_sketch.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace entente {
namespace {

constexpr size_t kWordsOfShingle = 3;
constexpr uint64_t kBasis = 14695981039346656037ULL;
constexpr uint64_t kPrime = 1099511628211ULL;

bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0; }

// The finaliser of splitmix64: spreads a number over all bits.
uint64_t Spread(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

std::vector<uint64_t> WordHashes(std::string_view text) {
  std::vector<uint64_t> words;
  uint64_t hash = kBasis;
  bool inside = false;
  for (const char c : text) {
    if (IsWordByte(c)) {
      hash = (hash ^ static_cast<uint64_t>(std::tolower(static_cast<unsigned char>(c)))) * kPrime;
      inside = true;
    } else if (inside) {
      words.push_back(hash);
      hash = kBasis;
      inside = false;
    }
  }
  if (inside) words.push_back(hash);
  return words;
}

}  // namespace

std::vector<uint64_t> ShinglesOf(std::string_view text) {
  const std::vector<uint64_t> words = WordHashes(text);
  std::vector<uint64_t> shingles;
  const size_t width = std::min(kWordsOfShingle, words.size());
  for (size_t i = 0; width > 0 && i + width <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t w = 0; w < width; ++w) hash = Spread(hash * kPrime + words[i + w]);
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

DocumentSketch SketchOf(const std::vector<uint64_t>& shingles) {
  DocumentSketch sketch;
  sketch.minima.fill(std::numeric_limits<uint32_t>::max());
  sketch.shingles = static_cast<uint32_t>(shingles.size());
  for (const uint64_t shingle : shingles) {
    // Each hash function is a multiplication by an odd number of its own; the upper half of a product is well mixed.
    uint64_t factor = kBasis | 1;
    for (uint32_t& least : sketch.minima) {
      least = std::min(least, static_cast<uint32_t>((shingle * factor) >> 32));
      factor = factor * 6364136223846793005ULL + 1442695040888963406ULL;  // odd stays odd
    }
  }
  return sketch;
}

DocumentSketch SketchOf(std::string_view text) { return SketchOf(ShinglesOf(text)); }

double Containment(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++shared, ++i, ++j;
    } else {
      *i < *j ? ++i : ++j;
    }
  }
  const size_t smaller = std::min(a.size(), b.size());
  return smaller == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(smaller);
}

}  // namespace entente
