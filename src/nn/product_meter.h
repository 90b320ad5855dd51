// Counts matrix products and the time they take, for those who measure. A null meter costs one test a product.
//
// Belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/kernels.h"

namespace entente::nn {

struct ProductMeter {
  uint64_t products = 0;
  uint64_t multiply_adds = 0;  // of the matrices as they are, without what fills up their last panel
  double seconds = 0;          // the clock's own time is in it, once a product
};

// affine.Maxout, counted where there is a meter.
void Product(const PackedAffine& affine, const float* x, size_t x_stride, size_t rows, float* out, size_t out_stride,
             ProductMeter* meter);

}  // namespace entente::nn
