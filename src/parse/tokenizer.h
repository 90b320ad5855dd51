// spaCy's tokenizer: split at white space, then peel prefixes and suffixes off each chunk, apply exceptions, and
// split what is left at infixes (the algorithm is described at
// https://spacy.io/usage/linguistic-features#tokenization).
//
// Tokenizer is immutable and shared. ChunkCache belongs to one workspace, together with its Lexicon.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/language.h"
#include "entente/status.h"
#include "nn/model_file.h"
#include "parse/flat_map.h"
#include "parse/lexicon.h"
#include "parse/regex.h"
#include "parse/suffix_matcher.h"

namespace entente::parse {

// A token as tokenized: bytes [begin, end) of the text, its type in the Lexicon, and whether one space follows.
struct RawToken {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t type = 0;
  bool space_after = false;
};

// The tokens of white-space separated chunks seen before: offset within the chunk and type of each.
class ChunkCache {
 public:
  struct Piece {
    uint32_t size_bytes = 0;
    uint32_t type = 0;
  };
  void Clear();

 private:
  friend class Tokenizer;
  struct Entry {
    uint32_t first_piece = 0;
    uint32_t pieces = 0;
  };
  FlatMap index_;
  std::vector<Entry> entries_;
  std::vector<Piece> pieces_;
  RegexScratch scratch_;
};

class Tokenizer {
 public:
  // Reads tokenizer/. Errors: model.corrupt.
  static Result<Tokenizer> Load(const nn::ModelFile& file);

  // Appends the tokens of one document. Offsets count from the start of `text`.
  void Tokenize(std::string_view text, Lexicon* lexicon, ChunkCache* cache, std::vector<RawToken>* tokens) const;

  // For the converter: the phrases that spaCy matches after tokenizing, because an affix rule breaks the exception
  // (":)" or "a.m."): their texts, split without exceptions.
  std::vector<std::vector<std::string>> BrokenExceptions() const;

 private:
  struct ExceptionToken {
    std::string text;
    uint64_t norm = 0;  // 0 where the exception gives none
  };
  using Exception = std::vector<ExceptionToken>;
  // A piece of a chunk: its bytes, or the exception token it stands for.
  struct Split {
    std::string_view text;
    uint64_t norm = 0;
  };

  Status LoadPatterns(const nn::ModelFile& file);
  Status LoadExceptions(const nn::ModelFile& file);
  Status LoadPhrases(const nn::ModelFile& file);
  const Exception* FindException(std::string_view text) const;
  static void Append(const Exception& exception, std::vector<Split>* out);
  size_t PrefixSize(std::string_view text, RegexScratch* scratch) const;
  std::string_view PeelAffixes(std::string_view text, bool exceptions, RegexScratch* scratch,
                               std::vector<Split>* prefixes, std::vector<Split>* suffixes) const;
  void SplitInfixes(std::string_view text, RegexScratch* scratch, std::vector<Split>* out) const;
  void SplitChunk(std::string_view chunk, bool exceptions, RegexScratch* scratch, std::vector<Split>* out) const;
  void AddChunk(std::string_view text, size_t begin, size_t end, Lexicon* lexicon, ChunkCache* cache,
                std::vector<RawToken>* tokens) const;
  std::vector<TokenRange> FindPhrases(std::string_view text, size_t first, const std::vector<RawToken>& tokens) const;
  void ApplyPhrases(std::string_view text, size_t first, Lexicon* lexicon, std::vector<RawToken>* tokens) const;

  Regex prefix_;
  SuffixMatcher suffix_;
  Regex infix_;
  Regex token_match_;
  Regex url_match_;
  std::unordered_map<std::string_view, Exception> exceptions_;  // keys point into the mapped file
  size_t longest_exception_bytes_ = 0;
  // First token of a phrase → the phrases' token texts.
  std::unordered_map<std::string_view, std::vector<std::vector<std::string_view>>> phrases_;
};

}  // namespace entente::parse
