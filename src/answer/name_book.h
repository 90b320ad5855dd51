// NameBook: what actors are called, and who is meant by a name.
//
// Comes in: data/actors/*.tsv and the actors seen in statements. Goes out: keys for names, names for keys. Text beats
// dictionary only where the dictionary is silent. Immutable once built (Learn is part of building); then any thread
// may read. Names compare without case; a leading "the" does not count.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/statement.h"
#include "entente/status.h"

namespace entente {

// A name found in a question: words [begin, end) of the list given, standing for `key`.
struct NamedWords {
  size_t begin = 0;
  size_t end = 0;
  std::string key;
  bool adjective = false;  // "Turkish": may be half of a pair
  std::string name;        // as the book writes it; differs from Display(key) for persons and aliases
};

class NameBook {
 public:
  // Missing files of data/actors are skipped. Errors: data.bad_table.
  static Result<NameBook> Load(const DataFiles& data);
  // Adds the actors of statements: new codes, people and communities.
  void Learn(std::span<const Statement> statements);

  // "Turkey" for "TUR"; for keys that are names, the name as the text wrote it; the key itself where unknown.
  std::string Display(std::string_view key) const;
  // "Turkish" for "TUR"; empty where unknown.
  std::string Adjective(std::string_view key) const;
  // Is it the name of a person or body that acts for its key ("Ilham Aliyev"), not of the key itself ("Baku")?
  bool IsOwnName(std::string_view name) const;
  // Every name and adjective of a key, longest first.
  std::vector<std::string> NamesOf(std::string_view key) const;

  // A code, a name, an alias, a capital or government seat, an adjective. Errors: actor.unknown (kNotFound), with the
  // nearest names; actor.empty (kInvalidInput).
  Result<std::string> Resolve(std::string_view name) const;
  // The longest names, left to right, among words (as written, without punctuation). All-capital names and codes count
  // only where written so.
  std::vector<NamedWords> FindIn(std::span<const std::string> words) const;

 private:
  struct Entry {
    std::string key;
    std::string name;
    bool adjective = false;
    bool exact_case = false;  // codes and other all-capital names: "who" is no WHO
    bool own_name = false;    // of a person or body that acts for the key
  };
  enum class NameKind { kName, kAdjective, kOwn };
  void Add(std::string_view name, std::string_view key, NameKind kind);
  Status LoadTable(const DataFiles& data, std::string_view file);
  void LearnActor(const ActorRef& actor);
  void LearnFamilyName(const ActorRef& actor);
  std::vector<std::string> Nearest(std::string_view normal) const;
  const Entry* FindWords(std::span<const std::string> words) const;

  std::map<std::string, Entry, std::less<>> entries_;  // by NormalName
  std::map<std::string, std::string, std::less<>> display_;
  std::map<std::string, std::string, std::less<>> adjective_;
  std::map<std::string, std::vector<std::string>, std::less<>> names_;  // of a key
  std::set<std::string, std::less<>> role_nouns_;
  size_t longest_words_ = 1;
};

}  // namespace entente
