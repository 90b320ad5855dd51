// FailureReader: whether an effort is said to have come to nothing: "mediated without success", "its mediation failed",
// "fruitless good offices".
//
// Comes after Tree and Lexicon; InfluenceCoder asks it. A view of its arguments; immutable; any thread.
#pragma once

#include "event/lexicon.h"
#include "syntax/tree.h"

namespace entente {

class FailureReader {
 public:
  FailureReader(const Tree& tree, const Lexicon& lexicon) : tree_(tree), lexicon_(lexicon) {}

  // Words of data/patterns/words.tsv, "failure", beside the predicate or beside what governs it. Cost: its depth.
  bool Failed(uint32_t predicate) const;

 private:
  bool Beside(uint32_t token) const;
  bool FailedSubject(uint32_t noun) const;

  const Tree& tree_;
  const Lexicon& lexicon_;
};

}  // namespace entente
