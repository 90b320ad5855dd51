#include "nn/model_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <fstream>

#include "nn/checksum.h"
#include "support/scratch_folder.h"

namespace entente::nn {
namespace {

std::string SmallFile() {
  ModelFileWriter writer;
  writer.AddBytes("text", "hello");
  writer.AddTensor("weights", {{2, 3, 1, 1}}, std::vector<float>{1, 2, 3, 4, 5, 6});
  writer.AddUint32s("rows", std::vector<uint32_t>{7, 8});
  writer.AddUint64s("keys", std::vector<uint64_t>{1ull << 40});
  writer.AddBytes("empty", "");
  return writer.Build();
}

// Makes the checksum right again after a change, as an attacker would.
void Reseal(std::string* bytes) {
  uint32_t version = 0, sections = 0;
  std::memcpy(&version, bytes->data() + 8, 4);
  std::memcpy(&sections, bytes->data() + 12, 4);
  uint64_t checksum = Checksum(std::string_view(*bytes).substr(64), (uint64_t{version} << 32) | sections);
  std::memcpy(bytes->data() + 24, &checksum, 8);
}

TEST(ModelFileTest, ReadsBackWhatWasWritten) {
  auto file = ModelFile::FromBytes(SmallFile(), "small");
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ(*(*file)->Bytes("text"), "hello");
  EXPECT_EQ(*(*file)->Bytes("empty"), "");
  auto tensor = (*file)->Tensor("weights");
  ASSERT_TRUE(tensor.ok());
  EXPECT_EQ(tensor->shape, (Shape{{2, 3, 1, 1}}));
  EXPECT_EQ(tensor->data[5], 6.0f);
  EXPECT_EQ((*(*file)->Uint32s("rows"))[1], 8u);
  EXPECT_EQ((*(*file)->Uint64s("keys"))[0], 1ull << 40);
  EXPECT_FALSE((*file)->Has("nothing"));
}

TEST(ModelFileTest, AbsentOrOtherKindIsCorrupt) {
  auto file = ModelFile::FromBytes(SmallFile(), "small");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ((*file)->Bytes("nothing").status().id(), "model.corrupt");
  EXPECT_EQ((*file)->Tensor("text").status().id(), "model.corrupt");
  EXPECT_EQ((*file)->Uint64s("rows").status().id(), "model.corrupt");
}

TEST(ModelFileTest, EveryTruncationIsRefused) {
  const std::string bytes = SmallFile();
  for (size_t size = 0; size < bytes.size(); ++size) {
    auto file = ModelFile::FromBytes(bytes.substr(0, size), "cut");
    ASSERT_FALSE(file.ok()) << size;
    EXPECT_EQ(file.status().code(), StatusCode::kCorrupt);
  }
}

TEST(ModelFileTest, EveryChangedByteIsRefused) {
  const std::string bytes = SmallFile();
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i >= 32 && i < 64) continue;  // reserved, not covered
    std::string changed = bytes;
    changed[i] ^= 0x40;
    EXPECT_FALSE(ModelFile::FromBytes(changed, "changed").ok()) << i;
  }
}

TEST(ModelFileTest, AnotherVersionIsNamed) {
  std::string bytes = SmallFile();
  bytes[8] = 99;
  Reseal(&bytes);
  auto file = ModelFile::FromBytes(bytes, "future");
  EXPECT_EQ(file.status().id(), "model.version");
  EXPECT_NE(file.status().message().find("99"), std::string::npos);
}

TEST(ModelFileTest, AHostileSectionTableNeverReachesOutside) {
  const std::string bytes = SmallFile();
  for (size_t i = 64; i < 64 + 5 * 80; ++i) {
    for (int bit : {0x01, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ bit);
      Reseal(&changed);
      auto file = ModelFile::FromBytes(changed, "hostile");
      if (!file.ok()) continue;
      for (const std::string& name : (*file)->SectionNames()) {
        auto text = (*file)->Bytes(name);
        auto tensor = (*file)->Tensor(name);
        if (text.ok() && !text->empty()) {
          EXPECT_EQ(text->back(), (*text)[text->size() - 1]);
        }
        if (tensor.ok() && tensor->shape.Count() > 0) {
          EXPECT_LE(tensor->shape.Count() * sizeof(float), bytes.size());
        }
      }
    }
  }
}

TEST(ModelFileTest, WritesByRenamingAndMapsBack) {
  const ScratchFolder scratch;
  const std::string path = scratch.File("model.entente");
  ModelFileWriter writer;
  writer.AddBytes("text", "kept");
  ASSERT_TRUE(writer.Write(path).ok());
  auto file = ModelFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ(*(*file)->Bytes("text"), "kept");
}

TEST(ModelFileTest, MissingFileAndUnwritablePlaceAreNamed) {
  EXPECT_EQ(ModelFile::Open("/nonexistent/model").status().id(), "model.missing");
  EXPECT_EQ(ModelFile::Open("/").status().id(), "model.corrupt");
  EXPECT_EQ(ModelFileWriter().Write("/nonexistent/model").id(), "io.write");
}

}  // namespace
}  // namespace entente::nn
