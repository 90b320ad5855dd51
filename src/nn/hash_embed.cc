#include "nn/hash_embed.h"

#include <bit>

#include "nn/kernels.h"

namespace entente::nn {
namespace {

uint64_t Mix(uint64_t h) {
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdull;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53ull;
  return h ^ (h >> 33);
}

}  // namespace

std::array<uint32_t, 4> HashKey(uint64_t key, uint32_t seed) {
  constexpr uint64_t kKeyBytes = 8;
  uint64_t h1 = std::rotl(key * 0x87c37b91114253d5ull, 31) * 0x4cf5ad432745937full;
  h1 ^= seed ^ kKeyBytes;
  uint64_t h2 = seed ^ kKeyBytes;
  h1 += h2;
  h2 += h1;
  h1 = Mix(h1);
  h2 = Mix(h2);
  h1 += h2;
  h2 += h1;
  return {static_cast<uint32_t>(h1), static_cast<uint32_t>(h1 >> 32), static_cast<uint32_t>(h2),
          static_cast<uint32_t>(h2 >> 32)};
}

void HashEmbed::Embed(uint64_t key, float* out) const {
  const float* rows[4];
  auto hashes = HashKey(key, seed_);
  for (int i = 0; i < 4; ++i) rows[i] = table_.data + size_t{hashes[i] % table_.shape.dims[0]} * width();
  SumFour(rows, width(), out);
}

}  // namespace entente::nn
