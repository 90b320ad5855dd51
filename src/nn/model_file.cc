#include "nn/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "nn/checksum.h"

namespace entente::nn {
namespace {

constexpr char kMagic[8] = {'E', 'N', 'T', 'E', 'N', 'T', 'E', 'M'};
constexpr size_t kAlignmentBytes = 64;
constexpr uint32_t kMaxSections = 4096;

// Little-endian, as are all sections; big-endian machines would need swapping in Open.
struct Header {
  char magic[8];
  uint32_t version;
  uint32_t section_count;
  uint64_t file_size_bytes;
  uint64_t checksum;  // XXH64 of every byte after the header, seeded with version and section_count
  char reserved[32];
};
static_assert(sizeof(Header) == 64);

struct SectionEntry {
  char name[40];
  uint32_t kind;
  uint32_t dims[4];
  uint32_t reserved;
  uint64_t offset;
  uint64_t size_bytes;
};
static_assert(sizeof(SectionEntry) == 80);

uint64_t Seed(const Header& header) { return (uint64_t{header.version} << 32) | header.section_count; }

size_t RoundUp(size_t value) { return (value + kAlignmentBytes - 1) / kAlignmentBytes * kAlignmentBytes; }

size_t ElementSize(SectionKind kind) {
  switch (kind) {
    case SectionKind::kBytes:
      return 1;
    case SectionKind::kFloat32:
    case SectionKind::kUint32:
      return 4;
    case SectionKind::kUint64:
      return 8;
  }
  return 0;
}

Status IoError(const std::string& path) { return {StatusCode::kIo, "io.write", path + ": " + std::strerror(errno)}; }

}  // namespace

Result<std::shared_ptr<const ModelFile>> ModelFile::Open(const std::string& path) {
  std::shared_ptr<ModelFile> file(new ModelFile());
  file->path_ = path;
  if (Status status = file->Map(); !status.ok()) return status;
  if (Status status = file->Check(); !status.ok()) return status;
  return std::shared_ptr<const ModelFile>(std::move(file));
}

Result<std::shared_ptr<const ModelFile>> ModelFile::FromBytes(std::string bytes, const std::string& name) {
  std::shared_ptr<ModelFile> file(new ModelFile());
  file->path_ = name;
  file->owned_ = std::move(bytes);
  file->bytes_ = file->owned_;
  if (Status status = file->Check(); !status.ok()) return status;
  return std::shared_ptr<const ModelFile>(std::move(file));
}

Status ModelFile::Check() {
  if (bytes_.size() < sizeof(Header)) return Corrupt("too short to be a model file");
  if (Status status = CheckHeader(); !status.ok()) return status;
  return ReadSections();
}

ModelFile::~ModelFile() {
  if (!bytes_.empty() && owned_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

Status ModelFile::Map() {
  int descriptor = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return {StatusCode::kNotFound, "model.missing",
            path_ + ": " + std::strerror(errno) + "; run tools/setup_model.sh to make it"};
  }
  struct stat info{};
  bool regular = fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
  void* address = MAP_FAILED;
  if (regular && info.st_size >= static_cast<off_t>(sizeof(Header))) {
    address = mmap(nullptr, info.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  }
  close(descriptor);
  if (address == MAP_FAILED) return Corrupt("too short to be a model file");
  bytes_ = {static_cast<const char*>(address), static_cast<size_t>(info.st_size)};
  return {};
}

Status ModelFile::CheckHeader() const {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) return Corrupt("not a model file");
  if (header.version != kModelFormatVersion) {
    return {StatusCode::kCorrupt, "model.version",
            path_ + ": format version " + std::to_string(header.version) + ", this program reads version " +
                std::to_string(kModelFormatVersion) + "; convert the model again"};
  }
  if (header.file_size_bytes != bytes_.size()) {
    return Corrupt("has " + std::to_string(bytes_.size()) + " bytes, should have " +
                   std::to_string(header.file_size_bytes));
  }
  if (Checksum(bytes_.substr(sizeof header), Seed(header)) != header.checksum) return Corrupt("checksum differs");
  return {};
}

Status ModelFile::ReadSections() {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof header);
  size_t room = (bytes_.size() - sizeof header) / sizeof(SectionEntry);
  if (header.section_count > kMaxSections || header.section_count > room) return Corrupt("too many sections");
  for (uint32_t i = 0; i < header.section_count; ++i) {
    SectionEntry entry;
    std::memcpy(&entry, bytes_.data() + sizeof header + i * sizeof entry, sizeof entry);
    Section section;
    section.kind = static_cast<SectionKind>(entry.kind);
    std::copy(std::begin(entry.dims), std::end(entry.dims), section.shape.dims.begin());
    bool inside = entry.offset <= bytes_.size() && entry.size_bytes <= bytes_.size() - entry.offset;
    bool named = std::memchr(entry.name, 0, sizeof entry.name) != nullptr;
    if (!inside || !named || entry.offset % kAlignmentBytes != 0) return Corrupt("section table is damaged");
    // Each dim is below 2^32, so the product of two cannot wrap 2^64; check step by step.
    size_t count = 1;
    for (uint32_t dim : section.shape.dims) {
      if (dim != 0 && count > bytes_.size() / dim) return Corrupt("section shape is damaged");
      count *= dim;
    }
    size_t element = ElementSize(section.kind);
    if (element == 0 || count * element != entry.size_bytes) return Corrupt("section size is damaged");
    section.bytes = bytes_.substr(entry.offset, entry.size_bytes);
    sections_.emplace(entry.name, section);
  }
  return {};
}

bool ModelFile::Has(std::string_view name) const { return sections_.find(name) != sections_.end(); }

Result<const ModelFile::Section*> ModelFile::Find(std::string_view name, SectionKind kind) const {
  auto found = sections_.find(name);
  if (found == sections_.end()) return Corrupt("lacks section " + std::string(name));
  if (found->second.kind != kind) return Corrupt("section " + std::string(name) + " is of another kind");
  return &found->second;
}

Result<std::string_view> ModelFile::Bytes(std::string_view name) const {
  auto section = Find(name, SectionKind::kBytes);
  if (!section.ok()) return section.status();
  return (*section)->bytes;
}

Result<TensorView> ModelFile::Tensor(std::string_view name) const {
  auto section = Find(name, SectionKind::kFloat32);
  if (!section.ok()) return section.status();
  return TensorView{reinterpret_cast<const float*>((*section)->bytes.data()), (*section)->shape};
}

Result<std::span<const uint32_t>> ModelFile::Uint32s(std::string_view name) const {
  auto section = Find(name, SectionKind::kUint32);
  if (!section.ok()) return section.status();
  return std::span(reinterpret_cast<const uint32_t*>((*section)->bytes.data()), (*section)->shape.Count());
}

Result<std::span<const uint64_t>> ModelFile::Uint64s(std::string_view name) const {
  auto section = Find(name, SectionKind::kUint64);
  if (!section.ok()) return section.status();
  return std::span(reinterpret_cast<const uint64_t*>((*section)->bytes.data()), (*section)->shape.Count());
}

std::vector<std::string> ModelFile::SectionNames() const {
  std::vector<std::string> names;
  names.reserve(sections_.size());
  for (const auto& [name, section] : sections_) names.push_back(name);
  return names;
}

Status ModelFile::Corrupt(std::string_view what) const {
  return {StatusCode::kCorrupt, "model.corrupt", path_ + ": " + std::string(what) + "; convert the model again"};
}

void ModelFileWriter::Add(const std::string& name, SectionKind kind, const Shape& shape, const void* data,
                          size_t size_bytes) {
  sections_.push_back({name, kind, shape, std::string(static_cast<const char*>(data), size_bytes)});
}

void ModelFileWriter::AddBytes(const std::string& name, std::string_view bytes) {
  Add(name, SectionKind::kBytes, {{static_cast<uint32_t>(bytes.size()), 1, 1, 1}}, bytes.data(), bytes.size());
}

void ModelFileWriter::AddTensor(const std::string& name, const Shape& shape, std::span<const float> values) {
  Add(name, SectionKind::kFloat32, shape, values.data(), values.size_bytes());
}

void ModelFileWriter::AddUint32s(const std::string& name, std::span<const uint32_t> values) {
  Add(name, SectionKind::kUint32, {{static_cast<uint32_t>(values.size()), 1, 1, 1}}, values.data(),
      values.size_bytes());
}

void ModelFileWriter::AddUint64s(const std::string& name, std::span<const uint64_t> values) {
  Add(name, SectionKind::kUint64, {{static_cast<uint32_t>(values.size()), 1, 1, 1}}, values.data(),
      values.size_bytes());
}

std::string ModelFileWriter::Build() const {
  size_t offset = RoundUp(sizeof(Header) + sections_.size() * sizeof(SectionEntry));
  std::string out(offset, '\0');
  for (size_t i = 0; i < sections_.size(); ++i) {
    const Section& section = sections_[i];
    SectionEntry entry{};
    section.name.copy(entry.name, sizeof entry.name - 1);
    entry.kind = static_cast<uint32_t>(section.kind);
    std::copy(section.shape.dims.begin(), section.shape.dims.end(), entry.dims);
    entry.offset = out.size();
    entry.size_bytes = section.bytes.size();
    std::memcpy(out.data() + sizeof(Header) + i * sizeof entry, &entry, sizeof entry);
    out += section.bytes;
    out.resize(RoundUp(out.size()));
  }
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kModelFormatVersion;
  header.section_count = static_cast<uint32_t>(sections_.size());
  header.file_size_bytes = out.size();
  header.checksum = Checksum(std::string_view(out).substr(sizeof header), Seed(header));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

Status ModelFileWriter::Write(const std::string& path) const {
  std::string temporary = path + ".tmp" + std::to_string(getpid());
  std::string bytes = Build();
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (file == nullptr) return IoError(temporary);
  bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  written = std::fflush(file) == 0 && written;
  written = fsync(fileno(file)) == 0 && written;
  written = std::fclose(file) == 0 && written;
  if (!written || std::rename(temporary.c_str(), path.c_str()) != 0) {
    Status status = IoError(path);
    std::remove(temporary.c_str());
    return status;
  }
  return {};
}

}  // namespace entente::nn
