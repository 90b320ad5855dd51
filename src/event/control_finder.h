// ControlFinder: the pattern of patterns/control.tsv that governs an act, by the way it hangs in the tree.
//
// Comes after Tree, before StatusReader. A view of its arguments; immutable; any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "event/lexicon.h"
#include "syntax/tree.h"

namespace entente {

class ControlFinder {
 public:
  struct Match {
    const Control* control = nullptr;  // null where none
    uint32_t token = 0;                // the governing word
  };

  ControlFinder(const Tree& tree, const Lexicon& lexicon) : tree_(tree), lexicon_(lexicon) {}

  // What governs the token from above: "offered" of "help" in "offered to help". Cost: children of the governor.
  Match Above(uint32_t token) const;
  // An adverb or opening beside it: "perhaps", "hopefully", "may" before the subject.
  Match Beside(uint32_t token) const;
  // "if", "in return for", "should they agree": whether the clause hangs on another.
  bool HasCondition(uint32_t predicate) const;
  // "had they agreed", "should it fall": a clause opened by its helper.
  bool IsInverted(uint32_t clause) const;
  // "what prompted it", "why they left": the clause under a verb of saying is taken for granted.
  bool IsQuestioned(uint32_t clause) const;
  // A clause that says what a noun is about ("the plan to leave", "reports that they left"), no relative clause.
  bool IsContent(uint32_t token) const;
  // "the first state to leave": it left.
  bool IsOneOfSome(uint32_t clause) const;
  // The verb that performs a noun ("gave" of "gave aid", "hold" of "hold talks"), or -1.
  int32_t PerformerOf(uint32_t noun) const;
  // The pattern of the word at `token` for acts that hang from it in this form; the one with most words. Null: none.
  const Control* Named(uint32_t token, std::string_view form) const;

 private:
  Match At(uint32_t token, std::string_view form) const { return {Named(token, form), token}; }
  Match First(uint32_t token, std::initializer_list<std::string_view> forms) const;
  // The adjective or noun said of the subject of `verb`: "ready" in "is ready", or `verb` itself.
  uint32_t SaidOf(uint32_t verb) const;
  bool HoldsBeside(uint32_t head, const Words& beside) const;
  Match OfClause(uint32_t token, uint32_t governor) const;
  Match OfNoun(uint32_t token, uint32_t governor) const;
  Match OfPrepositional(uint32_t token, uint32_t preposition) const;

  const Tree& tree_;
  const Lexicon& lexicon_;
};

}  // namespace entente
