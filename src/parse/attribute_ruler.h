// spaCy's attribute ruler: patterns over form, tag and label set the universal tag, features and some lemmas.
//
// AttributeRuler is immutable and thread-safe. RulerCache belongs to one workspace.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "nn/model_file.h"
#include "parse/lexicon.h"
#include "parse/regex.h"

namespace entente::parse {

// What the lemmatizer asks of the Universal Dependencies features of a token.
struct Morphology {
  bool number_sing = false;
  bool has_number = false;
  bool verb_inf = false;
  bool verb_fin = false;
  bool verb_none = false;
  bool tense_pres = false;
  bool degree_pos = false;
};

// Set by the ruler; views point into the mapped file. Empty = not set.
struct RulerToken {
  uint32_t pos = 0;    // into AttributeRuler::pos_names(); 0 is ""
  uint32_t morph = 0;  // into AttributeRuler::morphs(); 0 is none
  std::string_view lemma, tag, dep;
};

// Which patterns can start at a lexeme, as far as its form decides.
class RulerCache {
 public:
  void Clear() {
    ranges_.clear();
    patterns_.clear();
  }

 private:
  friend class AttributeRuler;
  struct Range {
    uint32_t begin = UINT32_MAX;  // not yet computed
    uint32_t end = 0;
  };
  std::vector<Range> ranges_;
  std::vector<uint32_t> patterns_;
  RegexScratch scratch_;
  std::vector<std::pair<uint32_t, uint32_t>> pending_, due_;  // target token, rule
};

// A document as the ruler reads it: parallel to its tokens.
struct RulerInput {
  std::span<const uint32_t> types;  // into the Lexicon
  std::span<const uint32_t> tags;   // into the `tags` given to Load
  std::span<const uint32_t> deps;   // into the `deps` given to Load
};

class AttributeRuler {
 public:
  // `tags`, `deps`: the tagger's and parser's labels. A file without ruler/ gives a ruler that sets nothing.
  // Errors: model.corrupt.
  static Result<AttributeRuler> Load(const nn::ModelFile& file, const std::vector<std::string>& tags,
                                     const std::vector<std::string>& deps);

  const std::vector<std::string>& pos_names() const { return pos_names_; }
  const std::vector<Morphology>& morphs() const { return morphs_; }

  // out: one per token, overwritten.
  void Apply(const RulerInput& document, const Lexicon& lexicon, RulerCache* cache, std::span<RulerToken> out) const;

 private:
  enum Attribute : uint32_t { kTag, kDep, kLower, kOrth, kIsSpace };
  enum Operator : uint32_t { kIn, kNotIn, kRegex, kTrue, kFalse };
  struct FormTest {
    Attribute attribute = kLower;
    Operator operation = kIn;
    std::vector<std::string_view> values;
    Regex regex;
  };
  struct TokenTest {
    std::vector<FormTest> form;
    std::vector<bool> tags;  // empty: any
    std::vector<bool> deps;  // empty: any
  };
  struct Pattern {
    uint32_t rule = 0;
    uint32_t target = 0;  // token of the pattern that is set
    std::vector<TokenTest> tokens;
  };
  struct Labels {
    const std::vector<std::string>* tags;
    const std::vector<std::string>* deps;
  };
  class Loader;

  void Index(size_t tags, size_t deps);
  RulerCache::Range FormCandidates(uint32_t lexeme, const Lexicon& lexicon, RulerCache* cache) const;
  static bool PassesForm(const TokenTest& test, const Lexeme& lexeme, RegexScratch* scratch);
  static bool PassesLabels(const TokenTest& test, uint32_t tag, uint32_t dep);
  bool Matches(const Pattern& pattern, size_t at, const RulerInput& document, const Lexicon& lexicon,
               RulerCache* cache) const;
  void Set(uint32_t rule, RulerToken* token) const;

  struct Setting {
    RulerToken values;
    bool sets_pos = false, sets_morph = false;
  };
  std::vector<Setting> rules_;
  std::vector<Pattern> patterns_;
  std::vector<uint32_t> form_patterns_;  // first token tests the form
  std::vector<std::vector<uint32_t>> tag_patterns_, dep_patterns_;
  std::vector<uint32_t> other_patterns_;
  std::vector<std::string> pos_names_ = {""};
  std::vector<Morphology> morphs_ = {{}};
};

}  // namespace entente::parse
