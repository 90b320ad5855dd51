#include <string>

#include "input/test_inputs.h"
#include "support/packed_bytes.h"
#include "unpack/budget.h"

namespace entente {
namespace {

using Texts = std::vector<std::string>;

TEST(DispatcherTest, UnpacksGzipAndZstdInEachOther) {
  const std::string text = "Norway hosted the talks.";
  EXPECT_EQ(ReadAll(Gzip(text)).texts(), Texts{text});
  EXPECT_EQ(ReadAll(Zstd(text)).texts(), Texts{text});
  EXPECT_EQ(ReadAll(Zstd(Gzip(text))).texts(), Texts{text});
}

TEST(DispatcherTest, ReadsMembersOneAfterTheOther) {
  const std::string one = "{\"id\":\"a\",\"text\":\"One.\"}\n";
  const std::string two = "{\"id\":\"b\",\"text\":\"Two.\"}\n";
  EXPECT_EQ(ReadAll(Gzip(one) + Gzip(two)).texts(), (Texts{"One.", "Two."}));
  EXPECT_EQ(ReadAll(Zstd(one) + Zstd(two)).texts(), (Texts{"One.", "Two."}));
}

TEST(DispatcherTest, GoesOnBehindADamagedMember) {
  std::string damaged = Gzip("{\"id\":\"a\",\"text\":\"One of some length, so that there is something to damage.\"}\n");
  for (size_t i = 20; i < 40; ++i) damaged[i] = static_cast<char>(0xFF);
  const Got got = ReadAll(damaged + Gzip("{\"id\":\"b\",\"text\":\"Two.\"}\n"));
  EXPECT_EQ(got.texts(), Texts{"Two."});
  ASSERT_FALSE(got.problems.empty());
  EXPECT_EQ(got.codes().back(), "gzip.corrupt");
}

TEST(DispatcherTest, KeepsRecordsButNoDocumentThatWasCutShort) {
  std::string lines;
  for (uint64_t i = 0; i < 2000; ++i) {
    lines += "{\"id\":" + std::to_string(i) + ",\"text\":\"Round " + std::to_string(i * i * 7919) + ".\"}\n";
  }
  std::string packed = Gzip(lines);
  packed.resize(packed.size() / 2);
  const Got records = ReadAll(packed);
  EXPECT_GT(records.documents.size(), 500U);
  EXPECT_EQ(records.codes().back(), "gzip.truncated");
  std::string text = Gzip("A text whose end is missing: who knows what it said there about the talks.");
  text.resize(text.size() - 20);
  EXPECT_TRUE(ReadAll(text).documents.empty());
  // A missing check sum alone leaves nothing out.
  std::string all = Gzip("A text that is all there.");
  all.resize(all.size() - 3);
  EXPECT_EQ(ReadAll(all).documents.size(), 1U);
}

TEST(DispatcherTest, RefusesABombAndWhatIsTooDeep) {
  const std::string big = Gzip(std::string(size_t{8} << 20, ' '));
  std::string packed;
  for (int i = 0; i < 64; ++i) packed += big;
  const Got got = ReadAll(Gzip("{\"id\":\"a\",\"text\":\"One.\"}\n") + packed);
  EXPECT_EQ(got.texts(), Texts{"One."});
  EXPECT_EQ(got.codes().back(), "archive.bomb");
  std::string deep = "Norway hosted the talks.";
  for (int i = 0; i <= kMaxNesting; ++i) deep = Gzip(deep);
  EXPECT_EQ(ReadAll(deep).codes(), std::vector<std::string>{"archive.too_deep"});
}

TEST(DispatcherTest, ReadsUtf16ByItsMark) {
  const std::string little("\xFF\xFEO\0k\0\x3D\xD8\x00\xDE.\0", 12);
  EXPECT_EQ(ReadAll(little).texts(), Texts{"Ok\xF0\x9F\x98\x80."});
  const std::string big("\xFE\xFF\0O\0k\0.", 8);
  EXPECT_EQ(ReadAll(big).texts(), Texts{"Ok."});
}

TEST(DispatcherTest, RefusesWhatIsNoText) {
  EXPECT_EQ(ReadAll("%PDF-1.7 and so on").codes(), std::vector<std::string>{"text.binary"});
  EXPECT_EQ(ReadAll(std::string("a\0b", 3)).codes(), std::vector<std::string>{"text.binary"});
  EXPECT_EQ(ReadAll("<?xml version=\"1.0\"?><ledger/>").codes(), std::vector<std::string>{"text.unsupported"});
}

TEST(DispatcherTest, ReadsWhatContentSaysWhateverTypeIsDeclared) {
  EXPECT_EQ(ReadAll("{\"id\":\"a\",\"text\":\"One.\"}\n", "x", {"text/html", "", {}}).texts(), Texts{"One."});
  EXPECT_EQ(ReadAll("[Update] They met.", "x").texts(), Texts{"[Update] They met."});
}

}  // namespace
}  // namespace entente
