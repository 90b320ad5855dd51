#include "nn/transition_scorer.h"

#include <algorithm>
#include <vector>

namespace entente::nn {
namespace {

constexpr size_t kTileRows = 64;

// A [outputs, inputs] matrix with its bias.
Result<PackedAffine> LoadLinear(const ModelFile& file, const std::string& name) {
  auto weights = file.Tensor(name + "/w");
  if (!weights.ok()) return weights.status();
  auto bias = file.Tensor(name + "/b");
  if (!bias.ok()) return bias.status();
  const auto& dims = weights->shape.dims;
  if (dims[0] == 0 || dims[1] == 0 || dims[2] != 1 || dims[3] != 1 || bias->shape.Count() != dims[0]) {
    return file.Corrupt(name + " is damaged");
  }
  return PackedAffine(weights->data, bias->data, dims[0], 1, dims[1]);
}

}  // namespace

Result<TransitionScorer> TransitionScorer::Load(const ModelFile& file, const std::string& name) {
  TransitionScorer scorer;
  auto projection = LoadLinear(file, name + "/project");
  if (!projection.ok()) return projection.status();
  scorer.projection_ = std::move(*projection);
  if (Status status = scorer.LoadLower(file, name + "/lower"); !status.ok()) return status;
  auto upper = LoadLinear(file, name + "/upper");
  if (!upper.ok()) return upper.status();
  scorer.upper_ = std::move(*upper);
  if (scorer.upper_.inputs() != scorer.hidden_) return file.Corrupt(name + "/upper has another shape than its model");
  return scorer;
}

Status TransitionScorer::LoadLower(const ModelFile& file, const std::string& name) {
  auto weights = file.Tensor(name + "/w");
  if (!weights.ok()) return weights.status();
  auto bias = file.Tensor(name + "/b");
  if (!bias.ok()) return bias.status();
  auto padding = file.Tensor(name + "/pad");
  if (!padding.ok()) return padding.status();
  const auto& dims = weights->shape.dims;
  features_ = dims[0];
  hidden_ = dims[1];
  pieces_ = dims[2];
  const size_t block = hidden_ * pieces_;
  bool sane = features_ > 0 && features_ <= kMaxFeatures && block > 0 && hidden_ % 8 == 0 &&
              dims[3] == projection_.outputs() && bias->shape.Count() == block &&
              padding->shape.Count() == features_ * block;
  if (!sane) return file.Corrupt(name + " has another shape than its model");
  std::vector<float> reordered(weights->shape.Count());
  padding_ = AllocateFloats(features_ * block);
  lower_bias_ = AllocateFloats(block);
  for (size_t f = 0; f < features_; ++f) {
    for (size_t o = 0; o < hidden_; ++o) {
      for (size_t p = 0; p < pieces_; ++p) {
        size_t from = (f * hidden_ + o) * pieces_ + p;
        size_t to = (f * pieces_ + p) * hidden_ + o;
        std::copy_n(weights->data + from * dims[3], dims[3], reordered.data() + to * dims[3]);
        padding_[to] = padding->data[from];
        lower_bias_[p * hidden_ + o] = bias->data[o * pieces_ + p];
      }
    }
  }
  lower_ = PackedAffine(reordered.data(), nullptr, features_ * block, 1, dims[3]);
  return {};
}

void TransitionScorer::Precompute(const float* tokens, size_t rows, float* out, FloatBuffer* scratch,
                                  ProductMeter* meter) const {
  const size_t stride = projection_.output_stride();
  float* projected = scratch->Reserve(kTileRows * stride);
  for (size_t begin = 0; begin < rows; begin += kTileRows) {
    size_t count = std::min(kTileRows, rows - begin);
    Product(projection_, tokens + begin * width(), width(), count, projected, stride, meter);
    Product(lower_, projected, stride, count, out + begin * token_floats(), token_floats(), meter);
  }
}

void TransitionScorer::Score(std::span<const int32_t> tokens, TokenFeatures* features, float* hidden,
                             float* scores) const {
  const float* rows[kMaxFeatures];
  const size_t block = hidden_ * pieces_;
  for (size_t f = 0; f < features_; ++f) {
    const float* base = tokens[f] < 0 ? padding_.get() : features->Row(static_cast<size_t>(tokens[f]));
    rows[f] = base + f * block;
  }
  SumMaxout({rows, features_}, lower_bias_.get(), pieces_, hidden_, hidden);
  Product(upper_, hidden, hidden_, 1, scores, scores_stride(), features->meter());
}

void TokenFeatures::Reset(const TransitionScorer& scorer, const float* tokens, size_t count) {
  scorer_ = &scorer;
  tokens_ = tokens;
  count_ = count;
  row_floats_ = scorer.token_floats();
  slot_of_.assign((count + kTileTokens - 1) / kTileTokens, kNoSlot);
  tile_in_.assign(std::min(kTiles, slot_of_.size()), kNoSlot);
  last_use_.assign(tile_in_.size(), 0);
  rows_.Reserve(tile_in_.size() * kTileTokens * row_floats_);
}

// The tile used longest ago gives way. Never one of the state being scored: it has fewer features than there are tiles.
uint32_t TokenFeatures::Fill(size_t tile) {
  auto oldest = std::min_element(last_use_.begin(), last_use_.end());
  uint32_t slot = static_cast<uint32_t>(oldest - last_use_.begin());
  if (tile_in_[slot] != kNoSlot) slot_of_[tile_in_[slot]] = kNoSlot;
  tile_in_[slot] = static_cast<uint32_t>(tile);
  slot_of_[tile] = slot;
  const size_t first = tile * kTileTokens;
  const size_t rows = std::min(kTileTokens, count_ - first);
  scorer_->Precompute(tokens_ + first * scorer_->width(), rows, rows_.data() + slot * kTileTokens * row_floats_,
                      &scratch_, meter_);
  return slot;
}

}  // namespace entente::nn
