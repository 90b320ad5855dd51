// The law of kernels.h: the same bits from every kernel, and for a row whatever rows stand beside it.
#include "nn/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace entente::nn {
namespace {

std::vector<float> Random(size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(generator);
  return values;
}

std::vector<CpuKernel> Kernels() {
  std::vector<CpuKernel> kernels = {CpuKernel::kScalar};
  if (BestKernel() != CpuKernel::kScalar) kernels.push_back(CpuKernel::kAvx2);
  if (BestKernel() == CpuKernel::kAvx512) kernels.push_back(CpuKernel::kAvx512);
  return kernels;
}

struct Sizes {
  size_t outputs, pieces, inputs, rows;
};

class MaxoutTest : public testing::TestWithParam<Sizes> {};

TEST_P(MaxoutTest, IsNearTheTruthAndTheSameOnEveryKernel) {
  const auto [outputs, pieces, inputs, rows] = GetParam();
  auto weights = Random(outputs * pieces * inputs, 1);
  auto bias = Random(outputs * pieces, 2);
  auto x = Random(rows * inputs, 3);
  std::vector<std::vector<float>> results;
  for (CpuKernel kernel : Kernels()) {
    PackedAffine affine(weights.data(), bias.data(), outputs, pieces, inputs, kernel);
    results.emplace_back(rows * affine.output_stride());
    affine.Maxout(x.data(), inputs, rows, results.back().data(), affine.output_stride());
  }
  const size_t stride = RoundUpToPanel(outputs);
  for (size_t r = 0; r < rows; ++r) {
    for (size_t o = 0; o < outputs; ++o) {
      double best = -1e30;
      for (size_t p = 0; p < pieces; ++p) {
        double sum = bias[o * pieces + p];
        for (size_t k = 0; k < inputs; ++k) sum += double{x[r * inputs + k]} * weights[(o * pieces + p) * inputs + k];
        best = std::max(best, sum);
      }
      EXPECT_NEAR(results[0][r * stride + o], best, 1e-3);
      for (const auto& result : results) EXPECT_EQ(result[r * stride + o], results[0][r * stride + o]);
    }
  }
}

TEST_P(MaxoutTest, ARowDoesNotDependOnTheBatch) {
  const auto [outputs, pieces, inputs, rows] = GetParam();
  auto weights = Random(outputs * pieces * inputs, 1);
  auto x = Random(rows * inputs, 3);
  PackedAffine affine(weights.data(), nullptr, outputs, pieces, inputs);
  std::vector<float> together(rows * affine.output_stride()), alone(affine.output_stride());
  affine.Maxout(x.data(), inputs, rows, together.data(), affine.output_stride());
  for (size_t r = 0; r < rows; ++r) {
    affine.Maxout(x.data() + r * inputs, inputs, 1, alone.data(), affine.output_stride());
    for (size_t o = 0; o < outputs; ++o) EXPECT_EQ(alone[o], together[r * affine.output_stride() + o]);
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, MaxoutTest,
                         testing::Values(Sizes{96, 3, 288, 37}, Sizes{96, 3, 576, 5}, Sizes{64, 2, 64, 300},
                                         Sizes{106, 1, 64, 1}, Sizes{50, 1, 96, 13}, Sizes{1, 1, 1, 2},
                                         Sizes{17, 3, 7, 9}, Sizes{40, 2, 5, 7}, Sizes{16, 4, 24, 6}));

TEST(MaxoutTest, RowsMayOverlapAsAWindow) {
  auto weights = Random(32 * 24, 4);
  auto x = Random(8 * 10, 5);
  PackedAffine affine(weights.data(), nullptr, 32, 1, 24);
  std::vector<float> sliding(8 * 32), copied(8 * 32), windows;
  for (size_t r = 0; r < 8; ++r) windows.insert(windows.end(), x.begin() + r * 8, x.begin() + r * 8 + 24);
  affine.Maxout(x.data(), 8, 8, sliding.data(), 32);
  affine.Maxout(windows.data(), 24, 8, copied.data(), 32);
  EXPECT_EQ(sliding, copied);
}

TEST(LayerNormTest, NormalizesAndIsTheSameOnEveryKernel) {
  constexpr size_t kWidth = 96;
  auto x = Random(kWidth, 6), gain = Random(kWidth, 7), bias = Random(kWidth, 8), residual = Random(kWidth, 9);
  double mean = 0, variance = 0;
  for (float value : x) mean += value / kWidth;
  for (float value : x) variance += (value - mean) * (value - mean) / kWidth;
  std::vector<std::vector<float>> results;
  for (CpuKernel kernel : Kernels()) {
    results.emplace_back(kWidth);
    LayerNorm(x.data(), kWidth, gain.data(), bias.data(), residual.data(), kWidth, 1, kWidth, results.back().data(),
              kWidth, kernel);
    EXPECT_EQ(results.back(), results.front());
  }
  for (size_t i = 0; i < kWidth; ++i) {
    double expected = (x[i] - mean) / std::sqrt(variance + 1e-8) * gain[i] + bias[i] + residual[i];
    EXPECT_NEAR(results[0][i], expected, 1e-4);
  }
}

TEST(SumMaxoutTest, IsTheSameOnEveryKernel) {
  for (size_t pieces : {1, 2, 3, 4}) {
    for (size_t count : {8, 64, 96, 5}) {
      auto values = Random(3 * pieces * count, 10), bias = Random(pieces * count, 11);
      const float* rows[] = {values.data(), values.data() + pieces * count, values.data() + 2 * pieces * count};
      std::vector<float> expected(count), result(count);
      SumMaxout(rows, bias.data(), pieces, count, expected.data(), CpuKernel::kScalar);
      for (CpuKernel kernel : Kernels()) {
        SumMaxout(rows, bias.data(), pieces, count, result.data(), kernel);
        EXPECT_EQ(result, expected) << pieces << " pieces of " << count;
      }
      EXPECT_GE(expected[0], rows[0][0] + rows[1][0] + rows[2][0] + bias[0] - 1e-5f);
    }
  }
}

}  // namespace
}  // namespace entente::nn
