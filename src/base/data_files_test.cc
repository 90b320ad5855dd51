#include "base/data_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace entente {
namespace {

// What the binary carries is what stands in data/: name by name, byte by byte.
TEST(DataFilesTest, TheBinaryHoldsTheTablesOfTheTree) {
  const DataFiles embedded = DataFiles::Embedded();
  const auto tree = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  ASSERT_TRUE(tree.ok()) << tree.status().ToString();
  const auto names = embedded.List("");
  ASSERT_EQ(names, tree->List(""));
  ASSERT_FALSE(names.empty());
  for (const std::string_view name : names) {
    EXPECT_TRUE(name.ends_with(".tsv") || name.ends_with(".linear") || name.ends_with(".trees")) << name;
    EXPECT_TRUE(*embedded.Read(name) == *tree->Read(name)) << name;
  }
}

TEST(DataFilesTest, ListsAFolderAndSaysWhatIsMissing) {
  const DataFiles files = DataFiles::InMemory({{"b/two.tsv", "2"}, {"b/one.tsv", "1"}, {"a/x.tsv", ""}});
  EXPECT_EQ(files.List("b/"), (std::vector<std::string_view>{"b/one.tsv", "b/two.tsv"}));
  EXPECT_EQ(*files.Read("b/one.tsv"), "1");
  EXPECT_EQ(files.Read("b/three.tsv").status().id(), "data.missing");
  EXPECT_EQ(DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/absent").status().id(), "data.missing");
}

}  // namespace
}  // namespace entente
