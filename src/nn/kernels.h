// The one seam for all matrix products and row-wise float work.
//
// Law: for the same inputs every function gives the same bits, whatever the CPU, the number of rows in the call, and
// the thread. It holds because each output is one chain of fused multiply-adds over k = 0, 1, 2 … started at zero:
// vector lanes are different outputs, never parts of one sum. The scalar path uses std::fma to match.
//
// All functions are pure and thread-safe. Kernels are chosen once per process from what the CPU has (AVX-512, else
// AVX2 and FMA, else scalar).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace entente::nn {

enum class CpuKernel { kScalar, kAvx2, kAvx512 };

// What this CPU runs best. For measuring, the environment may forbid the wider ones: ENTENTE_KERNEL=avx2 or scalar.
CpuKernel BestKernel();

// Output rows are written in whole panels: they must have room for this many floats.
inline constexpr size_t kPanelFloats = 32;
constexpr size_t RoundUpToPanel(size_t n) { return (n + kPanelFloats - 1) / kPanelFloats * kPanelFloats; }

struct AlignedDelete {
  void operator()(float* p) const;
};
using AlignedFloats = std::unique_ptr<float[], AlignedDelete>;
// 64-byte aligned, zeroed.
AlignedFloats AllocateFloats(size_t count);

// A weight matrix [outputs, pieces, inputs] and bias [outputs, pieces], reordered for one kernel. Immutable.
class PackedAffine {
 public:
  PackedAffine() = default;
  // `bias` may be null (zeros). Copies. Cost: one pass over the weights.
  PackedAffine(const float* weights, const float* bias, size_t outputs, size_t pieces, size_t inputs,
               CpuKernel kernel = BestKernel());

  size_t outputs() const { return outputs_; }
  size_t pieces() const { return pieces_; }
  size_t inputs() const { return inputs_; }
  // Floats to leave for one output row of Maxout: outputs, rounded up to a panel.
  size_t output_stride() const { return RoundUpToPanel(outputs_); }

  // out[r][o] = max over p of (sum over k of x[r][k] * w[o][p][k]) + b[o][p], for `rows` rows. Row r of x begins at
  // x + r * x_stride and may overlap the next (a sliding window is x_stride < inputs). out must not overlap x.
  // REQUIRES: out_stride >= output_stride().
  void Maxout(const float* x, size_t x_stride, size_t rows, float* out, size_t out_stride) const;

 private:
  size_t lanes() const { return kernel_ == CpuKernel::kAvx512 ? 16 : 8; }
  // Vectors of `lanes` outputs side by side in a panel: the pieces of one vector, or two vectors where pieces is 1.
  size_t panel_vectors() const { return pieces_ == 1 ? 2 : pieces_; }

  size_t outputs_ = 0;
  size_t pieces_ = 0;
  size_t inputs_ = 0;
  CpuKernel kernel_ = CpuKernel::kScalar;
  AlignedFloats weights_;  // [panel][k][vector][lane]
  AlignedFloats bias_;     // [panel][vector][lane]
};

// out[r] = residual[r] + gain * (x[r] - mean) / sqrt(variance + 1e-8) + bias over `width` columns; `residual` may be
// null and may not overlap out. REQUIRES: width a multiple of 8.
void LayerNorm(const float* x, size_t x_stride, const float* gain, const float* bias, const float* residual,
               size_t residual_stride, size_t rows, size_t width, float* out, size_t out_stride,
               CpuKernel kernel = BestKernel());

// out[i] = max over p of (sum over n of rows[n][p * count + i], in order) + bias[p * count + i].
// REQUIRES: at least one row.
void SumMaxout(std::span<const float* const> rows, const float* bias, size_t pieces, size_t count, float* out,
               CpuKernel kernel = BestKernel());

// out = the sum of four rows of `width` floats, in order. REQUIRES: width a multiple of 8.
void SumFour(const float* const rows[4], size_t width, float* out);

}  // namespace entente::nn
