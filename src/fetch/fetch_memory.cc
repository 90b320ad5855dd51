#include "fetch/fetch_memory.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace entente {
namespace {

constexpr std::string_view kHeader = "url\tetag\tlast_modified";

class PassingMemory : public FetchMemory {
 public:
  Validators Get(const std::string& url) const override {
    const auto known = known_.find(url);
    return known == known_.end() ? Validators() : known->second;
  }
  void Put(const std::string& url, const Validators& validators) override {
    const bool sound = IsOneCell(url) && IsOneCell(validators.etag) && IsOneCell(validators.last_modified);
    if (sound && !validators.empty())
      known_[url] = validators;
    else
      known_.erase(url);
  }
  Status Save() override { return Status::Ok(); }

 protected:
  // Servers' words go into headers and into a table.
  static bool IsOneCell(const std::string& text) {
    return text.size() < 4096 && std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20; });
  }
  std::map<std::string, Validators> known_;
};

class FileMemory : public PassingMemory {
 public:
  explicit FileMemory(std::string path) : path_(std::move(path)) {}

  Status Load() {
    std::error_code error;
    if (!std::filesystem::exists(path_, error)) return Status::Ok();
    std::ifstream in(path_, std::ios::binary);
    if (!in) return {StatusCode::kIo, "io.unreadable", path_ + ": cannot be read"};
    std::string line;
    if (!std::getline(in, line) || line != kHeader) {
      return {StatusCode::kCorrupt, "fetch.bad_memory", path_ + ": not the memory of read --fetch; move it away"};
    }
    while (std::getline(in, line)) {
      std::istringstream cells(line);
      std::string url;
      Validators validators;
      std::getline(cells, url, '\t');
      std::getline(cells, validators.etag, '\t');
      std::getline(cells, validators.last_modified, '\t');
      Put(url, validators);
    }
    return Status::Ok();
  }

  Status Save() override {
    const std::string passing = path_ + ".new";
    std::ofstream out(passing, std::ios::binary | std::ios::trunc);
    out << kHeader << '\n';
    for (const auto& [url, validators] : known_) {
      out << url << '\t' << validators.etag << '\t' << validators.last_modified << '\n';
    }
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(passing, path_, error);
    if (!out || error) {
      std::filesystem::remove(passing, error);
      return {StatusCode::kIo, "io.unwritable", path_ + ": cannot be written; what was fetched will be fetched again"};
    }
    return Status::Ok();
  }

 private:
  std::string path_;
};

}  // namespace

std::unique_ptr<FetchMemory> MakePassingMemory() { return std::make_unique<PassingMemory>(); }

Result<std::unique_ptr<FetchMemory>> OpenFileMemory(const std::string& path) {
  auto memory = std::make_unique<FileMemory>(path);
  if (Status status = memory->Load(); !status.ok()) return status;
  return std::unique_ptr<FetchMemory>(std::move(memory));
}

}  // namespace entente
