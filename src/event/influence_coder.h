// InfluenceCoder: a third party works on the relation of two others. What no other coder writes down.
//
// Four ways a text says it, each read from data/patterns:
//   a relation is changed        "X helps mend Turkish-Israeli relations", "the raid strained ties between A and B"
//   a third party's verb or noun "X mediated between A and B", "under Norwegian mediation", "Egypt-brokered"
//   one is moved towards another "X persuaded A to meet B"
//   a role                       "X's role in improving relations"
// The agent may belong to one side when it is a person ("Kara encouraged Turkish-Israeli ties").
// Comes after events and pairs. A view of its arguments; one per document; not shared between threads.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "event/pair_finder.h"
#include "event/statement_builder.h"

namespace entente {

class InfluenceCoder {
 public:
  InfluenceCoder(const RoleFinder& roles, const StatusReader& status, const StatementBuilder& builder,
                 const PairFinder& pairs, const std::vector<Draft>& events)
      : roles_(roles),
        tree_(roles.tree()),
        lexicon_(roles.lexicon()),
        status_(status),
        builder_(builder),
        pairs_(pairs),
        events_(events) {}

  // In text order of predicates. Cost: linear in tokens times the depth of the tree.
  std::vector<Draft> Code();
  // Relation nouns that stand in the scope of a change: what they are said to be is wished, not so.
  const std::set<uint32_t>& changed_nouns() const { return changed_; }

 private:
  // One reading: who works how on what.
  struct Finding {
    uint32_t predicate = 0;
    Fillers agents;
    int sign = 0;
    std::string means;
    std::string id;
    double confidence = 0.8;
    bool by_participle = false;  // "talks mediated by": the pair may be named before
  };

  void FromRelation(uint32_t noun);
  void FromThirdParty(uint32_t token);
  void FromEvents();
  void FromAcceptance(uint32_t verb);
  void FromCause(uint32_t noun, const Pairs& pairs, int polarity);
  void FromOwner(uint32_t noun, const Pairs& pairs, int polarity);
  std::optional<Finding> Climb(uint32_t noun, int polarity);
  std::optional<Finding> AtVerb(uint32_t verb, std::string_view form, int sign);
  std::optional<Finding> Below(uint32_t noun, int sign);
  Finding Complete(uint32_t verb, int sign, std::string means, std::string id) const;
  const Operator* OperatorOf(uint32_t token, std::string_view form) const;
  std::optional<ThirdParty> ThirdPartyAt(uint32_t token) const;
  int32_t VerbBeside(uint32_t token, const ThirdParty& pattern) const;
  void FromPairObject(uint32_t verb);
  Fillers AgentsOf(const ThirdParty& pattern, uint32_t token) const;
  int32_t PrepNear(uint32_t verb, std::string_view preposition) const;
  Pairs PairsOf(const ThirdParty& pattern, uint32_t token, const Fillers& agents);
  Pairs SubjectsTogether(uint32_t token, const Fillers& agents) const;
  Pairs Remembered(uint32_t token, const Fillers& agents) const;
  Fillers Doers(uint32_t verb) const;
  void Emit(const Finding& finding, const Pairs& pairs);
  bool IsDefinite(uint32_t noun) const;
  bool IsInsider(const Filler& agent, const Pair& pair) const;
  void Remember(uint32_t token, const Pairs& pairs);

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
  const StatusReader& status_;
  const StatementBuilder& builder_;
  const PairFinder& pairs_;
  const std::vector<Draft>& events_;

  struct Remembrance {
    uint32_t token = 0;
    Pair pair;
    bool from_event = false;
  };
  size_t TimesNamed(const std::vector<Remembrance>& memory, const Pair& pair) const;
  Pairs Topic(const Fillers& agents) const;
  void Pass();
  void RememberCoordination(uint32_t token);
  std::vector<Remembrance> memory_;  // in text order
  std::vector<Remembrance> whole_;   // of the whole document, from the first pass
  std::set<uint32_t> changed_;
  std::set<std::tuple<uint32_t, std::string, std::string, std::string, char>> seen_;  // sentence, agent, pair, effect
  std::vector<Draft> out_;
};

}  // namespace entente
