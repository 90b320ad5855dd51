#include "stream/columns_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace entente {
namespace {

constexpr std::array<char, 8> kMagic = {'e', 'n', 't', 'c', 'o', 'l', 's', '\n'};
constexpr uint32_t kVersion = 1;
constexpr size_t kArrays = 17;
constexpr uint64_t kAlign = 64;

struct FileHead {
  std::array<char, 8> magic = kMagic;
  uint32_t version = kVersion;
  int32_t first_day = 0;
  std::array<char, 64> key{};
  uint64_t hash = 0;  // XXH3-64 of all arrays with what pads them
  struct Array {
    uint64_t offset = 0, bytes = 0;
  };
  std::array<Array, kArrays> arrays{};
};

std::array<char, 64> KeyBytes(std::string_view key) {
  std::array<char, 64> out{};
  std::copy_n(key.begin(), std::min(key.size(), out.size()), out.begin());
  return out;
}

constexpr uint64_t Aligned(uint64_t at) { return (at + kAlign - 1) / kAlign * kAlign; }

Status Corrupt(const std::string& path, const char* why) {
  return {StatusCode::kCorrupt, "columns.corrupt", path + ": " + why + "; it is made anew"};
}

// Keeps a mapping alive.
struct Mapping {
  void* bytes = nullptr;
  size_t size = 0;
  ~Mapping() {
    if (bytes != nullptr) munmap(bytes, size);
  }
};

std::shared_ptr<Mapping> Map(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return nullptr;
  struct stat info{};
  auto out = std::make_shared<Mapping>();
  if (fstat(file, &info) == 0 && info.st_size > 0) {
    out->size = static_cast<size_t>(info.st_size);
    void* bytes = mmap(nullptr, out->size, PROT_READ, MAP_SHARED, file, 0);
    if (bytes != MAP_FAILED) out->bytes = bytes;
  }
  close(file);
  return out;
}

// Hashes and writes at once.
class ArrayWriter {
 public:
  explicit ArrayWriter(std::ofstream& out) : out_(out), state_(XXH3_createState(), XXH3_freeState) {
    XXH3_64bits_reset(state_.get());
  }
  void Write(const void* bytes, size_t size) {
    static constexpr std::array<char, kAlign> kPadding{};
    Add(bytes, size);
    Add(kPadding.data(), Aligned(size) - size);
  }
  uint64_t hash() const { return XXH3_64bits_digest(state_.get()); }

 private:
  void Add(const void* bytes, size_t size) {
    if (size == 0) return;
    XXH3_64bits_update(state_.get(), bytes, size);
    out_.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  }
  std::ofstream& out_;
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
};

}  // namespace

Status WriteColumnsFile(const EventColumns& columns, std::string_view key, const std::string& path) {
  ColumnTables tables = columns.tables();
  FileHead head;
  head.first_day = tables.first_day;
  head.key = KeyBytes(key);
  uint64_t at = Aligned(sizeof(FileHead));
  size_t array = 0;
  tables.ForEach([&](const auto& values) {
    head.arrays[array++] = {at, values.size_bytes()};
    at += Aligned(values.size_bytes());
  });
  const std::string beside = path + ".new." + std::to_string(getpid());
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  std::array<char, Aligned(sizeof(FileHead))> first{};
  out.write(first.data(), first.size());
  ArrayWriter writer(out);
  tables.ForEach([&](const auto& values) { writer.Write(values.data(), values.size_bytes()); });
  head.hash = writer.hash();
  std::memcpy(first.data(), &head, sizeof(head));
  out.seekp(0);
  out.write(first.data(), first.size());
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(beside, path, error);
  if (out && !error) return Status::Ok();
  const std::string why = error ? error.message() : std::string(std::strerror(errno));
  std::filesystem::remove(beside, error);
  return {StatusCode::kIo, "columns.unwritable", path + ": " + why + "; answers will be slower to start"};
}

Result<EventColumns> ReadColumnsFile(std::string_view key, const std::string& path) {
  const std::shared_ptr<Mapping> mapping = Map(path);
  if (mapping == nullptr) return Status(StatusCode::kNotFound, "columns.missing", path + ": no such file");
  FileHead head;
  if (mapping->size < Aligned(sizeof(head)) || mapping->bytes == nullptr) return Corrupt(path, "cut short");
  std::memcpy(&head, mapping->bytes, sizeof(head));
  if (head.magic != kMagic) return Corrupt(path, "no columns file");
  if (head.version != kVersion || head.key != KeyBytes(key)) {
    return Status(StatusCode::kNotFound, "columns.stale", path + ": made of something else");
  }
  const char* bytes = static_cast<const char*>(mapping->bytes);
  auto tables = std::make_shared<ColumnTables>();
  size_t array = 0;
  bool whole = true;
  tables->ForEach([&](auto& values) {
    using Element = typename std::remove_reference_t<decltype(values)>::element_type;
    const FileHead::Array& place = head.arrays[array++];
    const bool inside = place.offset % kAlign == 0 && place.offset <= mapping->size &&
                        place.bytes <= mapping->size - place.offset && place.bytes % sizeof(Element) == 0;
    whole = whole && inside;
    if (inside) values = {reinterpret_cast<Element*>(bytes + place.offset), place.bytes / sizeof(Element)};
  });
  const size_t begin = Aligned(sizeof(head));
  if (!whole || XXH3_64bits(bytes + begin, mapping->size - begin) != head.hash) {
    return Corrupt(path, "its content is not what was written");
  }
  tables->first_day = head.first_day;
  tables->memory = mapping;
  return EventColumns(tables);
}

}  // namespace entente
