#include "input/walk.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/ascii.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxFolderDepth = 64;

// Lower case, without an ending of kPlainEndings.
constexpr std::string_view kAboutFolder[] = {"readme",   "license",    "licence",  "copying",      "changelog",
                                             "changes",  "notice",     "authors",  "citation",     "md5sums",
                                             "sha1sums", "sha256sums", "manifest", "contributing", "makefile"};
constexpr std::string_view kPlainEndings[] = {".gz", ".md", ".txt", ".rst", ".html", ".cff", ".json", ".pdf"};

struct Entry {
  std::string key;  // the name, with '/' behind a folder's, so that whole paths come out sorted
  std::string path;
  bool folder = false;
};

class Walker {
 public:
  explicit Walker(const WalkSink& sink) : sink_(sink) {}

  bool Folder(const std::string& path, int depth) {
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) Take(*at, entries);
    if (error) Refuse(path, "io.unreadable", error.message());
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    for (const Entry& entry : entries) {
      if (!entry.folder) {
        ++files_;
        if (!sink_.file(entry.path)) return false;
      } else if (depth == kMaxFolderDepth) {
        Refuse(entry.path, "io.unreadable", "too many directories in each other");
      } else if (!Folder(entry.path, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  uint64_t found() const { return files_ + refused_; }
  void Refuse(const std::string& path, std::string_view id, const std::string& what) {
    ++refused_;
    const std::string name = PrintableName(path);
    sink_.problem({name, 0, 0, Status(StatusCode::kIo, id, name + ": " + what)});
  }

 private:
  void Take(const fs::directory_entry& entry, std::vector<Entry>& entries) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) return sink_.skipped("io.hidden");
    std::error_code error;
    const bool link = entry.is_symlink(error);
    const fs::file_status status = entry.status(error);
    if (error) return Refuse(entry.path().string(), "io.unreadable", error.message());
    if (status.type() == fs::file_type::not_found) {
      return Refuse(entry.path().string(), "io.unreadable", "a link to nothing");
    }
    if (fs::is_directory(status)) {
      if (link) return sink_.skipped("io.linked_folder");
      return entries.push_back({name + "/", entry.path().string(), true});
    }
    if (!fs::is_regular_file(status)) return sink_.skipped("io.no_file");
    if (IsAboutFolder(name)) return sink_.skipped("io.about_folder");
    entries.push_back({name, entry.path().string(), false});
  }

  const WalkSink& sink_;
  uint64_t files_ = 0;
  uint64_t refused_ = 0;
};

}  // namespace

bool Walk(const std::string& path, const WalkSink& sink) {
  std::error_code error;
  if (path == "-" || !fs::is_directory(path, error)) return sink.file(path);
  Walker walker(sink);
  if (!walker.Folder(path, 1)) return false;
  if (walker.found() == 0) walker.Refuse(path, "io.nothing_to_read", "holds no file to read");
  return true;
}

bool IsAboutFolder(std::string_view name) {
  std::string low = LowerAscii(name);
  for (const std::string_view ending : kPlainEndings) {
    if (low.ends_with(ending)) low.resize(low.size() - ending.size());
  }
  return std::find(std::begin(kAboutFolder), std::end(kAboutFolder), low) != std::end(kAboutFolder);
}

std::optional<uint64_t> FileBytes(const std::string& path) {
  std::error_code error;
  if (path == "-" || !fs::is_regular_file(path, error)) return std::nullopt;
  const uintmax_t size = fs::file_size(path, error);
  return error ? std::nullopt : std::optional<uint64_t>(size);
}

}  // namespace entente
