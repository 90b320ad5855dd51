// The bytes of data/ as the build put them into the binary (cmake/embed_data.cmake makes the other half).
#pragma once

#include <span>
#include <string_view>

namespace entente {

struct EmbeddedFile {
  std::string_view name;  // "actors/states.tsv"
  std::string_view content;
};

// Lives as long as the program.
std::span<const EmbeddedFile> EmbeddedFiles();

}  // namespace entente
