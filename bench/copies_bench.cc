// How long does one pass over the sketches of so many documents take, and how much memory?
//
//   build/bench/copies_bench [documents] [copies_percent]      (10,000,000 and 10)
//
// Makes sketches such as SketchOf makes of texts of 200 to 800 shingles: minima by chance, and copies that keep three
// quarters of the minima of an earlier document. Texts, where the pass asks for them, are made from the story's number.
// Prints seconds, peak memory, and how many of the copies were found; exits 1 where the peak is 2 GiB or more.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "duplicate/copy_finder.h"

namespace {

using entente::DocumentSketch;
using entente::kSketchSize;

struct Corpus {
  std::vector<DocumentSketch> sketches;
  std::vector<uint32_t> original;  // of each; itself where it is no copy
};

// The least of so many numbers below 2^32.
uint32_t LeastOf(uint32_t count, std::mt19937_64& random) {
  const double share = (static_cast<double>(random() >> 11) + 1) / 9007199254740993.0;
  return static_cast<uint32_t>(std::min(-std::log(share) / count, 0.999) * 4294967296.0);
}

Corpus MakeCorpus(uint32_t documents, uint32_t copies_percent) {
  std::mt19937_64 random(1);
  Corpus out;
  out.sketches.resize(documents);
  out.original.resize(documents);
  for (uint32_t i = 0; i < documents; ++i) {
    DocumentSketch& sketch = out.sketches[i];
    const bool copy = i > 0 && random() % 100 < copies_percent;
    const uint32_t from = copy ? static_cast<uint32_t>(random() % i) : i;
    out.original[i] = copy ? out.original[from] : i;
    sketch.shingles = copy ? out.sketches[from].shingles : 200 + static_cast<uint32_t>(random() % 600);
    for (size_t place = 0; place < kSketchSize; ++place) {
      const bool kept = copy && random() % 4 != 0;
      sketch.minima[place] = kept ? out.sketches[from].minima[place] : LeastOf(sketch.shingles, random);
    }
  }
  return out;
}

std::string TextOf(uint32_t story) {
  std::mt19937 random(story);
  std::string text;
  for (int i = 0; i < 60; ++i) text += "w" + std::to_string(random() % 100000) + " ";
  return text;
}

double PeakMib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  const auto documents = static_cast<uint32_t>(argc > 1 ? std::atol(argv[1]) : 10'000'000);
  const auto copies_percent = static_cast<uint32_t>(argc > 2 ? std::atol(argv[2]) : 10);
  const Corpus corpus = MakeCorpus(documents, copies_percent);
  const double before = PeakMib();
  uint64_t texts = 0;
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<uint32_t> stories = entente::GroupCopies(corpus.sketches, [&](uint32_t i) {
    ++texts;
    return TextOf(corpus.original[i]);
  });
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  uint64_t copies = 0, found = 0, wrong = 0;
  for (uint32_t i = 0; i < documents; ++i) {
    copies += corpus.original[i] != i ? 1 : 0;
    found += corpus.original[i] != i && stories[i] == stories[corpus.original[i]] ? 1 : 0;
    wrong += corpus.original[stories[i]] != corpus.original[i] ? 1 : 0;
  }
  std::printf("%u documents: %.1f s, %.2f us each; peak %.0f MiB (sketches and truth alone %.0f)\n", documents,
              seconds.count(), 1e6 * seconds.count() / documents, PeakMib(), before);
  std::printf("%lu of %lu copies found, %lu wrong; %lu texts asked for\n", found, copies, wrong, texts);
  return PeakMib() < 2048 ? 0 : 1;
}
