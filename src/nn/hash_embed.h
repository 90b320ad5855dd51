// Hash embedding (Svenstrup et al. 2017, https://arxiv.org/abs/1709.03933, as in thinc's HashEmbed): a 64-bit key is
// hashed to four rows of a small table, which are summed.
//
// Immutable, thread-safe. Reads the mapped table; copies nothing.
#pragma once

#include <array>
#include <cstdint>

#include "nn/model_file.h"

namespace entente::nn {

// The four 32-bit hashes of a key: MurmurHash3_x86_128 of its eight bytes as thinc computes it.
std::array<uint32_t, 4> HashKey(uint64_t key, uint32_t seed);

class HashEmbed {
 public:
  HashEmbed() = default;
  // REQUIRES: table of shape [rows, width], rows > 0, width a multiple of 8; alive as long as this.
  HashEmbed(TensorView table, uint32_t seed) : table_(table), seed_(seed) {}

  size_t width() const { return table_.shape.dims[1]; }
  // Writes width() floats.
  void Embed(uint64_t key, float* out) const;

 private:
  TensorView table_;
  uint32_t seed_ = 0;
};

}  // namespace entente::nn
