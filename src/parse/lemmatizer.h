// spaCy's English rule lemmatizer: exceptions, then suffix rules checked against a list of known lemmas.
//
// Lemmatizer is immutable and thread-safe; it reads the mapped tables in place.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/status.h"
#include "nn/model_file.h"
#include "parse/attribute_ruler.h"

namespace entente::parse {

class Lemmatizer {
 public:
  // Reads lemma/. A file without it gives a lemmatizer that returns "". `pos_names` as of AttributeRuler, in upper
  // case. Errors: model.corrupt.
  static Result<Lemmatizer> Load(const nn::ModelFile& file, const std::vector<std::string>& pos_names);

  bool empty() const { return !present_; }
  // `pos` indexes the pos_names given to Load.
  std::string Lemma(std::string_view text, std::string_view lower, uint32_t pos, const Morphology& morph) const;

 private:
  struct Table {
    bool present = false;
    std::span<const uint64_t> index;  // MurmurHash64A of known lemmas, sorted
    std::span<const uint64_t> exception_keys;
    std::span<const uint32_t> exception_ends;  // of each key's record in exception_blob
    std::string_view exception_blob;
    std::vector<std::pair<std::string_view, std::string_view>> rules;
  };

  struct Candidates {
    std::vector<std::string> forms;  // known, or no plain words; best first
    std::string unknown;             // the first of the others
  };

  static Candidates ApplyRules(const Table& table, std::string_view lower);
  static Result<Table> LoadTable(const nn::ModelFile& file, const std::string& pos);
  static std::vector<std::string_view> Exceptions(const Table& table, std::string_view form);
  static bool InIndex(const Table& table, std::string_view form);

  bool present_ = false;
  std::vector<Table> tables_;             // per pos
  std::vector<std::string> lower_names_;  // per pos
};

}  // namespace entente::parse
