// StatusReader: whether the text says an act happened, was offered, hoped for, denied …, and what governs it.
//
// Walks from a predicate up through what governs it: own negation and modals first, then the verbs, nouns and
// adjectives of patterns/control.tsv. The outermost that is not plain fact decides; denial of a wish is rejection.
// A view of its arguments; immutable; any thread. Cf. FactBank (Saurí & Pustejovsky 2009) for the idea of nested
// sources and modality.
#pragma once

#include <cstdint>

#include "entente/statement.h"
#include "event/control_finder.h"

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
  StatusReader(const Tree& tree, const Lexicon& lexicon) : tree_(tree), lexicon_(lexicon), controls_(tree, lexicon) {}

  // REQUIRES: predicate is a token of the tree. Cost: depth of the token.
  Modality Of(uint32_t predicate) const;
  // What the predicate's own words say: negation, modal, tense, "if", a condition.
  StatementStatus Own(uint32_t predicate) const;

 private:
  using Match = ControlFinder::Match;
  StatementStatus ByModals(uint32_t predicate) const;
  StatementStatus Start(uint32_t predicate) const;
  bool SharesDenial(uint32_t predicate) const;
  void Apply(Match match, Modality& out) const;
  // What governs `token` governs the act too.
  bool ReachesUp(uint32_t token, Match above) const;
  bool IsPurpose(uint32_t token) const;
  // The governing verb's own words hold for what it governs: "may begin to help".
  bool SharesModal(uint32_t token) const;
  void ApplyOwn(uint32_t below, uint32_t verb, Modality& out) const;

  const Tree& tree_;
  const Lexicon& lexicon_;
  const ControlFinder controls_;
};

}  // namespace entente
