#include "nn/hash_embed.h"

#include <gtest/gtest.h>

namespace entente::nn {
namespace {

// numpy: NumpyOps().hash(numpy.asarray([0, 1, 2**63], dtype="uint64"), seed)
TEST(HashEmbedTest, HashesAsThinc) {
  EXPECT_EQ(HashKey(0ull, 8), (std::array<uint32_t, 4>{0u, 0u, 0u, 0u}));
  EXPECT_EQ(HashKey(1ull, 8), (std::array<uint32_t, 4>{1161550108u, 2247783286u, 1742325162u, 1224191281u}));
  EXPECT_EQ(HashKey(9223372036854775808ull, 8),
            (std::array<uint32_t, 4>{2354736462u, 2184247079u, 1384621045u, 1128886971u}));
  EXPECT_EQ(HashKey(8110129090154140942ull, 8),
            (std::array<uint32_t, 4>{4095442u, 3017060893u, 2153626811u, 230624043u}));
  EXPECT_EQ(HashKey(0ull, 13), (std::array<uint32_t, 4>{1041741114u, 1039425791u, 1457952615u, 394743738u}));
  EXPECT_EQ(HashKey(1ull, 13), (std::array<uint32_t, 4>{1266879892u, 1356517611u, 318478807u, 3343674364u}));
  EXPECT_EQ(HashKey(9223372036854775808ull, 13),
            (std::array<uint32_t, 4>{3538663004u, 3291391371u, 1894261537u, 1309555066u}));
  EXPECT_EQ(HashKey(8110129090154140942ull, 13),
            (std::array<uint32_t, 4>{621533996u, 486960050u, 3720615601u, 4011261516u}));
}

TEST(HashEmbedTest, SumsFourRows) {
  std::vector<float> table(10 * 8);
  for (size_t i = 0; i < table.size(); ++i) table[i] = static_cast<float>(i);
  HashEmbed embed({table.data(), {{10, 8, 1, 1}}}, 8);
  float out[8];
  embed.Embed(12345, out);
  auto hashes = HashKey(12345, 8);
  for (int i = 0; i < 8; ++i) {
    float expected = 0;
    for (uint32_t hash : hashes) expected += table[hash % 10 * 8 + i];
    EXPECT_EQ(out[i], expected);
  }
}

}  // namespace
}  // namespace entente::nn
