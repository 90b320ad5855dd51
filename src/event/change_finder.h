// ChangeFinder: a relation is bettered or worsened: "X helps mend Turkish-Israeli relations", "the raid strained ties",
// "Norway's role in the peace", "relations improved thanks to X", "Beijing's accord between Riyadh and Tehran".
//
// Comes after pairs. A view of its arguments; one per document; not shared between threads.
#pragma once

#include <optional>
#include <vector>

#include "event/intervention.h"

namespace entente {

class ChangeFinder {
 public:
  ChangeFinder(const RoleFinder& roles, const PairFinder& pairs)
      : roles_(roles), tree_(roles.tree()), lexicon_(roles.lexicon()), pairs_(pairs), agents_(roles) {}

  // What is said at a relation noun, appended to `out`; the pairs it names go to `named`. True where it stands in the
  // scope of a change: what it is said to be is wished, not so. Cost: the depth of the tree.
  bool Find(uint32_t noun, std::vector<Intervention>& out, Pairs& named) const;

 private:
  std::optional<Intervention> Climb(uint32_t noun, int polarity) const;
  std::optional<Intervention> AtVerb(uint32_t verb, std::string_view form, int sign) const;
  std::optional<Intervention> AtPreposition(uint32_t preposition, int sign) const;
  std::optional<Intervention> Below(uint32_t noun, int sign) const;
  bool IsDefinite(uint32_t noun) const;
  void FromCause(uint32_t noun, const Pairs& pairs, int polarity, std::vector<Intervention>& out) const;
  void FromOwner(uint32_t noun, const Pairs& pairs, int polarity, std::vector<Intervention>& out) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
  const PairFinder& pairs_;
  AgentReader agents_;
};

}  // namespace entente
