// PersonResolver: which person "he" or "her" is.
//
// Ranks the persons named in the sentences around a pronoun, and nobody, by a linear model over PersonFeatures
// (data/learned/persons.linear). Genders: titles beside the name and data/actors/name_genders.tsv. A person whom only
// pronouns stood for lately is still within reach through them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "actor/actor_finder.h"
#include "actor/dictionary.h"
#include "actor/mention_book.h"
#include "actor/named_persons.h"
#include "actor/person_features.h"
#include "learn/linear_model.h"

namespace entente {

class PersonResolver {
 public:
  // REQUIRES: persons are found.
  PersonResolver(const Dictionary& dictionary, const LinearModel& model, MentionBook& book)
      : dictionary_(dictionary), model_(model), book_(book), tree_(book.tree()), persons_(dictionary, book) {}

  // The actor, or nothing where none fits. `female` is the pronoun's gender. REQUIRES: pronouns in text order. Cost:
  // names of the sentences around.
  std::optional<uint32_t> For(uint32_t token, bool female);
  // A description that stands for a person ("the Finn") keeps that person within reach.
  void See(uint32_t token);
  // The pronoun stands for this actor.
  void Learn(uint32_t token, uint32_t actor);

  // For training: the persons within reach with their features, as the model would see them; last, without a name,
  // nobody.
  std::vector<PersonOption> OptionsFor(uint32_t token, bool female) const;

 private:
  struct StandIn {
    uint32_t token = 0, person = 0;
    bool pronoun = false;
  };
  PronounView ViewOf(uint32_t token, bool female) const;
  void AddPlaces(PronounView& view, uint32_t from, uint32_t to) const;
  void AddChain(PronounView& view, uint32_t from) const;
  void Rank(PronounView& view) const;
  char GenderOf(uint32_t person, bool female) const;
  bool CannotBe(const PersonCandidate& candidate) const;

  const Dictionary& dictionary_;
  const LinearModel& model_;
  const MentionBook& book_;
  const Tree& tree_;
  NamedPersons persons_;
  std::vector<StandIn> stand_ins_;  // pronouns and descriptions resolved so far
};

// "he", "him", "his", "himself" → false; "she", … → true; nothing for other words. Case does not matter.
std::optional<bool> GenderOfPronoun(std::string_view word);

}  // namespace entente
