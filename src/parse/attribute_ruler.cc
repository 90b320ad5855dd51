#include "parse/attribute_ruler.h"

#include <algorithm>

#include "parse/byte_stream.h"

namespace entente::parse {
namespace {

Morphology ReadMorphology(std::string_view features) {
  Morphology morph;
  while (!features.empty()) {
    size_t end = std::min(features.find('|'), features.size());
    std::string_view feature = features.substr(0, end);
    features.remove_prefix(std::min(end + 1, features.size()));
    if (feature.substr(0, 7) == "Number=") morph.has_number = true;
    if (feature == "Number=Sing") morph.number_sing = true;
    if (feature == "VerbForm=Inf") morph.verb_inf = true;
    if (feature == "VerbForm=Fin") morph.verb_fin = true;
    if (feature == "VerbForm=None") morph.verb_none = true;
    if (feature == "Tense=Pres") morph.tense_pres = true;
    if (feature == "Degree=Pos") morph.degree_pos = true;
  }
  return morph;
}

size_t CountTrue(const std::vector<bool>& bits) { return std::count(bits.begin(), bits.end(), true); }

}  // namespace

// Reads ruler/rules: count; per rule: patterns, attributes to set, target index (docs/format/model.md).
class AttributeRuler::Loader {
 public:
  Loader(std::string_view bytes, const Labels& labels, AttributeRuler* out)
      : reader_(bytes), labels_(labels), out_(*out) {}

  bool Read() {
    uint32_t count = 0;
    if (!reader_.Count(&count)) return false;
    for (uint32_t rule = 0; rule < count; ++rule) {
      if (!ReadRule(rule)) return false;
    }
    return reader_.done();
  }

 private:
  bool ReadRule(uint32_t rule) {
    uint32_t patterns = 0, target = 0;
    if (!reader_.U32(&target) || !reader_.Count(&patterns)) return false;
    for (uint32_t i = 0; i < patterns; ++i) {
      Pattern pattern;
      pattern.rule = rule;
      pattern.target = target;
      uint32_t tokens = 0;
      if (!reader_.Count(&tokens) || target >= tokens) return false;
      pattern.tokens.resize(tokens);
      for (TokenTest& token : pattern.tokens) {
        if (!ReadToken(&token)) return false;
      }
      out_.patterns_.push_back(std::move(pattern));
    }
    return ReadSettings();
  }

  bool ReadToken(TokenTest* token) {
    uint32_t tests = 0;
    if (!reader_.Count(&tests)) return false;
    for (uint32_t i = 0; i < tests; ++i) {
      FormTest test;
      uint32_t attribute = 0, operation = 0, values = 0;
      if (!reader_.U32(&attribute) || !reader_.U32(&operation) || !reader_.Count(&values)) return false;
      if (attribute > kIsSpace || operation > kFalse) return false;
      test.attribute = static_cast<Attribute>(attribute);
      test.operation = static_cast<Operator>(operation);
      test.values.resize(values);
      for (auto& value : test.values) {
        if (!reader_.Text(&value)) return false;
      }
      if (!Place(std::move(test), token)) return false;
    }
    return true;
  }

  bool Place(FormTest test, TokenTest* token) {
    if (test.operation == kRegex) {
      if (test.values.size() != 1 || test.attribute == kTag || test.attribute == kDep) return false;
      auto regex = Regex::Compile(std::string(test.values.front()));
      if (!regex.ok()) return false;
      test.regex = std::move(*regex);
    }
    if (test.attribute == kTag) return AddLabels(test, *labels_.tags, &token->tags);
    if (test.attribute == kDep) return AddLabels(test, *labels_.deps, &token->deps);
    token->form.push_back(std::move(test));
    return true;
  }

  static bool AddLabels(const FormTest& test, const std::vector<std::string>& labels, std::vector<bool>* bits) {
    if (test.operation != kIn && test.operation != kNotIn) return false;
    if (bits->empty()) bits->assign(labels.size(), true);
    for (size_t i = 0; i < labels.size(); ++i) {
      bool listed = std::find(test.values.begin(), test.values.end(), labels[i]) != test.values.end();
      if (listed != (test.operation == kIn)) (*bits)[i] = false;
    }
    return true;
  }

  bool ReadSettings() {
    uint32_t count = 0;
    if (!reader_.Count(&count)) return false;
    Setting setting;
    for (uint32_t i = 0; i < count; ++i) {
      std::string_view name, value;
      if (!reader_.Text(&name) || !reader_.Text(&value)) return false;
      if (name == "POS") {
        setting.sets_pos = true;
        setting.values.pos = PosIndex(value);
      } else if (name == "MORPH") {
        setting.sets_morph = true;
        setting.values.morph = static_cast<uint32_t>(out_.morphs_.size());
        out_.morphs_.push_back(ReadMorphology(value));
      } else if (name == "LEMMA") {
        setting.values.lemma = value;
      } else if (name == "TAG") {
        setting.values.tag = value;
      } else if (name == "DEP") {
        setting.values.dep = value;
      } else {
        return false;
      }
    }
    out_.rules_.push_back(setting);
    return true;
  }

  uint32_t PosIndex(std::string_view name) {
    auto& names = out_.pos_names_;
    auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) found = names.insert(names.end(), std::string(name));
    return static_cast<uint32_t>(found - names.begin());
  }

  ByteReader reader_;
  Labels labels_;
  AttributeRuler& out_;
};

