// GFLOP/s of the fused affine + maxout kernel, at the shapes of the English pipelines, one thread.
//
//   kernels_bench      prints: kernel, shape, rows, GFLOP/s (best of five rounds)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "nn/kernels.h"

namespace {

using entente::nn::CpuKernel;

struct Shape {
  const char* what;
  size_t outputs, pieces, inputs;
};

constexpr Shape kShapes[] = {{"mix", 96, 3, 576}, {"window layer", 96, 3, 288}, {"parser lower", 64, 2, 96}};
constexpr size_t kRows = 512;

const char* NameOf(CpuKernel kernel) {
  if (kernel == CpuKernel::kAvx512) return "avx512";
  return kernel == CpuKernel::kAvx2 ? "avx2" : "scalar";
}

double SecondsOf(const entente::nn::PackedAffine& affine, const std::vector<float>& x, float* out, int repeats) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < repeats; ++i) affine.Maxout(x.data(), affine.inputs(), kRows, out, affine.output_stride());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void Measure(const Shape& shape, CpuKernel kernel) {
  const std::vector<float> weights(shape.outputs * shape.pieces * shape.inputs, 0.5F);
  const std::vector<float> x(kRows * shape.inputs, 0.25F);
  const entente::nn::PackedAffine affine(weights.data(), nullptr, shape.outputs, shape.pieces, shape.inputs, kernel);
  const auto out = entente::nn::AllocateFloats(kRows * affine.output_stride());
  const double flops = 2.0 * static_cast<double>(weights.size() * kRows);
  const int repeats = kernel == CpuKernel::kScalar ? 2 : 40;
  double best = 1e9;
  for (int round = 0; round < 5; ++round) best = std::min(best, SecondsOf(affine, x, out.get(), repeats) / repeats);
  std::printf("%-7s %-13s %zu x %zu x %zu, %zu rows: %7.1f GFLOP/s\n", NameOf(kernel), shape.what, shape.outputs,
              shape.pieces, shape.inputs, kRows, flops / best / 1e9);
}

}  // namespace

int main() {
  for (const Shape& shape : kShapes) {
    Measure(shape, entente::nn::BestKernel());
    Measure(shape, CpuKernel::kScalar);
  }
}
