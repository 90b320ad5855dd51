#include "nn/product_meter.h"

#include <chrono>

namespace entente::nn {

void Product(const PackedAffine& affine, const float* x, size_t x_stride, size_t rows, float* out, size_t out_stride,
             ProductMeter* meter) {
  if (meter == nullptr) return affine.Maxout(x, x_stride, rows, out, out_stride);
  const auto begin = std::chrono::steady_clock::now();
  affine.Maxout(x, x_stride, rows, out, out_stride);
  meter->seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  meter->multiply_adds += uint64_t{rows} * affine.outputs() * affine.pieces() * affine.inputs();
  ++meter->products;
}

}  // namespace entente::nn
