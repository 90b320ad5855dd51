#include "parse/pipeline.h"

#include <algorithm>

#include "parse/byte_stream.h"
#include "parse/string_hash.h"

namespace entente::parse {
namespace {

// Documents are parsed together until they hold this many tokens; one larger document is parsed by itself.
constexpr size_t kBatchTokens = 1024;
// Caches of a workspace are emptied between batches once they hold more. A cached type costs some 8 KB.
constexpr size_t kMaxCachedTypes = 8192;
constexpr size_t kLemmaChunkBytes = 2048;
constexpr size_t kTaggerTileRows = 64;

}  // namespace

std::string_view LemmaCache::Find(const Lemmatizer& lemmatizer, const Lexicon& lexicon, uint32_t lexeme,
                                  const RulerToken& token, const Morphology& morph) {
  uint32_t parts[4] = {lexeme, token.pos, token.morph, 0};
  uint64_t key = MurmurHash64A({reinterpret_cast<const char*>(parts), sizeof parts}, 2);
  uint32_t found = index_.Find(key);
  if (found == FlatMap::kAbsent) {
    const Lexeme& form = lexicon.lexeme(lexeme);
    found = static_cast<uint32_t>(lemmas_.size());
    lemmas_.push_back(lemmatizer.Lemma(form.text, form.lower, token.pos, morph));
    index_.Insert(key, found);
  }
  return lemmas_[found];
}

void LemmaCache::Clear() {
  index_.Clear();
  lemmas_.clear();
}

std::string_view LemmaArena::Add(std::string_view text) {
  if (strings_.empty() || strings_.back().capacity() - strings_.back().size() < text.size()) {
    const size_t doubled = strings_.empty() ? kLemmaChunkBytes : 2 * strings_.back().capacity();
    strings_.emplace_back().reserve(std::max(doubled, text.size()));
  }
  std::string& chunk = strings_.back();
  size_t begin = chunk.size();
  chunk += text;
  return std::string_view(chunk).substr(begin);
}

void Workspace::Measure(StageProfile* wanted) {
  profile = wanted;
  nn::ProductMeter* meter = wanted == nullptr ? nullptr : &wanted->meter;
  tok2vec.meter = meter;
  arc_eager.features.Measure(meter);
  biluo.features.Measure(meter);
}

Result<Pipeline> Pipeline::Load(std::shared_ptr<const nn::ModelFile> file) {
  Pipeline pipeline;
  pipeline.file_ = std::move(file);
  for (auto step : {&Pipeline::LoadText, &Pipeline::LoadTagger, &Pipeline::LoadParsers}) {
    if (Status status = (pipeline.*step)(); !status.ok()) return status;
  }
  auto ruler = AttributeRuler::Load(*pipeline.file_, pipeline.tag_labels_, pipeline.dep_labels_);
  if (!ruler.ok()) return ruler.status();
  pipeline.ruler_ = std::move(*ruler);
  auto lemmatizer = Lemmatizer::Load(*pipeline.file_, pipeline.ruler_.pos_names());
  if (!lemmatizer.ok()) return lemmatizer.status();
  pipeline.lemmatizer_ = std::move(*lemmatizer);
  return pipeline;
}

Status Pipeline::LoadText() {
  auto description = file_->Bytes("meta/description");
  if (!description.ok()) return description.status();
  auto licence = file_->Bytes("meta/license");
  if (!licence.ok()) return licence.status();
  description_ = std::string(*description) + "\n\n" + std::string(*licence);
  auto attributes = LexemeAttributes::Load(*file_);
  if (!attributes.ok()) return attributes.status();
  attributes_ = *attributes;
  auto tokenizer = Tokenizer::Load(*file_);
  if (!tokenizer.ok()) return tokenizer.status();
  tokenizer_ = std::move(*tokenizer);
  return {};
}

Result<size_t> Pipeline::LoadEncoder(const std::string& component) {
  auto name = file_->Bytes(component + "/upstream");
  if (!name.ok()) return name.status();
  for (size_t i = 0; i < encoders_.size(); ++i) {
    if (encoders_[i]->name == *name) return i;
  }
  auto encoder = std::make_unique<Encoder>();
  encoder->name = *name;
  auto model = nn::Tok2Vec::Load(*file_, encoder->name);
  if (!model.ok()) return model.status();
  encoder->model = std::move(*model);
  auto names = file_->Bytes(encoder->name + "/columns");
  if (!names.ok()) return names.status();
  auto columns = FeatureColumns::Parse(*file_, *names);
  if (!columns.ok()) return columns.status();
  encoder->columns = std::move(*columns);
  if (encoder->columns.size() != encoder->model.attributes()) return file_->Corrupt("columns do not fit the model");
  bool reads_vectors = encoder->model.has_static_vectors() && attributes_.vector_width() > 0;
  if (reads_vectors && encoder->model.static_width() != attributes_.vector_width()) {
    return file_->Corrupt("vectors/ does not fit " + encoder->name);
  }
  encoders_.push_back(std::move(encoder));
  return encoders_.size() - 1;
}

Status Pipeline::LoadTagger() {
  if (!file_->Has("tagger/w")) return {};
  auto weights = file_->Tensor("tagger/w");
  if (!weights.ok()) return weights.status();
  auto bias = file_->Tensor("tagger/b");
  if (!bias.ok()) return bias.status();
  auto labels = file_->Bytes("tagger/labels");
  if (!labels.ok()) return labels.status();
  auto encoder = LoadEncoder("tagger");
  if (!encoder.ok()) return encoder.status();
  tagger_encoder_ = *encoder;
  ByteReader reader(*labels);
  uint32_t count = 0;
  bool good = reader.Count(&count) && count > 0;
  tag_labels_.clear();
  for (uint32_t i = 0; good && i < count; ++i) {
    std::string_view label;
    good = reader.Text(&label);
    tag_labels_.emplace_back(label);
  }
  const auto& dims = weights->shape.dims;
  good = good && dims[0] == count && dims[1] == encoders_[tagger_encoder_]->model.width() && dims[2] == 1 &&
         dims[3] == 1 && bias->shape.Count() == count;
  if (!good) return file_->Corrupt("tagger/ is damaged");
  tagger_ = nn::PackedAffine(weights->data, bias->data, count, 1, dims[1]);
  return {};
}

Status Pipeline::LoadParsers() {
  if (file_->Has("parser/actions")) {
    auto parser = ArcEager::Load(*file_, "parser");
    if (!parser.ok()) return parser.status();
    arc_eager_ = std::move(*parser);
    dep_labels_ = arc_eager_.labels();
    auto encoder = LoadEncoder("parser");
    if (!encoder.ok()) return encoder.status();
    parser_encoder_ = *encoder;
    if (arc_eager_.scorer().width() != encoders_[*encoder]->model.width()) {
      return file_->Corrupt("parser/ does not fit its tok2vec");
    }
  }
  if (file_->Has("ner/actions")) {
    auto finder = Biluo::Load(*file_, "ner");
    if (!finder.ok()) return finder.status();
    biluo_ = std::move(*finder);
    auto encoder = LoadEncoder("ner");
    if (!encoder.ok()) return encoder.status();
    entity_encoder_ = *encoder;
    if (biluo_.scorer().width() != encoders_[*encoder]->model.width()) {
      return file_->Corrupt("ner/ does not fit its tok2vec");
    }
  }
  return {};
}

std::unique_ptr<Workspace> Pipeline::NewWorkspace() const {
  auto workspace = std::make_unique<Workspace>(&attributes_);
  for (const auto& encoder : encoders_) workspace->type_vectors.emplace_back(&encoder->model, &encoder->columns);
  workspace->encoded.resize(encoders_.size());
  return workspace;
}

void Pipeline::Parse(std::string_view text, std::span<const Span> blocks, Workspace* w, ParsedDocument* out) const {
  out->text = text;
  w->tokens.clear();
  w->lengths.clear();
  for (size_t i = 0; i < blocks.size(); ++i) {
    Tokenize(text, blocks[i], w);
    if (w->tokens.size() < kBatchTokens && i + 1 < blocks.size()) continue;
    ParseBatch(text, w, out);
    w->tokens.clear();
    w->lengths.clear();
    if (w->lexicon.types() <= kMaxCachedTypes) continue;
    w->lexicon.Clear();
    w->chunks.Clear();
    w->ruler.Clear();
    w->lemmas.Clear();
    for (TypeVectors& vectors : w->type_vectors) vectors.Clear();
  }
}

void Pipeline::Tokenize(std::string_view text, const Span& block, Workspace* w) const {
  const StageScope scope(w->profile, Stage::kTokens);
  const size_t before = w->tokens.size();
  tokenizer_.Tokenize(Slice(text, block), &w->lexicon, &w->chunks, &w->tokens);
  for (size_t t = before; t < w->tokens.size(); ++t) {
    w->tokens[t].begin += block.begin;
    w->tokens[t].end += block.begin;
  }
  w->lengths.push_back(static_cast<uint32_t>(w->tokens.size() - before));
}

void Pipeline::ParseBatch(std::string_view text, Workspace* w, ParsedDocument* out) const {
  const size_t count = w->tokens.size();
  w->is_space.resize(count);
  w->types.resize(count);
  w->deps.assign(count, 0);
  for (size_t i = 0; i < count; ++i) {
    w->types[i] = w->tokens[i].type;
    w->is_space[i] = w->lexicon.lexeme_of(w->tokens[i].type).is_space;
  }
  Encode(w);
  Tag(w);
  // Doubled, or a long document would be copied with every batch.
  if (const size_t needed = out->tokens.size() + count; needed > out->tokens.capacity()) {
    out->tokens.reserve(std::max(needed, 2 * out->tokens.capacity()));
  }
  size_t first = 0;
  for (uint32_t length : w->lengths) {
    if (length > 0) ParseOne(text, first, length, w, out);
    first += length;
  }
}

void Pipeline::Encode(Workspace* w) const {
  for (size_t e = 0; e < encoders_.size(); ++e) {
    w->type_rows.clear();
    {
      const StageScope scope(w->profile, Stage::kTypes);
      w->type_vectors[e].Rows(w->tokens, w->lexicon, &w->tok2vec, &w->type_rows);
    }
    const StageScope scope(w->profile, Stage::kVectors);
    const nn::Tok2Vec& model = encoders_[e]->model;
    float* out = w->encoded[e].Reserve(w->tokens.size() * model.width());
    model.Encode(w->type_rows, w->lengths, out, &w->tok2vec);
  }
}

void Pipeline::Tag(Workspace* w) const {
  const StageScope scope(w->profile, Stage::kTags);
  const size_t count = w->tokens.size();
  w->tags.assign(count, 0);
  if (tagger_encoder_ == kNoEncoder) return;
  const size_t stride = tagger_.output_stride();
  const float* vectors = w->encoded[tagger_encoder_].data();
  float* scores = w->scores.Reserve(kTaggerTileRows * stride);
  for (size_t begin = 0; begin < count; begin += kTaggerTileRows) {
    size_t rows = std::min(kTaggerTileRows, count - begin);
    nn::Product(tagger_, vectors + begin * tagger_.inputs(), tagger_.inputs(), rows, scores, stride, w->tok2vec.meter);
    for (size_t r = 0; r < rows; ++r) {
      const float* row = scores + r * stride;
      w->tags[begin + r] = static_cast<uint32_t>(std::max_element(row, row + tagger_.outputs()) - row);
    }
  }
}

void Pipeline::FindTree(size_t first, size_t length, Workspace* w) const {
  const StageScope scope(w->profile, Stage::kTree);
  if (parser_encoder_ == kNoEncoder) {
    w->tree.heads.resize(length);
    for (size_t i = 0; i < length; ++i) w->tree.heads[i] = static_cast<int32_t>(i);
    w->tree.labels.assign(length, 0);
    w->tree.sentence_start.assign(length, false);
    w->tree.sentence_start[0] = true;
    return;
  }
  const float* vectors = w->encoded[parser_encoder_].data() + first * arc_eager_.scorer().width();
  arc_eager_.Parse(vectors, std::span(w->is_space).subspan(first, length), &w->arc_eager, &w->tree);
}

void Pipeline::FindEntities(size_t first, size_t length, Workspace* w) const {
  const StageScope scope(w->profile, Stage::kEntities);
  w->entities.clear();
  if (entity_encoder_ == kNoEncoder) return;
  const float* vectors = w->encoded[entity_encoder_].data() + first * biluo_.scorer().width();
  biluo_.Find(vectors, std::span(w->is_space).subspan(first, length), w->tree.sentence_start, &w->biluo, &w->entities);
}

void Pipeline::ParseOne(std::string_view text, size_t first, size_t length, Workspace* w, ParsedDocument* out) const {
  FindTree(first, length, w);
  FindEntities(first, length, w);
  const StageScope scope(w->profile, Stage::kLemmas);
  std::copy(w->tree.labels.begin(), w->tree.labels.end(), w->deps.begin() + first);
  w->ruled.resize(length);
  RulerInput input{std::span(w->types).subspan(first, length), std::span(w->tags).subspan(first, length),
                   std::span(w->deps).subspan(first, length)};
  ruler_.Apply(input, w->lexicon, &w->ruler, w->ruled);
  uint32_t first_token = static_cast<uint32_t>(out->tokens.size());
  Emit(text, first, length, w, out);
  EmitEntities(first_token, w, out);
}

void Pipeline::Emit(std::string_view text, size_t first, size_t length, Workspace* w, ParsedDocument* out) const {
  LemmaArena arena(&out->own_strings);
  const uint32_t base = static_cast<uint32_t>(out->tokens.size());
  for (size_t i = 0; i < length; ++i) {
    const RawToken& raw = w->tokens[first + i];
    const RulerToken& ruled = w->ruled[i];
    if (i == 0 || w->tree.sentence_start[i]) {
      uint32_t at = base + static_cast<uint32_t>(i);
      out->sentences.push_back({at, at});
    }
    Token token;
    token.span = {raw.begin, raw.end};
    token.head = base + static_cast<uint32_t>(w->tree.heads[i]);
    token.sentence = static_cast<uint32_t>(out->sentences.size() - 1);
    token.space_after = raw.space_after;
    token.tag = ruled.tag.empty() ? std::string_view(tag_labels_[w->tags[first + i]]) : ruled.tag;
    token.dep = ruled.dep.empty() ? std::string_view(dep_labels_[w->tree.labels[i]]) : ruled.dep;
    token.pos = ruler_.pos_names()[ruled.pos];
    token.lemma = ruled.lemma;
    if (token.lemma.empty() && !lemmatizer_.empty()) {
      token.lemma = w->lemmas.Find(lemmatizer_, w->lexicon, w->lexicon.type(raw.type).lexeme, ruled,
                                   ruler_.morphs()[ruled.morph]);
      std::string_view form = Slice(text, token.span);
      token.lemma = token.lemma == form ? form : arena.Add(token.lemma);
    }
    out->sentences.back().end = base + static_cast<uint32_t>(i) + 1;
    out->tokens.push_back(token);
  }
}

void Pipeline::EmitEntities(uint32_t first_token, Workspace* w, ParsedDocument* out) const {
  for (const EntitySpan& span : w->entities) {
    std::string_view label = biluo_.labels()[span.label];
    out->entities.push_back({{first_token + span.begin, first_token + span.end}, label});
    for (uint32_t i = span.begin; i < span.end; ++i) {
      out->tokens[first_token + i].entity_iob = i == span.begin ? 'B' : 'I';
      out->tokens[first_token + i].entity_type = label;
    }
  }
}

}  // namespace entente::parse
