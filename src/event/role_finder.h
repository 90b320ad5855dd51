// RoleFinder: for a verb or noun, the noun phrases that act and are acted on, and the actors behind them.
//
// Comes after Tree and the actor room; every coder of this room asks it. Follows control ("offered to help": who
// offers, helps), coordination, relative clauses and nouns that carry an act ("his effort to mend").
// A view of its arguments; immutable; any thread.
#pragma once

#include <string>
#include <vector>

#include "actor/annotation.h"
#include "event/lexicon.h"
#include "syntax/tree.h"

namespace entente {

// One actor found for a slot.
struct Filler {
  uint32_t actor = 0;     // into ActorAnnotation::actors
  int32_t mention = -1;   // into ActorAnnotation::mentions
  bool indirect = false;  // not the phrase itself but its owner: "Israel" for "Israel's decision"
};
using Fillers = std::vector<Filler>;

class RoleFinder {
 public:
  RoleFinder(const Tree& tree, const ActorAnnotation& actors, const Lexicon& lexicon)
      : tree_(tree), actors_(actors), lexicon_(lexicon) {}

  const Tree& tree() const { return tree_; }
  const ActorAnnotation& annotation() const { return actors_; }
  const Lexicon& lexicon() const { return lexicon_; }

  // Heads of the phrases that do what `verb` says, coordination opened; empty where the text does not say.
  Tokens Doers(uint32_t verb) const { return Doers(verb, 0); }
  // Heads of the phrases it is done to: direct object, or the subject of a passive.
  Tokens Undergoers(uint32_t verb) const;
  // The same and what hangs from them by "of": "rounds of talks" are talks.
  Tokens Content(const Tokens& nouns) const;
  // Who has, makes or does what a noun names: "Norway's effort", "the role of Oman", "Qatari mediation".
  Tokens Bearers(uint32_t noun) const { return Bearers(noun, 0); }

  // The verb helps, pushes or keeps its object to or from an act.
  bool Facilitates(uint32_t verb) const;

  // The actors a phrase stands for. With `owners`, where the phrase is none itself, those who own it ("Israel's
  // decision", "Turkish policy", "the attack by Hamas").
  Fillers ActorsAt(uint32_t token, bool owners) const;
  Fillers ActorsAt(const Tokens& tokens, bool owners) const;

  const Actor& actor(const Filler& filler) const { return actors_.actors[filler.actor]; }
  std::string KeyOf(const Filler& filler) const;  // as ActorKey
  bool Same(const Filler& a, const Filler& b) const { return KeyOf(a) == KeyOf(b); }

 private:
  Tokens Doers(uint32_t verb, int depth) const;
  Tokens SurfaceSubjects(uint32_t verb, int depth) const;
  Tokens ControlledSubjects(uint32_t verb, int depth) const;
  Tokens OfPrepositionClause(uint32_t preposition, int depth) const;
  Tokens Bearers(uint32_t noun, int depth) const;
  Tokens BearersFromGovernor(uint32_t noun, int depth) const;
  Tokens Antecedents(uint32_t token, int depth) const;

  const Tree& tree_;
  const ActorAnnotation& actors_;
  const Lexicon& lexicon_;
};

}  // namespace entente
