// Grow-only scratch memory for one thread.
#pragma once

#include <algorithm>
#include <cstddef>

#include "nn/kernels.h"

namespace entente::nn {

class FloatBuffer {
 public:
  // At least `count` floats, 64-byte aligned; contents are lost when it grows.
  float* Reserve(size_t count) {
    if (count > capacity_) {
      capacity_ = std::max(count, capacity_ + capacity_ / 4);
      data_ = AllocateFloats(capacity_);
    }
    return data_.get();
  }
  float* data() const { return data_.get(); }
  size_t capacity() const { return capacity_; }

 private:
  AlignedFloats data_;
  size_t capacity_ = 0;
};

}  // namespace entente::nn
