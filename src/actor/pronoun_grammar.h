// PronounGrammar: what the tree says of a pronoun and of those it may stand for.
//
// A view of a Tree; any thread may read. Cost of each question: the way to the root of the sentence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace entente {

class PronounGrammar {
 public:
  // A subject above the pronoun, before it.
  struct Subject {
    uint32_t token = 0;
    bool own_clause = false;  // of the pronoun's own clause or one that shares its subject
    uint32_t order = 0;       // 0: the nearest
  };

  explicit PronounGrammar(const Tree& tree) : tree_(tree) {}

  bool IsSubject(uint32_t token) const;
  // "subj", "obj", "poss", "oth": of the whole coordination, or of what it is in apposition to.
  std::string_view RoleOf(uint32_t token) const;
  // The same of the pronoun alone.
  std::string_view RoleOfPronoun(uint32_t token) const;
  // "Erdogan met him", "Erdogan's meeting with him": two arguments of one head are two persons; so are the owned and
  // the owner in "his brother Ali".
  bool RulesOut(uint32_t pronoun, uint32_t candidate) const;
  // "Peres said he would": nearest first; with each those in apposition to it.
  std::vector<Subject> SubjectsAbove(uint32_t token) const;
  // "In his youth, Smith …": the subject of the clause that a pronoun leads up to, or -1.
  int32_t SubjectAhead(uint32_t pronoun) const;
  // The verb above, or the root.
  uint32_t VerbOf(uint32_t token) const;
  // Labels up from one and down to the other, "nsubj^V^ccomp<nsubj"; empty where more than five steps.
  void PathBetween(uint32_t from, uint32_t to, std::string& out) const;

 private:
  const Tree& tree_;
};

}  // namespace entente
