#include "parse/lexicon.h"

#include <algorithm>

#include "parse/string_hash.h"
#include "parse/unicode.h"

namespace entente::parse {
namespace {

constexpr size_t kSuffixCharacters = 3;

// Index of `key` in a sorted table, or SIZE_MAX.
size_t Locate(std::span<const uint64_t> keys, uint64_t key) {
  auto found = std::lower_bound(keys.begin(), keys.end(), key);
  return found != keys.end() && *found == key ? found - keys.begin() : SIZE_MAX;
}

}  // namespace

Result<LexemeAttributes> LexemeAttributes::Load(const nn::ModelFile& file) {
  LexemeAttributes attributes;
  auto keys = file.Uint64s("norms/keys");
  if (!keys.ok()) return keys.status();
  auto values = file.Uint64s("norms/values");
  if (!values.ok()) return values.status();
  if (keys->size() != values->size()) return file.Corrupt("norms/ is damaged");
  attributes.norm_keys_ = *keys;
  attributes.norm_values_ = *values;
  if (!file.Has("vectors/data")) return attributes;
  auto vectors = file.Tensor("vectors/data");
  if (!vectors.ok()) return vectors.status();
  auto vector_keys = file.Uint64s("vectors/keys");
  if (!vector_keys.ok()) return vector_keys.status();
  auto rows = file.Uint32s("vectors/rows");
  if (!rows.ok()) return rows.status();
  attributes.vectors_ = *vectors;
  attributes.vector_keys_ = *vector_keys;
  attributes.vector_rows_ = *rows;
  if (rows->size() != vector_keys->size()) return file.Corrupt("vectors/ is damaged");
  for (uint32_t row : *rows) {
    if (row >= vectors->shape.dims[0]) return file.Corrupt("vectors/rows is damaged");
  }
  return attributes;
}

void LexemeAttributes::Fill(Lexeme* lexeme) const {
  lexeme->orth = StringId(lexeme->text);
  lexeme->prefix = StringId(FirstCharacters(lexeme->text, 1));
  lexeme->suffix = StringId(LastCharacters(lexeme->text, kSuffixCharacters));
  lexeme->shape = StringId(WordShape(lexeme->text));
  lexeme->is_space = AllSpace(lexeme->text);
  size_t norm = Locate(norm_keys_, lexeme->orth);
  lexeme->norm = norm != SIZE_MAX ? norm_values_[norm] : StringId(lexeme->lower);
  size_t vector = Locate(vector_keys_, lexeme->orth);
  if (vector != SIZE_MAX) {
    lexeme->vector = vectors_.data + size_t{vector_rows_[vector]} * vectors_.shape.dims[1];
  }
}

uint32_t Lexicon::InternLexeme(std::string_view text) {
  // Two forms with one 64-bit hash would be taken for each other; spaCy has the same limit.
  uint64_t hash = MurmurHash64A(text, 1);
  uint32_t found = lexeme_index_.Find(hash);
  if (found != FlatMap::kAbsent) return found;
  Lexeme lexeme;
  lexeme.text = texts_.emplace_back(text);
  std::string lower = Lower(text);
  lexeme.lower = lower == text ? lexeme.text : std::string_view(texts_.emplace_back(std::move(lower)));
  attributes_->Fill(&lexeme);
  uint32_t index = static_cast<uint32_t>(lexemes_.size());
  lexemes_.push_back(lexeme);
  lexeme_index_.Insert(hash, index);
  return index;
}

uint32_t Lexicon::Intern(std::string_view text, uint64_t norm) {
  uint32_t lexeme = InternLexeme(text);
  if (norm == 0) norm = lexemes_[lexeme].norm;
  uint64_t pair[2] = {lexeme, norm};
  uint64_t hash = MurmurHash64A({reinterpret_cast<const char*>(pair), sizeof pair}, 0);
  uint32_t found = type_index_.Find(hash);
  if (found != FlatMap::kAbsent) return found;
  uint32_t index = static_cast<uint32_t>(types_.size());
  types_.push_back({lexeme, norm});
  type_index_.Insert(hash, index);
  return index;
}

void Lexicon::Clear() {
  lexemes_.clear();
  types_.clear();
  texts_.clear();
  lexeme_index_.Clear();
  type_index_.Clear();
}

}  // namespace entente::parse