Result<AttributeRuler> AttributeRuler::Load(const nn::ModelFile& file, const std::vector<std::string>& tags,
                                            const std::vector<std::string>& deps) {
  AttributeRuler ruler;
  if (file.Has("ruler/rules")) {
    auto bytes = file.Bytes("ruler/rules");
    if (!bytes.ok()) return bytes.status();
    if (!Loader(*bytes, {&tags, &deps}, &ruler).Read()) return file.Corrupt("ruler/rules is damaged");
  }
  ruler.Index(tags.size(), deps.size());
  return ruler;
}

// Files each pattern under the property of its first token that fewest tokens share.
void AttributeRuler::Index(size_t tags, size_t deps) {
  tag_patterns_.resize(tags);
  dep_patterns_.resize(deps);
  for (uint32_t i = 0; i < patterns_.size(); ++i) {
    const TokenTest& first = patterns_[i].tokens.front();
    if (!first.form.empty()) {
      form_patterns_.push_back(i);
    } else if (!first.tags.empty() && (first.deps.empty() || CountTrue(first.tags) <= CountTrue(first.deps))) {
      for (size_t tag = 0; tag < tags; ++tag) {
        if (first.tags[tag]) tag_patterns_[tag].push_back(i);
      }
    } else if (!first.deps.empty()) {
      for (size_t dep = 0; dep < deps; ++dep) {
        if (first.deps[dep]) dep_patterns_[dep].push_back(i);
      }
    } else {
      other_patterns_.push_back(i);
    }
  }
}

bool AttributeRuler::PassesForm(const TokenTest& test, const Lexeme& lexeme, RegexScratch* scratch) {
  for (const FormTest& form : test.form) {
    bool passes = false;
    if (form.attribute == kIsSpace) {
      passes = lexeme.is_space == (form.operation == kTrue);
    } else {
      std::string_view text = form.attribute == kLower ? lexeme.lower : lexeme.text;
      RegexMatch match;
      if (form.operation == kRegex) {
        passes = form.regex.Search(text, 0, scratch, &match);
      } else {
        bool listed = std::find(form.values.begin(), form.values.end(), text) != form.values.end();
        passes = listed == (form.operation == kIn);
      }
    }
    if (!passes) return false;
  }
  return true;
}

bool AttributeRuler::PassesLabels(const TokenTest& test, uint32_t tag, uint32_t dep) {
  return (test.tags.empty() || test.tags[tag]) && (test.deps.empty() || test.deps[dep]);
}

RulerCache::Range AttributeRuler::FormCandidates(uint32_t lexeme, const Lexicon& lexicon, RulerCache* cache) const {
  if (lexeme >= cache->ranges_.size()) cache->ranges_.resize(lexicon.lexemes());
  RulerCache::Range& range = cache->ranges_[lexeme];
  if (range.begin != UINT32_MAX) return range;
  range.begin = static_cast<uint32_t>(cache->patterns_.size());
  for (uint32_t pattern : form_patterns_) {
    if (PassesForm(patterns_[pattern].tokens.front(), lexicon.lexeme(lexeme), &cache->scratch_)) {
      cache->patterns_.push_back(pattern);
    }
  }
  range.end = static_cast<uint32_t>(cache->patterns_.size());
  return range;
}

bool AttributeRuler::Matches(const Pattern& pattern, size_t at, const RulerInput& document, const Lexicon& lexicon,
                             RulerCache* cache) const {
  if (at + pattern.tokens.size() > document.types.size()) return false;
  for (size_t i = 0; i < pattern.tokens.size(); ++i) {
    const TokenTest& test = pattern.tokens[i];
    if (!PassesLabels(test, document.tags[at + i], document.deps[at + i])) return false;
    if (i > 0 && !PassesForm(test, lexicon.lexeme_of(document.types[at + i]), &cache->scratch_)) return false;
  }
  return true;
}

void AttributeRuler::Set(uint32_t rule, RulerToken* token) const {
  const Setting& setting = rules_[rule];
  if (setting.sets_pos) token->pos = setting.values.pos;
  if (setting.sets_morph) token->morph = setting.values.morph;
  if (!setting.values.lemma.empty()) token->lemma = setting.values.lemma;
  if (!setting.values.tag.empty()) token->tag = setting.values.tag;
  if (!setting.values.dep.empty()) token->dep = setting.values.dep;
}

// All patterns look at the tags and labels as they came in; settings are applied in rule order, later ones winning.
// A pattern sets only tokens at or after its start, so each token can be finished as soon as it is reached.
void AttributeRuler::Apply(const RulerInput& document, const Lexicon& lexicon, RulerCache* cache,
                           std::span<RulerToken> out) const {
  auto& pending = cache->pending_;
  auto& due = cache->due_;
  pending.clear();
  for (size_t t = 0; t < document.types.size(); ++t) {
    auto consider = [&](uint32_t index) {
      const Pattern& pattern = patterns_[index];
      if (!Matches(pattern, t, document, lexicon, cache)) return;
      pending.emplace_back(static_cast<uint32_t>(t + pattern.target), pattern.rule);
    };
    RulerCache::Range range = FormCandidates(lexicon.type(document.types[t]).lexeme, lexicon, cache);
    for (uint32_t i = range.begin; i < range.end; ++i) consider(cache->patterns_[i]);
    for (uint32_t index : tag_patterns_[document.tags[t]]) consider(index);
    for (uint32_t index : dep_patterns_[document.deps[t]]) consider(index);
    for (uint32_t index : other_patterns_) consider(index);
    due.clear();
    std::erase_if(pending, [&](const auto& hit) {
      if (hit.first == t) due.push_back(hit);
      return hit.first == t;
    });
    std::sort(due.begin(), due.end());
    out[t] = RulerToken();
    for (const auto& [target, rule] : due) Set(rule, &out[t]);
  }
}

}  // namespace entente::parse
