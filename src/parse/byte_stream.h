// Records inside model-file sections: little-endian u32 and length-prefixed texts. The reader checks every bound,
// so a damaged section ends in `false`, never outside the section.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace entente::parse {

class ByteWriter {
 public:
  void U32(uint32_t value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void Text(std::string_view text) {
    U32(static_cast<uint32_t>(text.size()));
    bytes_ += text;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool U32(uint32_t* value) {
    if (bytes_.size() < sizeof *value) return false;
    std::memcpy(value, bytes_.data(), sizeof *value);
    bytes_.remove_prefix(sizeof *value);
    return true;
  }
  // A count of records of at least four bytes each.
  bool Count(uint32_t* value) { return U32(value) && *value <= bytes_.size() / 4; }
  // The view points into the section.
  bool Text(std::string_view* text) {
    uint32_t size = 0;
    if (!U32(&size) || size > bytes_.size()) return false;
    *text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return true;
  }
  bool done() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

}  // namespace entente::parse
