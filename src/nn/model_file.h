// The model file: named sections (tensors, tables, texts) in one memory-mapped file. docs/format/model.md has the
// byte layout. First link of the flow: everything else in nn and parse reads its numbers from here.
//
// ModelFile is immutable after Open; any thread may read it. Views live as long as the ModelFile.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente::nn {

inline constexpr uint32_t kModelFormatVersion = 1;

enum class SectionKind : uint32_t { kBytes = 0, kFloat32 = 1, kUint32 = 2, kUint64 = 3 };

// Row-major; unused dims are 1.
struct Shape {
  std::array<uint32_t, 4> dims = {1, 1, 1, 1};
  size_t Count() const { return size_t{dims[0]} * dims[1] * dims[2] * dims[3]; }
  friend bool operator==(const Shape&, const Shape&) = default;
};

struct TensorView {
  const float* data = nullptr;
  Shape shape;
};

class ModelFile {
 public:
  // Maps the file, then checks magic, version, size, checksum and that every section lies inside the file, in this
  // order. Errors: model.missing (kNotFound), model.corrupt, model.version (kCorrupt). Cost: reads every byte once.
  static Result<std::shared_ptr<const ModelFile>> Open(const std::string& path);
  // The same checks on bytes in memory, which it takes over. `name` stands for the path in messages.
  static Result<std::shared_ptr<const ModelFile>> FromBytes(std::string bytes, const std::string& name);
  ~ModelFile();
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

  bool Has(std::string_view name) const;
  // Errors of all three: model.corrupt where the section is absent or of another kind.
  Result<std::string_view> Bytes(std::string_view name) const;
  Result<TensorView> Tensor(std::string_view name) const;
  Result<std::span<const uint32_t>> Uint32s(std::string_view name) const;
  Result<std::span<const uint64_t>> Uint64s(std::string_view name) const;

  const std::string& path() const { return path_; }
  std::vector<std::string> SectionNames() const;
  Status Corrupt(std::string_view what) const;

 private:
  struct Section {
    SectionKind kind = SectionKind::kBytes;
    Shape shape;
    std::string_view bytes;
  };

  ModelFile() = default;
  Status Map();
  Status Check();
  Status CheckHeader() const;
  Status ReadSections();
  Result<const Section*> Find(std::string_view name, SectionKind kind) const;

  std::string path_;
  std::string owned_;  // empty where the file is mapped
  std::string_view bytes_;
  std::map<std::string, Section, std::less<>> sections_;
};

// Collects sections and writes them. Copies what it is given. Not thread-safe.
class ModelFileWriter {
 public:
  // REQUIRES: name shorter than 40 bytes and new.
  void AddBytes(const std::string& name, std::string_view bytes);
  void AddTensor(const std::string& name, const Shape& shape, std::span<const float> values);
  void AddUint32s(const std::string& name, std::span<const uint32_t> values);
  void AddUint64s(const std::string& name, std::span<const uint64_t> values);

  // The whole file as bytes.
  std::string Build() const;
  // Writes a temporary file beside `path`, then renames it. Errors: io.write (kIo).
  Status Write(const std::string& path) const;

 private:
  struct Section {
    std::string name;
    SectionKind kind;
    Shape shape;
    std::string bytes;
  };
  void Add(const std::string& name, SectionKind kind, const Shape& shape, const void* data, size_t size_bytes);

  std::vector<Section> sections_;
};

}  // namespace entente::nn
