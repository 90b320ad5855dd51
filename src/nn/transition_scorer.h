// Scores of parser actions: a linear map of token vectors, a first layer whose product is precomputed for every
// (token, feature) pair, maxout, and a second layer (spaCy's TransitionBasedParser; Goldberg's and Honnibal's trick).
//
// Immutable and thread-safe; scratch is the caller's.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "entente/status.h"
#include "nn/buffer.h"
#include "nn/kernels.h"
#include "nn/model_file.h"

namespace entente::nn {

class TransitionScorer {
 public:
  static constexpr size_t kMaxFeatures = 16;

  // Reads the tensors under `name`/. Errors: model.corrupt. Copies what it needs.
  static Result<TransitionScorer> Load(const ModelFile& file, const std::string& name);

  size_t width() const { return projection_.inputs(); }  // of token vectors
  size_t features() const { return features_; }
  size_t classes() const { return upper_.outputs(); }
  size_t scores_stride() const { return upper_.output_stride(); }
  size_t token_floats() const { return lower_.output_stride(); }

  // tokens: [rows, width()]. out: [rows, token_floats()]. Cost: rows * (width + features * pieces * hidden) * hidden.
  void Precompute(const float* tokens, size_t rows, float* out, FloatBuffer* scratch) const;

  // tokens[f]: the token at feature f, as row index into `precomputed`, or negative where there is none.
  // Writes scores_stride() floats, of which classes() matter. `hidden` has room for hidden_stride() floats.
  void Score(const float* precomputed, std::span<const int32_t> tokens, float* hidden, float* scores) const;
  size_t hidden_stride() const { return RoundUpToPanel(hidden_); }

 private:
  Status LoadLower(const ModelFile& file, const std::string& name);

  size_t features_ = 0;
  size_t hidden_ = 0;
  size_t pieces_ = 0;
  PackedAffine projection_;
  PackedAffine lower_;        // outputs in the order [feature][piece][hidden]
  AlignedFloats padding_;     // [feature][piece][hidden]
  AlignedFloats lower_bias_;  // [piece][hidden]
  PackedAffine upper_;
};

}  // namespace entente::nn
