#include "engine/coding_key.h"

#include <fmt/format.h>

#include <fstream>

#include "nn/checksum.h"

namespace entente {
namespace {

std::string HashOf(const DataFiles& data) {
  uint64_t hash = 0;
  for (const std::string_view name : data.List("")) {
    if (!name.ends_with(".tsv") && !name.ends_with(".linear")) continue;  // a directory may hold what is no table
    hash = nn::Checksum(name, hash);
    if (const auto content = data.Read(name); content.ok()) hash = nn::Checksum(*content, hash);
  }
  return fmt::format("{:016x}", hash);
}

std::string HashOfFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return {};
  std::string bytes(static_cast<size_t>(in.tellg()), '\0');
  in.seekg(0);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return {};
  return fmt::format("{:016x}", nn::Checksum(bytes));
}

}  // namespace

CodingKey CodingKeyOf(const DataFiles& data, const std::string& model_path, std::string_view model_description) {
  return {.program = "entente " ENTENTE_VERSION,
          .model = std::string(model_description.substr(0, model_description.find('\n'))),
          .model_hash = HashOfFile(model_path),
          .data_hash = HashOf(data)};
}

}  // namespace entente
