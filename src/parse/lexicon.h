// Word forms seen by one thread, with the attributes the network embeds. Everything here depends on the form alone.
//
// LexemeAttributes is immutable and shared; Lexicon is a cache of one workspace and not thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "nn/model_file.h"
#include "parse/flat_map.h"

namespace entente::parse {

// Ids are spaCy string ids (string_hash.h).
struct Lexeme {
  std::string_view text;   // owned by the Lexicon
  std::string_view lower;  // owned by the Lexicon
  uint64_t orth = 0;
  uint64_t norm = 0;
  uint64_t prefix = 0;
  uint64_t suffix = 0;
  uint64_t shape = 0;
  bool is_space = false;
  const float* vector = nullptr;  // static vector, in the mapped file
};

// A lexeme as a token shows it to the network: tokenizer exceptions give some tokens their own NORM ("n't" → "not").
struct TokenType {
  uint32_t lexeme = 0;
  uint64_t norm = 0;
};

class LexemeAttributes {
 public:
  // Reads norms/ and vectors/. Errors: model.corrupt. `file` must outlive the result.
  static Result<LexemeAttributes> Load(const nn::ModelFile& file);

  // 0 where the pipeline has no static vectors.
  size_t vector_width() const { return vector_keys_.empty() ? 0 : vectors_.shape.dims[1]; }
  // Fills all but the two views of `lexeme` from its text and lower.
  void Fill(Lexeme* lexeme) const;

 private:
  std::span<const uint64_t> norm_keys_;  // sorted
  std::span<const uint64_t> norm_values_;
  std::span<const uint64_t> vector_keys_;  // sorted
  std::span<const uint32_t> vector_rows_;
  nn::TensorView vectors_;
};

class Lexicon {
 public:
  explicit Lexicon(const LexemeAttributes* attributes) : attributes_(attributes) {}

  // Index of the type of a token without exception, or with NORM `norm` where that is not 0.
  uint32_t Intern(std::string_view text, uint64_t norm = 0);

  const TokenType& type(uint32_t index) const { return types_[index]; }
  const Lexeme& lexeme_of(uint32_t type) const { return lexemes_[types_[type].lexeme]; }
  size_t types() const { return types_.size(); }
  size_t lexemes() const { return lexemes_.size(); }
  const Lexeme& lexeme(uint32_t index) const { return lexemes_[index]; }
  void Clear();

 private:
  uint32_t InternLexeme(std::string_view text);

  const LexemeAttributes* attributes_;
  std::vector<Lexeme> lexemes_;
  std::vector<TokenType> types_;
  std::deque<std::string> texts_;
  FlatMap lexeme_index_;  // orth hash → lexeme
  FlatMap type_index_;    // lexeme and norm → type
};

}  // namespace entente::parse
