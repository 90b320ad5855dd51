// LinearModel: one weight for each feature and class, read from a small file that train/linear.py writes.
//
// The file, little-endian: lines of text up to an empty one,
//     entente-linear 1
//     classes CLASS…            one name each, no spaces
//     features COUNT
//     scales NUMBER…            a class: weight = int8 × scale
//     biases NUMBER…            a class
//     sharpness NUMBER          probability = softmax(sharpness × scores), fitted on held-out folds
// then COUNT keys (uint32, ascending), then COUNT × classes weights (int8), the classes of a key side by side.
// Unknown features weigh nothing. Immutable after Load; any number of threads may read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"
#include "learn/features.h"

namespace entente {

class LinearModel {
 public:
  // Reads "learned/NAME.linear". Errors: data.missing; data.bad_model, naming the file and what is wrong in it.
  // Cost: linear in the file (a millisecond for 300 kB).
  static Result<LinearModel> Load(const DataFiles& files, std::string_view name);

  const std::vector<std::string>& classes() const { return classes_; }
  // Index of a class, or -1.
  int ClassIndex(std::string_view name) const;

  // One score a class: bias + Σ value × weight, added in the order of `features`. Cost: features × classes.
  std::vector<float> Scores(const Features& features) const;
  // Sums to 1.
  std::vector<float> Probabilities(const Features& features) const;
  // One feature's weights, for --explain; zeros where unknown.
  std::vector<float> Weights(const Feature& feature) const;

 private:
  Status ReadHeader(std::string_view& rest, size_t& count);
  void Index(std::string_view bytes, size_t count);
  // Row of the key, or -1.
  int64_t Find(uint32_t key) const;

  std::vector<std::string> classes_;
  std::vector<float> scales_, biases_;
  float sharpness_ = 1;
  std::vector<uint32_t> keys_;
  std::vector<uint32_t> first_of_bucket_;  // keys by their upper bits
  unsigned shift_ = 31;
  std::vector<int8_t> weights_;
};

}  // namespace entente
