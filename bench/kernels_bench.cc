// The kernels alone, at the shapes of the English pipelines, one thread, with Google Benchmark.
//
//   kernels_bench [--benchmark_filter=REGEX] [--benchmark_format=console|json|csv]
//
// `items_per_second` is multiply-adds a second for products, floats a second for the others.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "nn/kernels.h"

namespace {

using entente::nn::CpuKernel;
using entente::nn::PackedAffine;

// A product as one pipeline stage makes it; rows as there.
struct Shape {
  const char* what;
  int64_t outputs, pieces, inputs, rows;
};

constexpr Shape kShapes[] = {
    {"mix", 96, 3, 384, 128},          {"window layer", 96, 3, 288, 128},
    {"tags", 50, 1, 96, 64},           {"parser projection", 64, 1, 96, 64},
    {"parser lower", 1024, 1, 64, 64}, {"parser upper, one row", 106, 1, 64, 1},
};

const char* NameOf(CpuKernel kernel) {
  if (kernel == CpuKernel::kAvx512) return "avx512";
  return kernel == CpuKernel::kAvx2 ? "avx2" : "scalar";
}

std::vector<CpuKernel> Kernels() {
  std::vector<CpuKernel> kernels = {CpuKernel::kScalar};
  if (entente::nn::BestKernel() != CpuKernel::kScalar) kernels.push_back(CpuKernel::kAvx2);
  if (entente::nn::BestKernel() == CpuKernel::kAvx512) kernels.push_back(CpuKernel::kAvx512);
  return kernels;
}

void Maxout(benchmark::State& state, const Shape& shape, CpuKernel kernel) {
  const std::vector<float> weights(static_cast<size_t>(shape.outputs * shape.pieces * shape.inputs), 0.5F);
  const std::vector<float> x(static_cast<size_t>(shape.rows * shape.inputs), 0.25F);
  const PackedAffine affine(weights.data(), nullptr, shape.outputs, shape.pieces, shape.inputs, kernel);
  const auto out = entente::nn::AllocateFloats(shape.rows * affine.output_stride());
  for (auto _ : state) {
    affine.Maxout(x.data(), affine.inputs(), shape.rows, out.get(), affine.output_stride());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * shape.rows * shape.outputs * shape.pieces * shape.inputs);
}

void LayerNorm(benchmark::State& state, CpuKernel kernel) {
  constexpr size_t kRows = 128, kWidth = 96;
  const std::vector<float> x(kRows * kWidth, 0.25F), gain(kWidth, 1.5F), bias(kWidth, 0.1F);
  std::vector<float> out(kRows * kWidth);
  for (auto _ : state) {
    entente::nn::LayerNorm(x.data(), kWidth, gain.data(), bias.data(), x.data(), kWidth, kRows, kWidth, out.data(),
                           kWidth, kernel);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kRows * kWidth));
}

// The sum of the rows of eight features, two pieces of 64: one step of the parser.
void SumMaxout(benchmark::State& state, CpuKernel kernel) {
  constexpr size_t kFeatures = 8, kPieces = 2, kCount = 64;
  const std::vector<float> rows(kFeatures * kPieces * kCount, 0.25F), bias(kPieces * kCount, 0.1F);
  const float* starts[kFeatures];
  for (size_t f = 0; f < kFeatures; ++f) starts[f] = rows.data() + f * kPieces * kCount;
  float out[kCount];
  for (auto _ : state) {
    entente::nn::SumMaxout(starts, bias.data(), kPieces, kCount, out, kernel);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kFeatures * kPieces * kCount));
}

}  // namespace

int main(int argc, char** argv) {
  for (const CpuKernel kernel : Kernels()) {
    const std::string suffix = std::string("/") + NameOf(kernel);
    for (const Shape& shape : kShapes) {
      benchmark::RegisterBenchmark((shape.what + suffix).c_str(), Maxout, shape, kernel);
    }
    benchmark::RegisterBenchmark(("layer norm" + suffix).c_str(), LayerNorm, kernel);
    benchmark::RegisterBenchmark(("sum of features" + suffix).c_str(), SumMaxout, kernel);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
