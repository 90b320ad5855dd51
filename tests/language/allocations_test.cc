// Counts what the language engine allocates. This binary replaces operator new, so it holds nothing else.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include "entente/language.h"

namespace {

std::atomic<uint64_t> allocations{0};

void* Allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  if (void* p = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment)) return p;
  throw std::bad_alloc();
}

}  // namespace

// gcc sees through Allocate and takes free for the wrong partner of new.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
void* operator new(std::size_t size) { return Allocate(size == 0 ? 1 : size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return Allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

namespace entente {
namespace {

// Our own example articles, one after the other, `times` times; each article is a block.
struct Text {
  explicit Text(int times) {
    std::vector<std::string> articles;
    for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/examples")) {
      if (entry.path().extension() != ".txt") continue;
      std::ostringstream article;
      article << std::ifstream(entry.path()).rdbuf();
      articles.push_back(article.str());
    }
    for (int i = 0; i < times; ++i) {
      for (const std::string& article : articles) {
        const auto begin = static_cast<uint32_t>(bytes.size());
        bytes += article;
        blocks.push_back({begin, static_cast<uint32_t>(bytes.size())});
      }
    }
  }
  std::string bytes;
  std::vector<Span> blocks;
};

struct Cost {
  uint64_t allocations = 0;
  size_t tokens = 0;
};

Cost CostOf(const LanguageModel& model, const Text& text) {
  const uint64_t before = allocations;
  const ParsedDocument parsed = model.ParseBlocks(text.bytes, text.blocks);
  return {allocations - before, parsed.tokens.size()};
}

// With every form seen before, a text sixteen times as long may only cost what its longer result costs: vectors that
// double, lemmas packed into few strings.
TEST(AllocationsTest, NoneForEachToken) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "counted in builds without sanitizers, which take a hundred times as long and count the same";
#endif
  const char* given = std::getenv("ENTENTE_MODEL");
  const std::string path = given != nullptr ? given : ENTENTE_SOURCE_DIR "/models/en_core_web_sm.entente";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no language model at " << path << "; make one with make model";
  auto model = LanguageModel::Load(path);
  ASSERT_TRUE(model.ok()) << model.status().ToString();
  const Text once(1), often(16);
  CostOf(**model, often);  // fills the caches and grows the scratch
  const Cost small = CostOf(**model, once);
  const Cost large = CostOf(**model, often);
  ASSERT_GT(large.tokens, 10 * small.tokens);
  const auto more = static_cast<double>(large.allocations) - static_cast<double>(small.allocations);
  const double per_token = more / static_cast<double>(large.tokens - small.tokens);
  EXPECT_LT(per_token, 0.001) << small.allocations << " for " << small.tokens << " tokens, " << large.allocations
                              << " for " << large.tokens;
}

}  // namespace
}  // namespace entente
