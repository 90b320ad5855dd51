#include "unpack/unpacked_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/packed_bytes.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

constexpr size_t kMost = size_t{1} << 30;

class UnpackedFileTest : public testing::Test {
 protected:
  std::string Put(const std::string& bytes) {
    std::ofstream(folder_.File("packed"), std::ios::binary) << bytes;
    return folder_.File("packed");
  }
  std::string Text(const std::string& packed) {
    const Result<std::string> text = ReadUnpacked(Put(packed), kMost);
    return text.ok() ? *text : std::string(text.status().id());
  }
  ScratchFolder folder_;
};

TEST_F(UnpackedFileTest, GivesWhatIsInside) {
  const std::string rows = "20240101\tISR\tTUR\t036\n";
  EXPECT_EQ(Text(rows), rows);
  EXPECT_EQ(Text(""), "");
  EXPECT_EQ(Text("PK"), "PK");
  EXPECT_EQ(Text(Gzip(rows)), rows);
  EXPECT_EQ(Text(Gzip(rows) + Gzip(rows)), rows + rows);
  EXPECT_EQ(Text(Zstd(rows)), rows);
  EXPECT_EQ(Text(Zip({{"20240101.export.CSV", rows}})), rows);
  EXPECT_EQ(Text(Gzip(Zip({{"a.csv.zst", Zstd(rows)}}))), rows);
}

TEST_F(UnpackedFileTest, PassesOverFoldersAndHiddenMembers) {
  EXPECT_EQ(Text(Zip({{"day/", "", AE_IFDIR},
                      {"link", "", AE_IFLNK},
                      {"__MACOSX/a", "x"},
                      {".DS_Store", "y"},
                      {"day/a.csv", "rows"}})),
            "rows");
}

TEST_F(UnpackedFileTest, AnArchiveOfSeveralFilesIsNoFile) {
  const std::string two = Zip({{"a", "one"}, {"b", "two"}});
  EXPECT_EQ(Text(two), "archive.many_files");
  EXPECT_EQ(Text(Gzip(two)), "archive.many_files");  // where it is only seen at the end
  EXPECT_EQ(Text(Zip({})), "archive.no_file");
}

TEST_F(UnpackedFileTest, TellsDamage) {
  const std::string rows(100'000, 'r');
  EXPECT_EQ(Text(Gzip(rows).substr(0, 60)), "gzip.truncated");
  EXPECT_EQ(Text(Zstd(rows).substr(0, 10)), "zstd.truncated");
  EXPECT_EQ(Text(Gzip(Gzip(Gzip(Gzip(Gzip(rows)))))), "archive.too_deep");
  EXPECT_EQ(ReadUnpacked(folder_.File("absent"), kMost).status().id(), "io.not_found");
}

TEST_F(UnpackedFileTest, StopsABomb) {
  // 1 GiB of nothing in 1 MiB, packed once more.
  const std::string part = Gzip(std::string(size_t{16} << 20, ' '));
  std::string member;
  for (int i = 0; i < 64; ++i) member += part;
  Result<std::unique_ptr<UnpackedFile>> file = UnpackedFile::Open(Put(Gzip(member)));
  ASSERT_TRUE(file.ok());
  std::string block(size_t{1} << 16, '\0');
  uint64_t got = 0;
  for (std::streamsize n = 1; n > 0; got += static_cast<uint64_t>(n)) {
    n = (*file)->bytes().sgetn(block.data(), static_cast<std::streamsize>(block.size()));
  }
  EXPECT_EQ((*file)->status().id(), "archive.bomb");
  EXPECT_LT(got, kFreeExpansionBytes + kMaxExpansion * Gzip(member).size() + (size_t{1} << 20));
}

TEST_F(UnpackedFileTest, LeavesWhatIsBehindTheMost) { EXPECT_EQ(*ReadUnpacked(Put(Gzip("0123456789")), 4), "0123"); }

}  // namespace
}  // namespace entente
