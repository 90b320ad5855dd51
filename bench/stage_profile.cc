// Where the language engine spends its time, beside what this core can do.
//
//   stage_profile MODEL [ROUNDS] < texts      texts: one JSON string a line; bench/stages.py calls it
//
// Each round parses all texts in order from empty caches; of each text the fastest round counts, so that a busy machine
// disturbs little. Prints one row a stage: its share, its time and multiply-adds a token, and the rate of its matrix
// products, beside the rate of a loop of nothing but multiply-adds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "nn/model_file.h"
#include "parse/pipeline.h"
#include "parse/value_tree.h"

namespace {

using Clock = std::chrono::steady_clock;
using entente::nn::CpuKernel;
using entente::parse::StageProfile;

constexpr const char* kStageNames[] = {
    "tokens", "types", "vectors", "tags", "tree", "entities", "features, lemmas, output"};
constexpr int kSums = 12;        // independent sums: more than latency times ports
constexpr int kSteps = 100'000;  // a quarter of a millisecond: short enough to find the core undisturbed
constexpr int kLoops = 200;

double SecondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// All loops over sums are unrolled, so that these stay in registers; the empty asm keeps each step.
#if defined(__x86_64__)
__attribute__((target("avx512f"))) float Loop512(int steps) {
  __m512 sums[kSums];
  const __m512 factor = _mm512_set1_ps(0.999F);
  const __m512 term = _mm512_set1_ps(0.001F);
#pragma GCC unroll 12
  for (int i = 0; i < kSums; ++i) sums[i] = _mm512_set1_ps(static_cast<float>(i));
  for (int step = 0; step < steps; ++step) {
#pragma GCC unroll 12
    for (int i = 0; i < kSums; ++i) sums[i] = _mm512_fmadd_ps(sums[i], factor, term);
#pragma GCC unroll 12
    for (int i = 0; i < kSums; ++i) asm volatile("" : "+v"(sums[i]));
  }
  __m512 total = sums[0];
#pragma GCC unroll 12
  for (int i = 1; i < kSums; ++i) total += sums[i];
  return total[0];
}

__attribute__((target("avx2,fma"))) float Loop256(int steps) {
  __m256 sums[kSums];
  const __m256 factor = _mm256_set1_ps(0.999F);
  const __m256 term = _mm256_set1_ps(0.001F);
#pragma GCC unroll 12
  for (int i = 0; i < kSums; ++i) sums[i] = _mm256_set1_ps(static_cast<float>(i));
  for (int step = 0; step < steps; ++step) {
#pragma GCC unroll 12
    for (int i = 0; i < kSums; ++i) sums[i] = _mm256_fmadd_ps(sums[i], factor, term);
#pragma GCC unroll 12
    for (int i = 0; i < kSums; ++i) asm volatile("" : "+x"(sums[i]));
  }
  __m256 total = sums[0];
#pragma GCC unroll 12
  for (int i = 1; i < kSums; ++i) total += sums[i];
  return total[0];
}
#endif

// Multiply-adds a second at best; 0 where this CPU's path has no such loop.
double PeakRate() {
  double best = 0;
#if defined(__x86_64__)
  const CpuKernel kernel = entente::nn::BestKernel();
  if (kernel == CpuKernel::kScalar) return 0;
  const bool wide = kernel == CpuKernel::kAvx512;
  volatile float sink = 0;
  for (int round = 0; round < kLoops; ++round) {
    const auto begin = Clock::now();
    sink = wide ? Loop512(kSteps) : Loop256(kSteps);
    best = std::max(best, static_cast<double>(kSteps) * kSums * (wide ? 16 : 8) / SecondsSince(begin));
  }
  (void)sink;
#endif
  return best;
}

// Seconds that one reading of the clock before and after adds to what is measured.
double ClockCost() {
  constexpr int kReadings = 100'000;
  const auto begin = Clock::now();
  for (int i = 0; i < kReadings; ++i) {
    auto now = Clock::now();
    asm volatile("" : "+r"(now));
  }
  return SecondsSince(begin) / kReadings;
}

struct Pass {
  double seconds = 1e9;
  double processor_seconds = 1e9;
  size_t tokens = 0;
  StageProfile profile;
};

Pass Parse(const entente::parse::Pipeline& pipeline, const std::string& text, entente::parse::Workspace* workspace,
           bool measured) {
  Pass pass;
  workspace->Measure(measured ? &pass.profile : nullptr);
  const entente::Span whole{0, static_cast<uint32_t>(text.size())};
  entente::ParsedDocument document;
  const std::clock_t processor_begin = std::clock();
  const auto begin = Clock::now();
  pipeline.Parse(text, {&whole, 1}, workspace, &document);
  pass.seconds = SecondsSince(begin);
  pass.processor_seconds = static_cast<double>(std::clock() - processor_begin) / CLOCKS_PER_SEC;
  pass.tokens = document.tokens.size();
  workspace->Measure(nullptr);
  return pass;
}

// Parses all texts in order from empty caches; keeps of each text the fastest pass so far.
void Run(const entente::parse::Pipeline& pipeline, const std::vector<std::string>& texts, bool measured,
         std::vector<Pass>* best) {
  const auto workspace = pipeline.NewWorkspace();
  best->resize(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    const Pass pass = Parse(pipeline, texts[i], workspace.get(), measured);
    const double processor_seconds = std::min(pass.processor_seconds, (*best)[i].processor_seconds);
    if (pass.seconds < (*best)[i].seconds) (*best)[i] = pass;
    (*best)[i].processor_seconds = processor_seconds;
  }
}

Pass Sum(const std::vector<Pass>& passes) {
  Pass sum;
  sum.seconds = sum.processor_seconds = 0;
  for (const Pass& pass : passes) {
    sum.seconds += pass.seconds;
    sum.processor_seconds += pass.processor_seconds;
    sum.tokens += pass.tokens;
    for (size_t i = 0; i < entente::parse::kStages; ++i) {
      const StageProfile::Row& from = pass.profile.rows[i];
      StageProfile::Row& to = sum.profile.rows[i];
      to.seconds += from.seconds;
      to.products.products += from.products.products;
      to.products.multiply_adds += from.products.multiply_adds;
      to.products.seconds += from.products.seconds;
    }
  }
  return sum;
}

void PrintRow(const char* name, double share, double seconds, const entente::nn::ProductMeter& products,
              double product_seconds, double tokens, double peak) {
  std::printf("| %s | %.1f %% | %.0f | %.1f |", name, 100 * share, 1e9 * seconds / tokens,
              static_cast<double>(products.multiply_adds) / tokens / 1e3);
  if (products.multiply_adds == 0) {
    std::printf(" | | |\n");
    return;
  }
  const double rate = static_cast<double>(products.multiply_adds) / product_seconds;
  std::printf(" %.0f %% | %.1f | %.0f %% |\n", 100 * product_seconds / seconds, rate / 1e9, 100 * rate / peak);
}

void Print(const Pass& pass, const Pass& plain, double peak, double clock) {
  const auto tokens = static_cast<double>(pass.tokens);
  double all = 0;
  entente::nn::ProductMeter sum;
  double sum_seconds = 0;
  auto own = [&](const StageProfile::Row& row) {
    return row.seconds - 2 * clock * static_cast<double>(row.products.products);
  };
  auto own_products = [&](const StageProfile::Row& row) {
    return row.products.seconds - clock * static_cast<double>(row.products.products);
  };
  for (const StageProfile::Row& row : pass.profile.rows) all += own(row);
  std::printf(
      "%zu tokens; unmeasured %.0f tokens/s, %.0f of processor time; peak of this core %.1f G multiply-adds/s; the "
      "clock's %.0f ns a "
      "reading are taken off\n\n",
      pass.tokens, tokens / plain.seconds, tokens / plain.processor_seconds, peak / 1e9, clock * 1e9);
  std::printf(
      "| stage | share | ns a token | k multiply-adds a token | of it in products | G multiply-adds/s in them | "
      "of peak |\n| --- | --- | --- | --- | --- | --- | --- |\n");
  for (size_t i = 0; i < entente::parse::kStages; ++i) {
    const StageProfile::Row& row = pass.profile.rows[i];
    PrintRow(kStageNames[i], own(row) / all, own(row), row.products, own_products(row), tokens, peak);
    sum.multiply_adds += row.products.multiply_adds;
    sum_seconds += own_products(row);
  }
  PrintRow("all", 1.0, all, sum, sum_seconds, tokens, peak);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: stage_profile MODEL [ROUNDS] < texts\n";
    return 2;
  }
  auto file = entente::nn::ModelFile::Open(argv[1]);
  if (!file.ok()) return std::cerr << file.status().ToString() << "\n", 3;
  auto pipeline = entente::parse::Pipeline::Load(std::move(*file));
  if (!pipeline.ok()) return std::cerr << pipeline.status().ToString() << "\n", 3;
  std::vector<std::string> texts;
  for (std::string line; std::getline(std::cin, line);) {
    if (auto value = entente::parse::ReadJson(line, "standard input"); value.ok()) texts.push_back(value->text);
  }
  const int rounds = argc > 2 ? std::max(std::atoi(argv[2]), 1) : 5;
  std::vector<Pass> plain, measured;
  double peak = 0;
  double clock = 1;
  for (int round = 0; round < rounds; ++round) {
    Run(*pipeline, texts, false, &plain);
    Run(*pipeline, texts, true, &measured);
    peak = std::max(peak, PeakRate());
    clock = std::min(clock, ClockCost());
  }
  if (Sum(plain).tokens == 0) return std::cerr << "no texts on standard input\n", 2;
  Print(Sum(measured), Sum(plain), peak, clock);
}
