// Dictionary: the tables of data/actors, indexed by words.
//
// Immutable after Load; any thread may read. Names are matched as written (case counts); roles by lower-case lemma.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actor/annotation.h"
#include "base/data_files.h"
#include "entente/document.h"
#include "entente/status.h"

namespace entente {

// What a dictionary phrase is. Where one phrase is several, all are returned.
enum class NameKind {
  kState,
  kAdjective,
  kPeople,
  kCapital,
  kCity,
  kGovernment,
  kOrganisation,
  kGroup,
  kCommunity,
  kCommunityAdjective,
  kLeader,
  kTitle
};

struct Name {
  NameKind kind = NameKind::kState;
  uint32_t actor = 0;  // into Dictionary::actors()
  Date from, to;       // year 0: open
};

struct Role {
  std::string sector;
  std::string kind;  // "person", "body", "collective"
};

struct NameMatch {
  uint32_t length = 0;  // in tokens; 0: nothing found
  const std::vector<Name>* names = nullptr;
};

class Dictionary {
 public:
  // Errors: data.missing, data.bad_table, naming table and line. Cost: linear in the tables, a few milliseconds.
  static Result<Dictionary> Load(const DataFiles& files);

  const std::vector<Actor>& actors() const { return actors_; }
  // The longest phrase that begins at words[0].
  NameMatch Longest(const std::vector<std::string_view>& words, size_t begin) const;
  // Exact phrase ("Ilham Aliyev"), or null.
  const std::vector<Name>* Exact(std::string_view phrase) const;
  // The person in office whose name, written otherwise, sounds like this one ("Nikol Pashinian" for Pashinyan), or
  // null. Two words at least; null where people of two states do.
  const Actor* SoundsLike(std::string_view name) const;
  // The person this last name alone stands for: all who bear it acted for one state, or only one was in office within
  // ten years of `date`. Null where two remain, or for names under four letters.
  const Actor* BySurname(std::string_view surname, const std::optional<Date>& date) const;
  // "president", "foreign minister" → its sector and kind, or null.
  const Role* RoleOf(std::string_view lemma) const;
  // forms of speech_cues.tsv for a lemma.
  bool Speaks(std::string_view lemma, std::string_view form) const;
  // kinds of descriptions.tsv for a lemma ("country" → state and pair).
  bool Describes(std::string_view lemma, std::string_view kind) const;
  // Whether a first name ("Angela") or a title ("Queen") is a woman's; nothing where it tells neither.
  std::optional<bool> FemaleName(std::string_view word) const;
  std::optional<bool> FemaleTitle(std::string_view word) const;
  // Whether most who bear the name ("Tzipi", also "Lincoln") are women; nothing where unknown or even.
  std::optional<bool> BorneByWomen(std::string_view name) const;
  // The state with this code, or null.
  const Actor* State(std::string_view code) const;
  // Whose officer a role is that names nobody ("the Secretary-General"): an organisation, or null for other roles.
  const Actor* OfficeOf(std::string_view lemma) const;
  // The first half of "Franco-German", "Sino-Indian", or null.
  const Actor* Combining(std::string_view word) const;

 private:
  friend class DictionaryLoader;
  struct Phrase {
    std::vector<std::string> words;
    std::vector<Name> names;
  };
  std::vector<Actor> actors_;
  std::unordered_map<std::string, std::vector<Phrase>> phrases_;  // by first word, longest first
  std::unordered_map<std::string, Role> roles_;
  std::unordered_map<std::string, std::vector<std::string>> cues_;
  std::unordered_map<std::string, std::vector<std::string>> descriptions_;
  std::unordered_map<std::string, bool> female_names_, female_titles_, borne_by_women_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_sound_;
  std::unordered_map<std::string, std::vector<Name>> by_surname_;
  std::unordered_map<std::string, uint32_t> state_by_code_;
  std::unordered_map<std::string, uint32_t> combining_;
  std::unordered_map<std::string, uint32_t> organisation_by_code_;
};

// Splits a phrase as the tokenizer would: at spaces, around hyphens, before "'s".
std::vector<std::string> WordsOfPhrase(std::string_view phrase);

// What is left of a name whose spelling changes from paper to paper: first letters and consonants, doubles once, "al-"
// and marks gone. "Muammar Gaddafi" and "Moammar Gadafi" are the same; "Qaddafi" too.
std::string SoundOf(std::string_view name);

}  // namespace entente
