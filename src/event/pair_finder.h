// PairFinder: whose relation a noun names: "Turkish-Israeli relations", "ties between A and B", "its relationship
// with B", "the two sides".
//
// Comes after roles; ties and influences ask it. A view of its arguments; immutable; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "event/role_finder.h"

namespace entente {

struct Pair {
  Filler first, second;
  bool by_subject = false;  // one side is the clause's subject ("A mended relations with B"): no third party there
  bool remembered = false;  // not named here but in the text before
};
using Pairs = std::vector<Pair>;

class PairFinder {
 public:
  explicit PairFinder(const RoleFinder& roles) : roles_(roles), tree_(roles.tree()) {}

  // The pairs a relation noun names in its own clause; empty where it names none. At most kMaxPairs.
  Pairs Of(uint32_t noun) const;
  // Of these actors every two that differ.
  Pairs Among(const Fillers& actors) const;
  Pairs Across(const Fillers& left, const Fillers& right) const;

  static constexpr size_t kMaxPairs = 6;

 private:
  Pairs Between(uint32_t noun) const;
  Fillers Modifiers(uint32_t noun) const;
  Fillers With(uint32_t noun) const;
  Fillers Owners(uint32_t noun) const;
  Pairs Signers(uint32_t noun) const;
  Fillers SubjectOf(uint32_t noun) const;
  // The tokens a preposition phrase of the noun may have been hung from instead.
  Tokens Hosts(uint32_t noun) const;

  const RoleFinder& roles_;
  const Tree& tree_;
};

}  // namespace entente
