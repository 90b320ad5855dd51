// Scores of parser actions: a linear map of token vectors, a first layer whose product is precomputed for every
// (token, feature) pair, maxout, and a second layer (spaCy's TransitionBasedParser; Goldberg's and Honnibal's trick).
//
// Immutable and thread-safe; scratch is the caller's.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "entente/status.h"
#include "nn/buffer.h"
#include "nn/kernels.h"
#include "nn/model_file.h"
#include "nn/product_meter.h"

namespace entente::nn {

class TransitionScorer;

// The precomputed rows of one document's tokens, made when first asked for and kept for the tokens in play, so that
// memory does not grow with the document. Belongs to one thread; rows are the same however often they are made.
class TokenFeatures {
 public:
  void Measure(ProductMeter* meter) { meter_ = meter; }
  // Starts a document. tokens: [count, scorer.width()], alive while this is used.
  void Reset(const TransitionScorer& scorer, const float* tokens, size_t count);
  // The row of a token: scorer.token_floats() floats, valid until kTiles - 1 other tiles have been touched since.
  // REQUIRES: token < count.
  const float* Row(size_t token) {
    uint32_t slot = slot_of_[token / kTileTokens];
    if (slot == kNoSlot) slot = Fill(token / kTileTokens);
    last_use_[slot] = ++clock_;
    return rows_.data() + (slot * kTileTokens + token % kTileTokens) * row_floats_;
  }
  ProductMeter* meter() const { return meter_; }

 private:
  static constexpr size_t kTileTokens = 64;
  static constexpr size_t kTiles = 32;  // above the features of one state, so that its rows stand together
  static constexpr uint32_t kNoSlot = UINT32_MAX;

  uint32_t Fill(size_t tile);

  const TransitionScorer* scorer_ = nullptr;
  ProductMeter* meter_ = nullptr;
  const float* tokens_ = nullptr;
  size_t count_ = 0;
  size_t row_floats_ = 0;
  uint64_t clock_ = 0;
  std::vector<uint32_t> slot_of_;   // per tile
  std::vector<uint32_t> tile_in_;   // per slot
  std::vector<uint64_t> last_use_;  // per slot
  FloatBuffer rows_, scratch_;
};

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
  void Precompute(const float* tokens, size_t rows, float* out, FloatBuffer* scratch,
                  ProductMeter* meter = nullptr) const;

  // tokens[f]: the token at feature f, or negative where there is none.
  // Writes scores_stride() floats, of which classes() matter. `hidden` has room for hidden_stride() floats.
  void Score(std::span<const int32_t> tokens, TokenFeatures* features, float* hidden, float* scores) const;
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
