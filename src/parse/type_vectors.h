// Keeps the context-free rows (nn::Tok2Vec::EmbedTypes) of the token types one workspace has seen.
//
// Not thread-safe; belongs to one workspace. Values never depend on what was cached before.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "nn/tok2vec.h"
#include "parse/lexicon.h"
#include "parse/tokenizer.h"

namespace entente::parse {

// The columns of a MultiHashEmbed, by spaCy's attribute names.
class FeatureColumns {
 public:
  // `names`: one a line. Error: model.corrupt where a name is unknown.
  static Result<FeatureColumns> Parse(const nn::ModelFile& file, std::string_view names);

  size_t size() const { return columns_.size(); }
  bool uses_space() const { return uses_space_; }
  void Append(const Lexeme& lexeme, uint64_t norm, bool space_after, std::vector<uint64_t>* keys) const;

 private:
  enum class Column { kNorm, kPrefix, kSuffix, kShape, kSpacy, kIsSpace, kOrth, kLower };
  std::vector<Column> columns_;
  bool uses_space_ = false;
};

class TypeVectors {
 public:
  TypeVectors(const nn::Tok2Vec* model, const FeatureColumns* columns) : model_(model), columns_(columns) {}

  // Appends the type row of each token; rows live until Clear.
  void Rows(std::span<const RawToken> tokens, const Lexicon& lexicon, nn::Tok2VecScratch* scratch,
            std::vector<const float*>* rows);
  size_t size() const { return used_; }
  void Clear();

 private:
  static constexpr size_t kChunkRows = 64;

  float* NewRow();

  const nn::Tok2Vec* model_;
  const FeatureColumns* columns_;
  std::vector<const float*> row_of_;  // [type][space after]
  std::vector<nn::AlignedFloats> chunks_;
  size_t used_ = 0;
  // What is missing in the call under way.
  std::vector<uint64_t> keys_;
  std::vector<const float*> static_vectors_;
  std::vector<float*> new_rows_;
};

}  // namespace entente::parse
