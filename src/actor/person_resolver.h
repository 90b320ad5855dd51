// PersonResolver: which person "he" or "her" is.
//
// Every mention of a person within reach adds to that person's salience, more for subjects and for near sentences, in
// the spirit of Lappin & Leass (1994); grammar then rules persons out (two arguments of one verb, the owner of oneself)
// or speaks for them (the subject of the clause that holds the pronoun). Genders: data/actors/given_names.tsv, titles
// before the name, and what earlier pronouns told.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"

namespace entente {

class PersonResolver {
 public:
  PersonResolver(const Dictionary& dictionary, const MentionBook& book)
      : dictionary_(dictionary), book_(book), tree_(book.tree()) {}

  // REQUIRES: tokens in text order; call after a pronoun at `token` is resolved.
  void See(uint32_t token);
  // The person, or nothing where none fits. `female` is the pronoun's gender. Cost: mentions of the last sentences.
  std::optional<uint32_t> For(uint32_t token, bool female) const;
  // What the pronoun told of the person.
  void LearnGender(uint32_t actor, bool female) { learnt_.try_emplace(actor, female); }

 private:
  struct Seen {
    uint32_t token = 0;
    uint32_t actor = 0;
    double weight = 0;
  };
  struct Pronoun {
    uint32_t token = 0;
    int32_t above = -1;       // the nearest subject that commands it
    bool own_clause = false;  // of its own clause
  };
  Pronoun PronounAt(uint32_t token) const;
  double WeightOf(uint32_t token) const;
  bool RuledOut(uint32_t pronoun, uint32_t candidate) const;
  bool Fits(uint32_t actor, bool female) const;
  double Salience(const Seen& seen, const Pronoun& pronoun, bool latest_of_person) const;
  int32_t SubjectAhead(uint32_t pronoun) const;
  uint32_t VerbOf(uint32_t token) const;
  std::optional<bool> IsFemale(uint32_t actor) const;
  void LearnFromTitle(uint32_t token, uint32_t actor);

  const Dictionary& dictionary_;
  const MentionBook& book_;
  const Tree& tree_;
  std::vector<Seen> seen_;
  std::map<uint32_t, bool> learnt_;  // actor → female
};

}  // namespace entente
