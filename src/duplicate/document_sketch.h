// DocumentSketch: a document's text in 132 bytes, enough to find its copies among millions.
//
// A text is the set of its runs of three words (shingles), lower-cased, punctuation apart. The sketch keeps the least
// value of 32 hash functions over that set (MinHash; Broder 1997): two texts agree in each with the probability with
// which their sets overlap. Ten million sketches are 1.3 GB. Plain values; the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace entente {

inline constexpr size_t kSketchSize = 32;

struct DocumentSketch {
  std::array<uint32_t, kSketchSize> minima{};
  uint32_t shingles = 0;  // how many different ones; 0: a text without words, which is nobody's copy
  friend bool operator==(const DocumentSketch&, const DocumentSketch&) = default;
};

// Hashes of the shingles, sorted, each once. A text of one or two words is one shingle. Cost: n log n.
std::vector<uint64_t> ShinglesOf(std::string_view text);
// Cost: linear in the text, about 100 MB/s.
DocumentSketch SketchOf(std::string_view text);
DocumentSketch SketchOf(const std::vector<uint64_t>& shingles);

// Of the smaller set, the share that is in the other; 0 where either is empty.
double Containment(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

}  // namespace entente
