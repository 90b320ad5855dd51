// Wording: one fact, or several that say the same, as a clause with its evidence.
//
// The words come from data/answer and from the slots of the statement; where more is said (a circumstance, a named
// time), the evidence has these words. One answer, one Wording; not shared between threads.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answerer.h"
#include "answer/evidence_list.h"
#include "answer/phrasebook.h"

namespace entente {

class Wording {
 public:
  Wording(const AnswerInput& input, const Phrasebook& phrases)
      : input_(input), phrases_(phrases), evidence_(input.facts) {}

  const FactTable& facts() const { return input_.facts; }
  const Phrasebook& phrases() const { return phrases_; }
  const std::string& where() const { return input_.where; }
  EvidenceList& evidence() { return evidence_; }

  // "the United Arab Emirates", for the middle of a sentence.
  std::string Name(std::string_view key) const;
  // A person or body by its own name where the statement has one, else as Name.
  std::string NameOf(const ActorRef& actor) const;
  const NameBook& names() const { return input_.names; }
  // "Israel and Turkey", in the order given.
  std::string PairName(std::string_view a, std::string_view b) const;
  bool IsPlural(std::string_view key) const;

  // "offered to help improve it on their own initiative": what follows the agent; empty where the status needs a
  // sentence of its own (see InfluenceSentence).
  std::string InfluencePredicate(const Statement& s, bool plural) const;
  std::string InfluenceSentence(const Statement& s) const;
  // Predicates of several influences of one agent, same ones once, with evidence, by status.
  std::vector<std::string> InfluencePredicates(std::span<const FactId> facts, bool plural);
  std::vector<std::string> InfluenceSentences(std::span<const FactId> facts);

  // "Jordan and Egypt made peace with Israel [2]": events with the same predicate share a clause; order of first facts.
  std::vector<std::string> EventClauses(std::span<const FactId> facts);
  // The same without the source: "made peace with Israel [2]". REQUIRES: all of one source.
  std::vector<std::string> EventPredicates(std::span<const FactId> facts);
  // "Chad and Niger are allies [2]", "trade is put at 2 billion dollars a year [3]".
  std::vector<std::string> TieClauses(std::span<const FactId> facts);

  // "during the Second Karabakh War", "in May 2010", "after the Mavi Marmara affair"; empty where nothing says.
  std::string When(const Statement& s) const;
  std::string DateWords(const DateInterval& interval) const;
  std::string AmountWords(const Amount& amount) const;
  // " (says Ayoob Kara)"; empty where at least one of the facts is the author's.
  std::string SaysOf(std::span<const FactId> facts) const;
  // The evidence as a quotation, without line breaks or its own outer quotation marks.
  std::string Quotable(const Statement& s) const;

 private:
  std::string EventPredicate(const Statement& s) const;
  std::string EventForm(const Statement& s) const;
  bool EvidenceHasCue(const Statement& s, const std::string& cue) const;
  std::string Circumstances(const Statement& s) const;
  std::string QuotedTie(FactId fact);

  const AnswerInput& input_;
  const Phrasebook& phrases_;
  EvidenceList evidence_;
};

// has → have, is → are, was → were at the start of a predicate.
std::string PluralPredicate(std::string predicate);

}  // namespace entente
