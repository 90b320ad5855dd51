#include "parse/type_vectors.h"

#include <algorithm>

#include "parse/string_hash.h"

namespace entente::parse {

Result<FeatureColumns> FeatureColumns::Parse(const nn::ModelFile& file, std::string_view names) {
  static constexpr std::pair<std::string_view, Column> kColumns[] = {
      {"NORM", Column::kNorm},   {"PREFIX", Column::kPrefix}, {"SUFFIX", Column::kSuffix},
      {"SHAPE", Column::kShape}, {"SPACY", Column::kSpacy},   {"IS_SPACE", Column::kIsSpace},
      {"ORTH", Column::kOrth},   {"LOWER", Column::kLower}};
  FeatureColumns columns;
  while (!names.empty()) {
    size_t end = std::min(names.find('\n'), names.size());
    std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    auto found = std::find_if(std::begin(kColumns), std::end(kColumns), [&](const auto& c) { return c.first == name; });
    if (found == std::end(kColumns)) return file.Corrupt("unknown feature " + std::string(name));
    columns.columns_.push_back(found->second);
    columns.uses_space_ |= found->second == Column::kSpacy;
  }
  return columns;
}

void FeatureColumns::Append(const Lexeme& lexeme, uint64_t norm, bool space_after, std::vector<uint64_t>* keys) const {
  for (Column column : columns_) {
    switch (column) {
      case Column::kNorm:
        keys->push_back(norm);
        break;
      case Column::kPrefix:
        keys->push_back(lexeme.prefix);
        break;
      case Column::kSuffix:
        keys->push_back(lexeme.suffix);
        break;
      case Column::kShape:
        keys->push_back(lexeme.shape);
        break;
      case Column::kSpacy:
        keys->push_back(space_after ? 1 : 0);
        break;
      case Column::kIsSpace:
        keys->push_back(lexeme.is_space ? 1 : 0);
        break;
      case Column::kOrth:
        keys->push_back(lexeme.orth);
        break;
      case Column::kLower:
        keys->push_back(StringId(lexeme.lower));
        break;
    }
  }
}

float* TypeVectors::NewRow() {
  if (used_ % kChunkRows == 0 && used_ / kChunkRows == chunks_.size()) {
    chunks_.push_back(nn::AllocateFloats(kChunkRows * model_->type_row_floats()));
  }
  float* row = chunks_[used_ / kChunkRows].get() + used_ % kChunkRows * model_->type_row_floats();
  ++used_;
  return row;
}

void TypeVectors::Rows(std::span<const RawToken> tokens, const Lexicon& lexicon, nn::Tok2VecScratch* scratch,
                       std::vector<const float*>* rows) {
  keys_.clear();
  static_vectors_.clear();
  new_rows_.clear();
  row_of_.resize(lexicon.types() * 2, nullptr);
  for (const RawToken& token : tokens) {
    bool space = columns_->uses_space() && token.space_after;
    const float*& row = row_of_[token.type * 2 + (space ? 1 : 0)];
    if (row == nullptr) {
      const Lexeme& lexeme = lexicon.lexeme_of(token.type);
      columns_->Append(lexeme, lexicon.type(token.type).norm, space, &keys_);
      static_vectors_.push_back(lexeme.vector);
      new_rows_.push_back(NewRow());
      row = new_rows_.back();
    }
    rows->push_back(row);
  }
  model_->EmbedTypes(keys_, static_vectors_, new_rows_, scratch);
}

void TypeVectors::Clear() {
  row_of_.clear();
  used_ = 0;
}

}  // namespace entente::parse
