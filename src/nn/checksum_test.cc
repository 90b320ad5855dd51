#include "nn/checksum.h"

#include <gtest/gtest.h>

#include <string>

namespace entente::nn {
namespace {

// Values of the reference implementation (xxhsum -H64).
TEST(ChecksumTest, AgreesWithXxh64) {
  EXPECT_EQ(Checksum(""), 0xEF46DB3751D8E999ull);
  EXPECT_EQ(Checksum("a"), 0xD24EC4F1A98C6E5Bull);
  EXPECT_EQ(Checksum("abc"), 0x44BC2CF5AD770999ull);
  EXPECT_EQ(Checksum("Nobody inspects the spammish repetition"), 0xFBCEA83C8A378BF1ull);
}

TEST(ChecksumTest, EveryByteAndTheSeedCount) {
  std::string bytes(100, 'x');
  const uint64_t whole = Checksum(bytes);
  EXPECT_NE(Checksum(bytes, 1), whole);
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] ^= 1;
    EXPECT_NE(Checksum(changed), whole) << i;
  }
}

}  // namespace
}  // namespace entente::nn
