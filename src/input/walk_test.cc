#include "input/walk.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "input/test_inputs.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

TEST(WalkTest, SortsAndSkips) {
  const ScratchFolder folder;
  const fs::path root = folder.path();
  fs::create_directories(root / "b" / "c");
  for (const char* name : {"README.md", "b/c/SHA256SUMS", "b.txt", "a.txt", "b/z.txt", "b/c/y.txt", ".hidden"})
    std::ofstream(root / name) << "x";
  fs::create_directory_symlink(root, root / "b" / "loop");
  fs::create_symlink(root / "nothing", root / "dangling");
  ASSERT_EQ(mkfifo((root / "pipe").c_str(), 0600), 0);
  std::vector<std::string> files;
  Got got;
  const DocumentSink sink = got.sink();
  EXPECT_TRUE(Walk(root.string(), {[&](const std::string& path) {
                                     files.push_back(fs::path(path).lexically_relative(root).string());
                                     return true;
                                   },
                                   sink.problem, sink.skipped}));
  EXPECT_EQ(files, (std::vector<std::string>{"a.txt", "b.txt", "b/c/y.txt", "b/z.txt"}));
  std::sort(got.skipped.begin(), got.skipped.end());
  EXPECT_EQ(got.skipped, (std::vector<std::string>{"io.about_folder", "io.about_folder", "io.hidden",
                                                   "io.linked_folder", "io.no_file"}));
  EXPECT_EQ(got.codes(), std::vector<std::string>{"io.unreadable"});
}

TEST(WalkTest, KnowsWhatTellsOfAFolder) {
  for (const char* name : {"README", "readme.md", "LICENSE.txt", "ChangeLog", "MD5SUMS", "readme.txt.gz"}) {
    EXPECT_TRUE(IsAboutFolder(name)) << name;
  }
  for (const char* name : {"readme-of-the-talks.txt", "licensed.html", "manifesto.txt", "a.md", ""}) {
    EXPECT_FALSE(IsAboutFolder(name)) << name;
  }
}

// Named, it is read: whoever names it means it.
TEST(WalkTest, ReadsWhatIsNamed) {
  const ScratchFolder folder;
  std::ofstream(folder.File("README.md")) << "Norway hosted the talks.";
  Got got;
  ReadInputs({folder.File("README.md")}, {}, got.sink());
  EXPECT_EQ(got.documents.size(), 1U);
}

TEST(WalkTest, SaysWhereThereIsNothing) {
  const ScratchFolder folder;
  Got got;
  ReadInputs({folder.path(), folder.File("absent.txt")}, {}, got.sink());
  EXPECT_EQ(got.codes(), (std::vector<std::string>{"io.nothing_to_read", "io.not_found"}));
}

}  // namespace
}  // namespace entente
