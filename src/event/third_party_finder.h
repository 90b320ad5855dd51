// ThirdPartyFinder: words that are a third party's by meaning (data/patterns/third_party.tsv: "X mediated between A and
// B", "under Norwegian mediation", "acted as a go-between"), and one moved towards another ("X persuaded A to meet B").
//
// Comes after events and pairs. A view of its arguments; one per document; not shared between threads.
#pragma once

#include <optional>
#include <vector>

#include "event/intervention.h"
#include "event/statement_builder.h"

namespace entente {

class ThirdPartyFinder {
 public:
  ThirdPartyFinder(const RoleFinder& roles, const PairFinder& pairs)
      : roles_(roles), tree_(roles.tree()), lexicon_(roles.lexicon()), pairs_(pairs), agents_(roles) {}

  // What a word of third_party.tsv says; one without agents tells at least of a pair. Cost: the depth of the tree.
  std::optional<Intervention> Find(uint32_t token) const;
  // "pushed the two to settle": both sides are moved at once.
  std::optional<Intervention> FindPairMoved(uint32_t verb) const;
  // "X persuaded A to meet B": the act between A and B is X's work.
  std::optional<Intervention> FindMoved(const Draft& event) const;

 private:
  std::optional<ThirdParty> PatternAt(uint32_t token) const;
  int32_t VerbBeside(uint32_t token, const ThirdParty& pattern) const;
  Fillers AgentsOf(const ThirdParty& pattern, uint32_t token) const;
  Fillers ThroughWhom(uint32_t token) const;
  bool IsAnswered(uint32_t token, const ThirdParty& pattern) const;
  bool ServesAct(uint32_t token, const ThirdParty& pattern) const;
  bool IsAdjunct(uint32_t token) const;
  std::string_view FormOf(const ThirdParty& pattern, uint32_t token) const;
  bool HasNeeded(uint32_t token, const ThirdParty& pattern) const;
  Fillers AgentsOfRole(uint32_t token) const;
  Fillers Involved(uint32_t noun) const;
  // The pairs in one slot of third_party.tsv.
  Pairs InSlot(const std::string& slot, uint32_t token) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
  const PairFinder& pairs_;
  AgentReader agents_;
};

}  // namespace entente
