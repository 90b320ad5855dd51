#include "nn/tok2vec.h"

#include <algorithm>

namespace entente::nn {
namespace {

constexpr size_t kEmbedBatchTypes = 128;
constexpr size_t kTileRows = 128;        // of one matrix product: its output stays in the first-level cache
constexpr size_t kEncodeTileRows = 512;  // of all layers: its rows stay in the second-level cache
constexpr size_t kMaxWindow = 8;
constexpr size_t kMaxDepth = 64;

}  // namespace

Result<Tok2Vec> Tok2Vec::Load(const ModelFile& file, const std::string& name) {
  Tok2Vec model;
  auto header = file.Uint32s(name + "/dims");
  if (!header.ok()) return header.status();
  if (header->size() != 3) return file.Corrupt(name + "/dims is damaged");
  model.width_ = (*header)[0];
  model.window_ = (*header)[1];
  model.depth_ = (*header)[2];
  bool sane = model.width_ > 0 && model.width_ % 8 == 0 && model.window_ <= kMaxWindow && model.depth_ > 0 &&
              model.depth_ <= kMaxDepth;
  if (!sane) return file.Corrupt(name + "/dims is out of range");
  for (auto step : {&Tok2Vec::LoadEmbeds, &Tok2Vec::LoadStatic, &Tok2Vec::LoadMix, &Tok2Vec::LoadLayers}) {
    if (Status status = (model.*step)(file, name); !status.ok()) return status;
  }
  model.zero_type_ = AllocateFloats(model.type_row_floats());
  return model;
}

Status Tok2Vec::LoadEmbeds(const ModelFile& file, const std::string& name) {
  auto seeds = file.Uint32s(name + "/seeds");
  if (!seeds.ok()) return seeds.status();
  if (seeds->empty()) return file.Corrupt(name + " embeds nothing");
  for (size_t i = 0; i < seeds->size(); ++i) {
    std::string table_name = name + "/embed" + std::to_string(i);
    auto table = file.Tensor(table_name);
    if (!table.ok()) return table.status();
    if (table->shape.dims[0] == 0 || table->shape.dims[1] != width_ || table->shape.dims[2] != 1) {
      return file.Corrupt(table_name + " has another shape than its model");
    }
    embeds_.emplace_back(*table, (*seeds)[i]);
  }
  return {};
}

Status Tok2Vec::LoadStatic(const ModelFile& file, const std::string& name) {
  if (!file.Has(name + "/static")) return {};
  auto weights = file.Tensor(name + "/static");
  if (!weights.ok()) return weights.status();
  if (weights->shape.dims[0] != width_ || weights->shape.dims[2] != 1) return file.Corrupt(name + "/static is damaged");
  static_width_ = weights->shape.dims[1];
  static_projection_ = PackedAffine(weights->data, nullptr, width_, 1, static_width_);
  return {};
}

Result<Tok2Vec::Normalizer> Tok2Vec::LoadNormalizer(const ModelFile& file, const std::string& name) const {
  auto gain = file.Tensor(name + "/gain");
  if (!gain.ok()) return gain.status();
  auto bias = file.Tensor(name + "/shift");
  if (!bias.ok()) return bias.status();
  if (gain->shape.Count() != width_ || bias->shape.Count() != width_) return file.Corrupt(name + " is damaged");
  return Normalizer{gain->data, bias->data};
}

Status Tok2Vec::LoadMix(const ModelFile& file, const std::string& name) {
  auto weights = file.Tensor(name + "/mix/w");
  if (!weights.ok()) return weights.status();
  auto bias = file.Tensor(name + "/mix/b");
  if (!bias.ok()) return bias.status();
  size_t inputs = width_ * (embeds_.size() + (has_static_vectors() ? 1 : 0));
  const auto& dims = weights->shape.dims;
  if (dims[0] != width_ || dims[1] == 0 || dims[2] != inputs || dims[3] != 1 ||
      bias->shape.Count() != size_t{dims[0]} * dims[1]) {
    return file.Corrupt(name + "/mix has another shape than its model");
  }
  mix_ = PackedAffine(weights->data, bias->data, width_, dims[1], inputs);
  auto norm = LoadNormalizer(file, name + "/mix");
  if (!norm.ok()) return norm.status();
  mix_norm_ = *norm;
  return {};
}

Status Tok2Vec::LoadLayers(const ModelFile& file, const std::string& name) {
  for (size_t i = 0; i < depth_; ++i) {
    std::string layer = name + "/layer" + std::to_string(i);
    auto weights = file.Tensor(layer + "/w");
    if (!weights.ok()) return weights.status();
    auto bias = file.Tensor(layer + "/b");
    if (!bias.ok()) return bias.status();
    const auto& dims = weights->shape.dims;
    if (dims[0] != width_ || dims[1] == 0 || dims[2] != width_ * window_positions() || dims[3] != 1 ||
        bias->shape.Count() != size_t{dims[0]} * dims[1]) {
      return file.Corrupt(layer + " has another shape than its model");
    }
    if (i == 0) {
      PackFirstLayer(*weights, *bias);
    } else {
      layers_.emplace_back(weights->data, bias->data, width_, dims[1], dims[2]);
    }
    auto norm = LoadNormalizer(file, layer);
    if (!norm.ok()) return norm.status();
    norms_.push_back(*norm);
  }
  return {};
}

// Splits [output][piece][position, input] into one matrix a position with outputs in the order [piece][output].
void Tok2Vec::PackFirstLayer(const TensorView& weights, const TensorView& bias) {
  const size_t pieces = weights.shape.dims[1];
  first_pieces_ = pieces;
  first_bias_ = AllocateFloats(product_stride());
  std::vector<float> part(width_ * pieces * width_);
  for (size_t position = 0; position < window_positions(); ++position) {
    for (size_t o = 0; o < width_; ++o) {
      for (size_t p = 0; p < pieces; ++p) {
        const float* from = weights.data + ((o * pieces + p) * window_positions() + position) * width_;
        std::copy_n(from, width_, part.data() + (p * width_ + o) * width_);
        first_bias_[p * width_ + o] = bias.data[o * pieces + p];
      }
    }
    first_products_.emplace_back(part.data(), nullptr, width_ * pieces, 1, width_);
  }
}

void Tok2Vec::EmbedTypes(std::span<const uint64_t> keys, std::span<const float* const> vectors,
                         std::span<float* const> rows, Tok2VecScratch* scratch) const {
  for (size_t begin = 0; begin < rows.size(); begin += kEmbedBatchTypes) {
    size_t count = std::min(kEmbedBatchTypes, rows.size() - begin);
    EmbedBatch(keys.subspan(begin * attributes(), count * attributes()),
               vectors.empty() ? vectors : vectors.subspan(begin, count), rows.subspan(begin, count), scratch);
  }
}

void Tok2Vec::EmbedBatch(std::span<const uint64_t> keys, std::span<const float* const> vectors,
                         std::span<float* const> rows, Tok2VecScratch* scratch) const {
  const size_t count = rows.size();
  const size_t stride = mix_.inputs();
  float* joined = scratch->concatenated.Reserve(count * stride + kPanelFloats);
  for (size_t t = 0; t < count; ++t) {
    for (size_t a = 0; a < attributes(); ++a) {
      embeds_[a].Embed(keys[t * attributes() + a], joined + t * stride + a * width_);
    }
  }
  if (has_static_vectors()) {
    float* projected = scratch->static_in.Reserve(static_projection_.output_stride());
    for (size_t t = 0; t < count; ++t) {
      float* target = joined + t * stride + attributes() * width_;
      std::fill_n(target, width_, 0.0f);
      if (vectors.empty() || vectors[t] == nullptr) continue;
      Product(static_projection_, vectors[t], static_width_, 1, projected, static_projection_.output_stride(),
              scratch->meter);
      std::copy_n(projected, width_, target);
    }
  }
  const size_t row = product_offset();
  const size_t product_row = product_stride();
  float* mixed = scratch->mixed.Reserve(count * (row + product_row));
  Product(mix_, joined, stride, count, mixed, row, scratch->meter);
  LayerNorm(mixed, row, mix_norm_.gain, mix_norm_.bias, nullptr, 0, count, width_, mixed, row);
  float* products = mixed + count * row;
  for (size_t t = 0; t < count; ++t) std::copy_n(mixed + t * row, row, rows[t]);
  for (size_t position = 0; position < window_positions(); ++position) {
    Product(first_products_[position], mixed, row, count, products, product_row, scratch->meter);
    for (size_t t = 0; t < count; ++t) {
      std::copy_n(products + t * product_row, product_row, rows[t] + product_offset() + position * product_row);
    }
  }
}

void Tok2Vec::FirstLayer(std::span<const float* const> types, const float* in, float* out,
                         Tok2VecScratch* scratch) const {
  const size_t stride = RoundUpToPanel(width_);
  float* maxed = scratch->maxed.Reserve(kTileRows * stride);
  const float* products[2 * kMaxWindow + 1];
  for (size_t r = window_; r + window_ < types.size(); ++r) {
    for (size_t position = 0; position < window_positions(); ++position) {
      products[position] = types[r - window_ + position] + product_offset() + position * product_stride();
    }
    SumMaxout({products, window_positions()}, first_bias_.get(), first_pieces_, width_, maxed);
    LayerNorm(maxed, stride, norms_[0].gain, norms_[0].bias, in + r * width_, width_, 1, width_, out + r * width_,
              width_);
  }
}

// Rows [begin, end) of layer `index`; reads `window_` rows more on each side.
void Tok2Vec::Layer(size_t index, const float* in, size_t begin, size_t end, float* out,
                    Tok2VecScratch* scratch) const {
  const PackedAffine& affine = layers_[index - 1];
  const size_t stride = affine.output_stride();
  float* maxed = scratch->maxed.Reserve(kTileRows * stride);
  for (; begin < end; begin += kTileRows) {
    size_t count = std::min(kTileRows, end - begin);
    Product(affine, in + (begin - window_) * width_, width_, count, maxed, stride, scratch->meter);
    LayerNorm(maxed, stride, norms_[index].gain, norms_[index].bias, in + begin * width_, width_, count, width_,
              out + begin * width_, width_);
  }
}

// All layers over one tile. A row of the last layer depends on padding() rows to each side at the bottom, so the tile
// brings these along and every layer is narrower by one window. Returns row 0 of the tile; the first and last
// padding() rows are not meaningful.
const float* Tok2Vec::EncodeTile(std::span<const float* const> types, Tok2VecScratch* scratch) const {
  const size_t rows = types.size();
  float* in = scratch->rows_a.Reserve(rows * width_);
  float* next = scratch->rows_b.Reserve(rows * width_);
  for (size_t r = 0; r < rows; ++r) std::copy_n(types[r], width_, in + r * width_);
  FirstLayer(types, in, next, scratch);
  for (size_t layer = 1; layer < depth_; ++layer) {
    std::swap(in, next);
    const size_t margin = window_ * (layer + 1);
    Layer(layer, in, margin, rows - margin, next, scratch);
  }
  return next;
}

void Tok2Vec::Encode(std::span<const float* const> types, std::span<const uint32_t> lengths, float* out,
                     Tok2VecScratch* scratch) const {
  // Sequences stand in one matrix with padding() rows before, between and after them. Rows of padding take part in
  // the layers (their values become nonzero by bias), exactly as if each sequence stood in endless zeros.
  const size_t pad = padding();
  auto& padded = scratch->types;
  auto& targets = scratch->targets;
  padded.assign(pad, zero_type_.get());
  targets.assign(pad, nullptr);
  size_t token = 0;
  for (uint32_t length : lengths) {
    padded.insert(padded.end(), types.begin() + token, types.begin() + token + length);
    padded.insert(padded.end(), pad, zero_type_.get());
    for (uint32_t i = 0; i < length; ++i) targets.push_back(out + (token + i) * width_);
    targets.insert(targets.end(), pad, nullptr);
    token += length;
  }
  const size_t end = padded.size() - pad;
  for (size_t begin = pad; begin < end; begin += kEncodeTileRows) {
    const size_t count = std::min(kEncodeTileRows, end - begin);
    const float* tile = EncodeTile(std::span(padded).subspan(begin - pad, count + 2 * pad), scratch);
    for (size_t r = 0; r < count; ++r) {
      if (float* target = targets[begin + r]) std::copy_n(tile + (pad + r) * width_, width_, target);
    }
  }
}

}  // namespace entente::nn
