// Makes the header of a model file agree with its bytes, so that fuzzing gets past the checksum (docs/format/model.md).
#pragma once

#include <cstring>
#include <string>

#include "nn/checksum.h"
#include "nn/model_file.h"

namespace entente::fuzz {

// The header: magic (8 bytes), version and section count (4 each), file size and checksum (8 each), 32 reserved.
inline constexpr size_t kModelHeaderBytes = 64;

// REQUIRES: at least a header.
inline void MendModelHeader(std::string& bytes) {
  const uint32_t version = nn::kModelFormatVersion;
  uint32_t section_count = 0;
  std::memcpy(bytes.data(), "ENTENTEM", 8);
  std::memcpy(bytes.data() + 8, &version, 4);
  std::memcpy(&section_count, bytes.data() + 12, 4);
  const uint64_t size = bytes.size();
  std::memcpy(bytes.data() + 16, &size, 8);
  const uint64_t seed = (uint64_t{version} << 32) | section_count;
  const uint64_t checksum = nn::Checksum(std::string_view(bytes).substr(kModelHeaderBytes), seed);
  std::memcpy(bytes.data() + 24, &checksum, 8);
}

}  // namespace entente::fuzz
