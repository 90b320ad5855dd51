// TieCoder: what the relation of two is said to be: strong, strategic, an alliance, worth six billion a year.
//
// Comes after influences (a relation that is only wished for is not a tie). A relation without any quality, kind or
// amount is no tie: "relations between A and B" alone says nothing. A view of its arguments; any thread.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "event/pair_finder.h"
#include "event/statement_builder.h"

namespace entente {

class TieCoder {
 public:
  TieCoder(const RoleFinder& roles, const StatusReader& status, const StatementBuilder& builder,
           const PairFinder& pairs, const ValueAnnotation& values, const std::set<uint32_t>& changed)
      : roles_(roles),
        tree_(roles.tree()),
        lexicon_(roles.lexicon()),
        status_(status),
        builder_(builder),
        pairs_(pairs),
        values_(values),
        changed_(changed) {}

  std::vector<Draft> Code() const;

 private:
  struct Quality {
    char effect = 0;  // 0: nothing said
    std::string tie;
  };
  void FromRelation(uint32_t noun, std::vector<Draft>& out) const;
  void FromRole(uint32_t noun, std::vector<Draft>& out) const;
  Quality QualityOf(uint32_t noun) const;
  void AddQuality(uint32_t word, Quality& quality) const;
  void AddPredicate(uint32_t noun, Quality& quality) const;
  std::optional<Amount> AmountOf(uint32_t noun) const;
  Pairs RolePairs(uint32_t noun) const;
  Fillers RoleHolders(uint32_t noun) const;
  void Emit(uint32_t predicate, const Pair& pair, const Quality& quality, const std::optional<Amount>& amount,
            const std::string& id, std::vector<Draft>& out) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
  const StatusReader& status_;
  const StatementBuilder& builder_;
  const PairFinder& pairs_;
  const ValueAnnotation& values_;
  const std::set<uint32_t>& changed_;
};

}  // namespace entente
