// Tree: the dependency graph of a document, indexed for walking, with the parser's commonest garden paths mended.
//
// Comes after parse, before clauses. A view: the ParsedDocument must outlive it. Immutable once built; any thread.
// Labels are ClearNLP dependencies as English spaCy pipelines give them.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/language.h"

namespace entente {

enum class Dep : uint8_t {
  kRoot,
  kNsubj,
  kNsubjpass,
  kCsubj,
  kDobj,
  kDative,
  kPobj,
  kPrep,
  kAgent,
  kPcomp,
  kXcomp,
  kCcomp,
  kAdvcl,
  kAcl,
  kRelcl,
  kConj,
  kCc,
  kAux,
  kAuxpass,
  kNeg,
  kAmod,
  kCompound,
  kPoss,
  kAttr,
  kAcomp,
  kOprd,
  kAppos,
  kDet,
  kMark,
  kAdvmod,
  kNpadvmod,
  kPrt,
  kExpl,
  kNummod,
  kNmod,
  kPunct,
  kOther,
};

// As the parser prints it ("nsubj"); "other" for labels not told apart here.
std::string_view ToString(Dep dep);

using Tokens = std::vector<uint32_t>;

class Tree {
 public:
  // Cost: linear in tokens.
  explicit Tree(const ParsedDocument& document);

  const ParsedDocument& document() const { return document_; }
  uint32_t size() const { return static_cast<uint32_t>(dep_.size()); }
  Dep dep(uint32_t t) const { return dep_[t]; }
  // The label by name; where it is none of Dep's, the parser's own.
  std::string_view Label(uint32_t t) const;
  uint32_t head(uint32_t t) const { return head_[t]; }            // itself at a root
  std::string_view lemma(uint32_t t) const { return lemma_[t]; }  // lower case
  std::string_view tag(uint32_t t) const { return document_.tokens[t].tag; }
  std::string_view text(uint32_t t) const { return document_.TextOf(t); }
  uint32_t sentence(uint32_t t) const { return document_.tokens[t].sentence; }
  // In text order.
  std::span<const uint32_t> children(uint32_t t) const {
    return {child_.data() + first_child_[t], child_.data() + first_child_[t + 1]};
  }

  bool IsVerb(uint32_t t) const;        // a verb or auxiliary by tag
  bool IsNoun(uint32_t t) const;        // common or proper
  bool IsPronoun(uint32_t t) const;     // personal or possessive
  bool IsPassive(uint32_t t) const;     // "was attacked", "attacked by"
  bool IsInfinitive(uint32_t t) const;  // "to help"
  bool IsNegated(uint32_t t) const;     // has "not", "never", "no longer"
  bool Has(uint32_t t, Dep dep) const { return ChildOf(t, dep) >= 0; }
  // Has a child with the label and the lemma.
  bool HasLemma(uint32_t t, Dep dep, std::string_view lemma) const;
  // First child with the label, or -1.
  int32_t ChildOf(uint32_t t, Dep dep) const;
  // The object of the first child preposition with this lemma, or -1.
  int32_t PrepObject(uint32_t t, std::string_view preposition) const;
  // t and everything coordinated with it, in text order.
  Tokens Conjuncts(uint32_t t) const;
  // The first of t's coordination: the token the others hang from.
  uint32_t FirstConjunct(uint32_t t) const;
  // Steps to the root of its sentence.
  uint32_t Depth(uint32_t t) const;
  bool IsAncestor(uint32_t ancestor, uint32_t t) const;  // also where equal

 private:
  void JoinHyphens();
  void RepairDatedSubject(TokenRange sentence);
  void RepairSwallowedVerb(TokenRange sentence);
  void RepairAdverbialSubject(TokenRange sentence);
  bool IsFinite(uint32_t t) const;
  bool InRelativeClause(uint32_t t) const;
  void CutDateline(TokenRange sentence);
  void Repair(TokenRange sentence);
  void Index();

  const ParsedDocument& document_;
  std::vector<Dep> dep_;
  std::vector<uint32_t> head_;
  std::vector<std::string> lowered_;
  std::deque<std::string> joined_;
  std::vector<std::string_view> lemma_;
  Tokens first_child_, child_;
};

}  // namespace entente
