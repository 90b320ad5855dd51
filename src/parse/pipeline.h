// A loaded pipeline: its components and the order in which a document passes through them.
//
// Pipeline is immutable and thread-safe. A Workspace holds one thread's caches and scratch; it never changes a result.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/language.h"
#include "nn/model_file.h"
#include "nn/tok2vec.h"
#include "parse/arc_eager.h"
#include "parse/attribute_ruler.h"
#include "parse/biluo.h"
#include "parse/lemmatizer.h"
#include "parse/lexicon.h"
#include "parse/stage_profile.h"
#include "parse/tokenizer.h"
#include "parse/type_vectors.h"

namespace entente::parse {

// Lemmas found before, by lexeme, universal tag and features.
class LemmaCache {
 public:
  // The view lives until Clear.
  std::string_view Find(const Lemmatizer& lemmatizer, const Lexicon& lexicon, uint32_t lexeme, const RulerToken& token,
                        const Morphology& morph);
  void Clear();

 private:
  FlatMap index_;
  std::deque<std::string> lemmas_;
};

// Lemmas that live with one ParsedDocument, packed into few strings.
class LemmaArena {
 public:
  explicit LemmaArena(std::deque<std::string>* strings) : strings_(*strings) {}
  std::string_view Add(std::string_view text);

 private:
  std::deque<std::string>& strings_;
};

struct Workspace {
  Workspace(const LexemeAttributes* attributes) : lexicon(attributes) {}
  // From now on, stages are timed and products counted in `profile`; null ends it.
  void Measure(StageProfile* profile);

  Lexicon lexicon;
  ChunkCache chunks;
  RulerCache ruler;
  LemmaCache lemmas;
  std::vector<TypeVectors> type_vectors;  // one an encoder
  nn::Tok2VecScratch tok2vec;
  ArcEagerScratch arc_eager;
  BiluoScratch biluo;

  // The batch under way: tokens of some documents, one after the other.
  std::vector<RawToken> tokens;
  std::vector<uint32_t> lengths;  // tokens of each document
  std::vector<uint8_t> is_space;
  std::vector<nn::FloatBuffer> encoded;  // one an encoder
  std::vector<const float*> type_rows;
  std::vector<uint32_t> types, tags, deps;
  std::vector<RulerToken> ruled;
  std::vector<EntitySpan> entities;
  DependencyTree tree;
  nn::FloatBuffer scores;
  StageProfile* profile = nullptr;
};

class Pipeline {
 public:
  // Errors: model.corrupt. Keeps the file open.
  static Result<Pipeline> Load(std::shared_ptr<const nn::ModelFile> file);

  std::unique_ptr<Workspace> NewWorkspace() const;
  // Each block as a document of its own; appends to `out`.
  void Parse(std::string_view text, std::span<const Span> blocks, Workspace* workspace, ParsedDocument* out) const;
  const std::string& description() const { return description_; }

 private:
  struct Encoder {
    std::string name;
    nn::Tok2Vec model;
    FeatureColumns columns;
  };
  static constexpr size_t kNoEncoder = SIZE_MAX;

  Status LoadTagger();
  Status LoadParsers();
  Status LoadText();
  // The index of the encoder that `component` listens to, loading it where it is new.
  Result<size_t> LoadEncoder(const std::string& component);

  void ParseBatch(std::string_view text, Workspace* w, ParsedDocument* out) const;
  void Tokenize(std::string_view text, const Span& block, Workspace* w) const;
  void Encode(Workspace* w) const;
  void Tag(Workspace* w) const;
  void ParseOne(std::string_view text, size_t first, size_t length, Workspace* w, ParsedDocument* out) const;
  void FindTree(size_t first, size_t length, Workspace* w) const;
  void FindEntities(size_t first, size_t length, Workspace* w) const;
  void Emit(std::string_view text, size_t first, size_t length, Workspace* w, ParsedDocument* out) const;
  void EmitEntities(uint32_t first_token, Workspace* w, ParsedDocument* out) const;

  std::shared_ptr<const nn::ModelFile> file_;
  std::string description_;
  LexemeAttributes attributes_;
  Tokenizer tokenizer_;
  std::vector<std::unique_ptr<Encoder>> encoders_;
  std::vector<std::string> tag_labels_ = {""};
  nn::PackedAffine tagger_;
  size_t tagger_encoder_ = kNoEncoder, parser_encoder_ = kNoEncoder, entity_encoder_ = kNoEncoder;
  ArcEager arc_eager_;
  Biluo biluo_;
  AttributeRuler ruler_;
  Lemmatizer lemmatizer_;
  std::vector<std::string> dep_labels_ = {""};
};

}  // namespace entente::parse
