// The language engine: bytes of English text in; sentences, tokens, heads and entities out.
//
// A native runtime for spaCy v3 CNN pipelines (hash embeddings, maxout window encoder, arc-eager parser, BILUO
// entities, tagger, attribute ruler, rule lemmatizer), read from one memory-mapped model file. Labels are the
// model's own (for English: ClearNLP dependencies, Penn tags, Universal POS, OntoNotes entity types).
// The model is immutable after Load and may be shared by any number of threads; a ParsedDocument is a value.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/status.h"

namespace entente {

// One token. Its strings are views: text-independent ones live with the LanguageModel, lemmas of unseen words
// with the ParsedDocument.
struct Token {
  Span span;              // bytes of the text given to Parse, without trailing space
  uint32_t head = 0;      // index of the governing token in ParsedDocument::tokens; itself where it is a root
  uint32_t sentence = 0;  // index into ParsedDocument::sentences
  bool space_after = false;
  char entity_iob = 'O';  // 'B', 'I' or 'O'
  std::string_view lemma;
  std::string_view tag;          // fine-grained: "NNP"
  std::string_view pos;          // universal: "PROPN"
  std::string_view dep;          // "nsubj"; "ROOT" at a root
  std::string_view entity_type;  // "GPE"; empty where 'O'
};

// A half-open range of token indices.
struct TokenRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return begin >= end; }
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

struct Entity {
  TokenRange tokens;
  std::string_view label;
};

// The result of one Parse. `text` is the view that was given: the caller keeps those bytes alive.
struct ParsedDocument {
  std::string_view text;
  std::vector<Token> tokens;          // in text order; white-space tokens (tag "_SP") included, as in spaCy
  std::vector<TokenRange> sentences;  // partition of tokens
  std::vector<Entity> entities;       // in text order, disjoint
  std::deque<std::string> own_strings;

  ParsedDocument() = default;
  ParsedDocument(ParsedDocument&&) = default;
  ParsedDocument& operator=(ParsedDocument&&) = default;
  ParsedDocument(const ParsedDocument&) = delete;
  ParsedDocument& operator=(const ParsedDocument&) = delete;

  std::string_view TextOf(uint32_t token) const { return Slice(text, tokens[token].span); }
};

class LanguageModel {
 public:
  // Maps the file and checks version and checksum. Errors: model.missing (kNotFound), model.corrupt,
  // model.version (kCorrupt). Cost: a few milliseconds; pages are shared between processes.
  static Result<std::shared_ptr<const LanguageModel>> Load(const std::string& path);
  virtual ~LanguageModel() = default;

  // Parses the whole text as one spaCy Doc would be. REQUIRES: text is valid UTF-8 under 4 GiB.
  virtual ParsedDocument Parse(std::string_view text) const = 0;
  // Parses each block (a paragraph, a heading) by itself, as separate spaCy Docs, and joins the results: no sentence
  // crosses a block, offsets are into `text`. Blocks are disjoint and in order.
  virtual ParsedDocument ParseBlocks(std::string_view text, std::span<const Span> blocks) const = 0;

  // Name and version of the pipeline it was converted from ("core_web_sm 3.8.0"), and its licence text.
  virtual std::string Description() const = 0;
};

// Reads a spaCy v3 pipeline directory (the one that holds config.cfg) and writes the model file at `out_path`,
// atomically. Errors: model.not_a_pipeline, model.unsupported_component, io errors; each names the file.
Status ConvertModel(const std::string& pipeline_dir, const std::string& out_path);

// One document as CoNLL-U (https://universaldependencies.org/format.html), sentences separated by blank lines.
std::string ToConllu(const ParsedDocument& document);

}  // namespace entente
