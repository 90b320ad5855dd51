// Word types to vectors in context: hash embeddings, one mixing layer, then a stack of residual window layers
// (spaCy's MultiHashEmbed and MaxoutWindowEncoder; https://explosion.ai/blog/deep-learning-formula-nlp).
//
// What depends on the word type alone (embedding, mixing, and the first window layer's product for each position in
// the window) is computed once per type by EmbedTypes; the caller may keep it as long as it likes. Encode then costs
// (depth - 1) matrix products per token. Immutable and thread-safe; scratch is the caller's.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "entente/status.h"
#include "nn/buffer.h"
#include "nn/hash_embed.h"
#include "nn/kernels.h"
#include "nn/model_file.h"
#include "nn/product_meter.h"

namespace entente::nn {

// Scratch of one thread; reused between calls.
struct Tok2VecScratch {
  FloatBuffer concatenated, mixed, static_in, rows_a, rows_b, maxed;
  std::vector<const float*> types;  // with padding
  std::vector<float*> targets;      // of the same rows; null for padding
  ProductMeter* meter = nullptr;
};

class Tok2Vec {
 public:
  // Reads the tensors under `name`/. Errors: model.corrupt. `file` must outlive the result.
  static Result<Tok2Vec> Load(const ModelFile& file, const std::string& name);

  size_t width() const { return width_; }
  size_t attributes() const { return embeds_.size(); }
  // 0 where the model reads no static vectors.
  size_t static_width() const { return static_width_; }
  bool has_static_vectors() const { return static_width_ > 0; }
  // Floats of one type row: the mixed embedding, then one product per window position.
  size_t type_row_floats() const { return product_offset() + window_positions() * product_stride(); }

  // keys: [types, attributes()]; vectors: the static vector of each type or null, empty where there are none.
  // Writes `rows.size()` type rows to the addresses in `rows` (64-byte aligned, type_row_floats() each).
  void EmbedTypes(std::span<const uint64_t> keys, std::span<const float* const> vectors, std::span<float* const> rows,
                  Tok2VecScratch* scratch) const;

  // types: type rows of all tokens of all sequences, in order; lengths: tokens in each sequence. Every sequence is
  // encoded as if alone. out: [types.size(), width()], row r at out + r * width(). Scratch does not grow with length.
  void Encode(std::span<const float* const> types, std::span<const uint32_t> lengths, float* out,
              Tok2VecScratch* scratch) const;

 private:
  struct Normalizer {
    const float* gain = nullptr;
    const float* bias = nullptr;
  };

  size_t window_positions() const { return 2 * window_ + 1; }
  size_t padding() const { return window_ * depth_; }
  size_t product_offset() const { return RoundUpToPanel(width_); }
  size_t product_stride() const { return RoundUpToPanel(width_ * first_pieces_); }

  Status LoadEmbeds(const ModelFile& file, const std::string& name);
  Status LoadStatic(const ModelFile& file, const std::string& name);
  Status LoadMix(const ModelFile& file, const std::string& name);
  Status LoadLayers(const ModelFile& file, const std::string& name);
  Result<Normalizer> LoadNormalizer(const ModelFile& file, const std::string& name) const;
  void PackFirstLayer(const TensorView& weights, const TensorView& bias);
  void EmbedBatch(std::span<const uint64_t> keys, std::span<const float* const> vectors, std::span<float* const> rows,
                  Tok2VecScratch* scratch) const;
  const float* EncodeTile(std::span<const float* const> types, Tok2VecScratch* scratch) const;
  void FirstLayer(std::span<const float* const> types, const float* in, float* out, Tok2VecScratch* scratch) const;
  void Layer(size_t index, const float* in, size_t begin, size_t end, float* out, Tok2VecScratch* scratch) const;

  size_t width_ = 0;
  size_t window_ = 0;
  size_t depth_ = 0;
  size_t static_width_ = 0;
  size_t first_pieces_ = 0;
  std::vector<HashEmbed> embeds_;
  PackedAffine static_projection_;
  PackedAffine mix_;
  Normalizer mix_norm_;
  std::vector<PackedAffine> first_products_;  // one per window position
  AlignedFloats first_bias_;                  // [piece][output]
  AlignedFloats zero_type_;                   // the type row of padding
  std::vector<PackedAffine> layers_;          // layers 1 … depth - 1
  std::vector<Normalizer> norms_;             // layers 0 … depth - 1
};

}  // namespace entente::nn
