// StatusReader: whether the text says an act happened, was offered, hoped for, denied …, and what governs it.
//
// Walks from a predicate up through what governs it: own negation and modals first, then the verbs, nouns and
// adjectives of patterns/control.tsv. The outermost that is not plain fact decides; denial of a wish is rejection.
// A view of its arguments; immutable; any thread. Cf. FactBank (Saurí & Pustejovsky 2009) for the idea of nested
// sources and modality.
#pragma once

#include <cstdint>

#include "event/role_finder.h"

namespace entente {

struct Modality {
  StatementStatus status = StatementStatus::kActual;
  const Control* control = nullptr;  // innermost governing pattern; null where none
  uint32_t control_token = 0;        // where it stands
  bool control_negated = false;
  int32_t holder = -1;  // token of the verb whose subject holds the view ("many hope that …"); -1 where none
};

class StatusReader {
 public:
  explicit StatusReader(const RoleFinder& roles) : roles_(roles), tree_(roles.tree()) {}

  // REQUIRES: predicate is a token of the tree. Cost: depth of the token.
  Modality Of(uint32_t predicate) const;
  // What the predicate's own words say: negation, modal, tense, "if".
  StatementStatus Own(uint32_t predicate) const;

 private:
  struct Match {
    const Control* control = nullptr;
    uint32_t token = 0;
  };
  Match ControlOf(uint32_t token) const;
  Match ControlBeside(uint32_t token) const;
  const Control* Named(uint32_t token, std::string_view form) const;

  const RoleFinder& roles_;
  const Tree& tree_;
};

}  // namespace entente
