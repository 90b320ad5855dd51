// InfluenceCoder: a third party works on the relation of two others. What no other coder writes down.
//
// One pass reads what the text says of third parties (ChangeFinder, ThirdPartyFinder) and of pairs (PairBook); then
// ThirdPartyJudge decides for each agent whose relation is meant, and whether it is one.
// The agent may belong to one side when it is a person ("Kara encouraged Turkish-Israeli ties").
// Comes after events and pairs. A view of its arguments; one per document; not shared between threads.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "event/change_finder.h"
#include "event/coder.h"
#include "event/failure_reader.h"
#include "event/pair_book.h"
#include "event/third_party_finder.h"
#include "event/third_party_judge.h"

namespace entente {

class InfluenceCoder {
 public:
  InfluenceCoder(const RoleFinder& roles, const StatusReader& status, const StatementBuilder& builder,
                 const PairFinder& pairs, const std::vector<Draft>& events, const LinearModel& model)
      : roles_(roles),
        tree_(roles.tree()),
        lexicon_(roles.lexicon()),
        status_(status),
        builder_(builder),
        changes_(roles, pairs),
        third_parties_(roles, pairs),
        failure_(roles.tree(), roles.lexicon()),
        events_(events),
        model_(model),
        book_(roles) {}

  // In text order of predicates. Cost: linear in tokens times the depth of the tree, and readings times pairs.
  std::vector<Draft> Code();
  // Every decision that Code would take, with its features by name. Call instead of Code.
  std::vector<ThirdPartyCase> Cases();
  // Relation nouns that stand in the scope of a change: what they are said to be is wished, not so. Call after Code.
  const std::set<uint32_t>& changed_nouns() const { return changed_; }

 private:
  void Read();
  void NameMediators();
  bool IsContradicted(const Intervention& reading) const;
  void OpenReference(Intervention& reading) const;
  void ReadToken(uint32_t token);
  void KnowSentences();
  void KnowCoordination(uint32_t token);
  void Know(uint32_t token, const Pairs& pairs, bool conflict);
  Modality StatusOf(const Intervention& reading) const;
  Statement StatementOf(const Intervention& reading, const Modality& modality, const Filler& agent,
                        const Pair& pair) const;
  void Emit(const Intervention& reading);
  void FromAcceptance(uint32_t verb);

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
  const StatusReader& status_;
  const StatementBuilder& builder_;
  ChangeFinder changes_;
  ThirdPartyFinder third_parties_;
  FailureReader failure_;
  const std::vector<Draft>& events_;
  const LinearModel& model_;

  PairBook book_;
  const ThirdPartyJudge* judge_ = nullptr;
  std::vector<Intervention> readings_;  // by predicate
  std::set<uint32_t> changed_;
  std::set<std::tuple<uint32_t, std::string, std::string, std::string, char>> seen_;  // sentence, agent, pair, effect
  std::vector<Draft> out_;
};

}  // namespace entente
