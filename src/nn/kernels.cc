#include "nn/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente::nn {
namespace {

constexpr size_t kRowBlock = 256;
constexpr float kVarianceFloor = 1e-8f;

// Loops over registers must be unrolled before gcc decides what lives in memory, or it stores every sum every step.
#if defined(__clang__)
#define ENTENTE_UNROLL _Pragma("clang loop unroll(full)")
#else
#define ENTENTE_UNROLL _Pragma("GCC unroll 16")
#endif

// A packed matrix as the tiles see it.
struct PanelJob {
  const float* weights;
  const float* bias;
  size_t panels;
  size_t inputs;
  size_t pieces;
};

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx2,fma")
#endif
namespace avx512 {
using V = __m512;
constexpr size_t kLanes = 16;
constexpr int kRowsOfTwo = 12;
constexpr int kRowsOfThree = 8;
inline V Zero() { return _mm512_setzero_ps(); }
inline V Load(const float* p) { return _mm512_load_ps(p); }
inline V LoadAny(const float* p) { return _mm512_loadu_ps(p); }
inline void Store(float* p, V v) { _mm512_storeu_ps(p, v); }
inline V Broadcast(const float* p) { return _mm512_set1_ps(*p); }
inline V Fma(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
inline V Add(V a, V b) { return _mm512_add_ps(a, b); }
// The masked form, because gcc 12 warns of its own header's undefined register in the plain one (its bug 105593).
inline V Max(V a, V b) { return _mm512_mask_max_ps(a, 0xFFFF, a, b); }
#include "nn/kernels_panel.inc"
}  // namespace avx512
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
namespace avx2 {
using V = __m256;
constexpr size_t kLanes = 8;
constexpr int kRowsOfTwo = 6;
constexpr int kRowsOfThree = 4;
inline V Zero() { return _mm256_setzero_ps(); }
inline V Load(const float* p) { return _mm256_load_ps(p); }
inline V LoadAny(const float* p) { return _mm256_loadu_ps(p); }
inline void Store(float* p, V v) { _mm256_storeu_ps(p, v); }
inline V Broadcast(const float* p) { return _mm256_broadcast_ss(p); }
inline V Fma(V a, V b, V c) { return _mm256_fmadd_ps(a, b, c); }
inline V Add(V a, V b) { return _mm256_add_ps(a, b); }
inline V Max(V a, V b) { return _mm256_max_ps(a, b); }
#include "nn/kernels_panel.inc"

// The sum of eight lanes in the order of TreeSum.
inline float Sum(V v) {
  __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  half = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

void LayerNormRow(const float* x, const float* gain, const float* bias, const float* residual, size_t width,
                  float* out) {
  V sum = Zero();
  for (size_t i = 0; i < width; i += kLanes) sum = Add(sum, LoadAny(x + i));
  const V mean = _mm256_set1_ps(Sum(sum) / static_cast<float>(width));
  V squares = Zero();
  for (size_t i = 0; i < width; i += kLanes) {
    V distance = _mm256_sub_ps(LoadAny(x + i), mean);
    squares = Add(squares, _mm256_mul_ps(distance, distance));
  }
  const V scale = _mm256_set1_ps(1.0f / std::sqrt(Sum(squares) / static_cast<float>(width) + kVarianceFloor));
  for (size_t i = 0; i < width; i += kLanes) {
    V y = _mm256_mul_ps(_mm256_mul_ps(_mm256_sub_ps(LoadAny(x + i), mean), scale), LoadAny(gain + i));
    y = Add(y, LoadAny(bias + i));
    Store(out + i, residual == nullptr ? y : Add(y, LoadAny(residual + i)));
  }
}
}  // namespace avx2
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif

// The reference, and the path for CPUs without AVX2 and for other numbers of pieces. Same packed layout, lanes of 8.
void RunScalar(const PanelJob& job, const float* x, size_t x_stride, size_t rows, float* out, size_t out_stride) {
  constexpr size_t kLanes = 8;
  const size_t vectors = job.pieces == 1 ? 2 : job.pieces;
  const bool fold = job.pieces > 1;
  for (size_t r = 0; r < rows; ++r) {
    for (size_t panel = 0; panel < job.panels; ++panel) {
      const float* w = job.weights + panel * job.inputs * vectors * kLanes;
      for (size_t i = 0; i < vectors * kLanes; ++i) {
        float sum = 0;
        for (size_t k = 0; k < job.inputs; ++k) sum = std::fma(x[r * x_stride + k], w[k * vectors * kLanes + i], sum);
        sum += job.bias[panel * vectors * kLanes + i];
        float* target = out + r * out_stride + (fold ? panel * kLanes + i % kLanes : panel * vectors * kLanes + i);
        *target = fold && i >= kLanes ? std::max(*target, sum) : sum;
      }
    }
  }
}

// Eight partial sums, then a fixed tree: the order a vector register of eight lanes would use.
float TreeSum(const float lanes[8]) {
  float a = (lanes[0] + lanes[4]) + (lanes[2] + lanes[6]);
  float b = (lanes[1] + lanes[5]) + (lanes[3] + lanes[7]);
  return a + b;
}

float Mean(const float* x, size_t width) {
  float lanes[8] = {};
  for (size_t i = 0; i < width; i += 8) {
    for (size_t j = 0; j < 8; ++j) lanes[j] += x[i + j];
  }
  return TreeSum(lanes) / static_cast<float>(width);
}

float Variance(const float* x, size_t width, float mean) {
  float lanes[8] = {};
  for (size_t i = 0; i < width; i += 8) {
    for (size_t j = 0; j < 8; ++j) {
      float distance = x[i + j] - mean;
      lanes[j] += distance * distance;
    }
  }
  return TreeSum(lanes) / static_cast<float>(width);
}

void LayerNormRow(const float* x, const float* gain, const float* bias, const float* residual, size_t width,
                  float* out) {
  const float mean = Mean(x, width);
  const float scale = 1.0f / std::sqrt(Variance(x, width, mean) + kVarianceFloor);
  for (size_t i = 0; i < width; ++i) {
    float y = (x[i] - mean) * scale * gain[i] + bias[i];
    out[i] = residual == nullptr ? y : y + residual[i];
  }
}

}  // namespace

CpuKernel BestKernel() {
#if defined(__x86_64__)
  static const CpuKernel best = [] {
    const char* wanted = std::getenv("ENTENTE_KERNEL");
    const std::string_view limit = wanted == nullptr ? "" : wanted;
    __builtin_cpu_init();
    if (limit == "scalar" || !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
      return CpuKernel::kScalar;
    }
    const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
    return wide && limit != "avx2" ? CpuKernel::kAvx512 : CpuKernel::kAvx2;
  }();
  return best;
#else
  return CpuKernel::kScalar;
#endif
}

void AlignedDelete::operator()(float* p) const { ::operator delete[](p, std::align_val_t{64}); }

AlignedFloats AllocateFloats(size_t count) {
  auto* p = static_cast<float*>(::operator new[](std::max<size_t>(count, 16) * sizeof(float), std::align_val_t{64}));
  std::fill_n(p, count, 0.0f);
  return AlignedFloats(p);
}

PackedAffine::PackedAffine(const float* weights, const float* bias, size_t outputs, size_t pieces, size_t inputs,
                           CpuKernel kernel)
    : outputs_(outputs), pieces_(pieces), inputs_(inputs), kernel_(pieces > 3 ? CpuKernel::kScalar : kernel) {
  const size_t vectors = panel_vectors();
  const size_t per_panel = pieces == 1 ? vectors * lanes() : lanes();
  const size_t panels = (outputs + per_panel - 1) / per_panel;
  weights_ = AllocateFloats(panels * inputs * vectors * lanes());
  bias_ = AllocateFloats(panels * vectors * lanes());
  for (size_t o = 0; o < outputs; ++o) {
    for (size_t p = 0; p < pieces; ++p) {
      size_t panel = o / per_panel;
      size_t column = pieces == 1 ? o % per_panel : p * lanes() + o % per_panel;
      const float* row = weights + (o * pieces + p) * inputs;
      float* packed = weights_.get() + panel * inputs * vectors * lanes() + column;
      for (size_t k = 0; k < inputs; ++k) packed[k * vectors * lanes()] = row[k];
      bias_[panel * vectors * lanes() + column] = bias != nullptr ? bias[o * pieces + p] : 0.0f;
    }
  }
}

void PackedAffine::Maxout(const float* x, size_t x_stride, size_t rows, float* out, size_t out_stride) const {
  const size_t per_panel = pieces_ == 1 ? panel_vectors() * lanes() : lanes();
  PanelJob job{weights_.get(), bias_.get(), (outputs_ + per_panel - 1) / per_panel, inputs_, pieces_};
#if defined(__x86_64__)
  if (kernel_ == CpuKernel::kAvx512 && avx512::Run(job, x, x_stride, rows, out, out_stride)) return;
  if (kernel_ == CpuKernel::kAvx2 && avx2::Run(job, x, x_stride, rows, out, out_stride)) return;
#endif
  RunScalar(job, x, x_stride, rows, out, out_stride);
}

void LayerNorm(const float* x, size_t x_stride, const float* gain, const float* bias, const float* residual,
               size_t residual_stride, size_t rows, size_t width, float* out, size_t out_stride, CpuKernel kernel) {
  for (size_t r = 0; r < rows; ++r, x += x_stride, out += out_stride) {
    const float* base = residual == nullptr ? nullptr : residual + r * residual_stride;
#if defined(__x86_64__)
    if (kernel != CpuKernel::kScalar) {
      avx2::LayerNormRow(x, gain, bias, base, width, out);
      continue;
    }
#endif
    LayerNormRow(x, gain, bias, base, width, out);
  }
}

void SumMaxout(std::span<const float* const> rows, const float* bias, size_t pieces, size_t count, float* out,
               CpuKernel kernel) {
#if defined(__x86_64__)
  if (kernel == CpuKernel::kAvx512 && avx512::SumMaxout(rows, bias, pieces, count, out)) return;
  if (kernel != CpuKernel::kScalar && avx2::SumMaxout(rows, bias, pieces, count, out)) return;
#endif
  for (size_t p = 0; p < pieces; ++p) {
    for (size_t i = 0; i < count; ++i) {
      float sum = rows[0][p * count + i];
      for (const float* row : rows.subspan(1)) sum += row[p * count + i];
      sum += bias[p * count + i];
      out[i] = p == 0 ? sum : std::max(out[i], sum);
    }
  }
}

void SumFour(const float* const rows[4], size_t width, float* out) {
  for (size_t i = 0; i < width; ++i) out[i] = ((rows[0][i] + rows[1][i]) + rows[2][i]) + rows[3][i];
}

}  // namespace entente::nn
