// What the fuzz targets share: the entry point libFuzzer calls, and how a broken law is told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace entente::fuzz {

inline std::string_view ViewOf(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// A broken law is a crash to libFuzzer, which then keeps the input.
inline void Demand(bool law, const char* what) {
  if (law) return;
  std::fprintf(stderr, "broken law: %s\n", what);
  std::abort();
}

// REQUIRES: a file of the source tree. Ends the program where it cannot be read: nothing could be tested then.
inline std::string SourceFile(const std::string& path) {
  std::ifstream in(std::string(ENTENTE_SOURCE_DIR "/") + path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s is missing; make model makes the model\n", path.c_str());
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace entente::fuzz
