// A folder of a test's own. CTest runs the tests of one binary side by side, so a fixed name under /tmp is shared by
// accident.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace entente {

// Made when constructed, removed with all it holds when destroyed.
class ScratchFolder {
 public:
  ScratchFolder() : path_((std::filesystem::temp_directory_path() / "entente_XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string File(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace entente
