// Feeds each seed to a fuzz target once: what every build can do, where libFuzzer wants clang.
//
//   NAME_seeds FOLDER [NEEDED]      exits 77 (skipped) where the file NEEDED is absent
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  if (argc > 2 && !std::filesystem::exists(argv[2])) {
    std::printf("SKIPPED: %s is absent; make one with make model\n", argv[2]);
    return 77;
  }
  std::vector<std::filesystem::path> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) seeds.push_back(entry.path());
  std::sort(seeds.begin(), seeds.end());
  for (const auto& seed : seeds) {
    std::ifstream in(seed, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  }
  std::printf("%zu seeds\n", seeds.size());
  return seeds.empty() ? 1 : 0;
}
