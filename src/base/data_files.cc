#include "base/data_files.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/embedded_data.h"

namespace entente {

DataFiles DataFiles::Embedded() {
  DataFiles files;
  for (const EmbeddedFile& file : EmbeddedFiles()) files.embedded_.emplace(file.name, file.content);
  return files;
}

DataFiles DataFiles::InMemory(std::map<std::string, std::string> files) {
  DataFiles out;
  for (auto& [name, content] : files) out.owned_.emplace(name, std::move(content));
  return out;
}

Result<DataFiles> DataFiles::FromDirectory(const std::string& directory) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return Status(StatusCode::kNotFound, "data.missing",
                  directory + ": no such directory; leave --data out to use the tables in the binary");
  }
  DataFiles out;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    const std::string kind = at->path().extension().string();
    const bool ours = kind == ".tsv" || kind == ".linear" || kind == ".trees";
    if (!at->is_regular_file(error) || !ours) continue;
    std::ifstream in(at->path(), std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) return Status(StatusCode::kIo, "data.unreadable", at->path().string() + ": cannot be read");
    out.owned_.emplace(fs::relative(at->path(), directory, error).generic_string(), std::move(content));
  }
  if (error) return Status(StatusCode::kIo, "data.unreadable", directory + ": " + error.message());
  return out;
}

Result<std::string_view> DataFiles::Read(std::string_view name) const {
  if (auto at = owned_.find(name); at != owned_.end()) return std::string_view(at->second);
  if (auto at = embedded_.find(name); at != embedded_.end()) return at->second;
  return Status(StatusCode::kNotFound, "data.missing", std::string(name) + ": no such table in data/");
}

std::vector<std::string_view> DataFiles::List(std::string_view folder) const {
  std::map<std::string_view, bool> names;
  for (const auto& [name, content] : owned_) names.emplace(name, true);
  for (const auto& [name, content] : embedded_) names.emplace(name, true);
  std::vector<std::string_view> out;
  for (const auto& [name, _] : names) {
    if (name.starts_with(folder)) out.push_back(name);
  }
  return out;
}

}  // namespace entente
