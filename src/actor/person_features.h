// PersonFeatures: what speaks for each person a pronoun may stand for, as the named features of the trained ranker
// "persons" (data/learned/persons.linear, made by train/persons.py).
//
// In the spirit of Lappin & Leass (1994) and of centering: role, clause and distance of the mentions, how often and
// how early one is named, gender, what stands between. One object for one pronoun. Cost: candidates × mentions nearby.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actor/dictionary.h"
#include "actor/named_persons.h"
#include "actor/pronoun_grammar.h"
#include "learn/features.h"

namespace entente {

// Where a person is mentioned near the pronoun: by a name, or by a pronoun that was resolved.
struct PersonPlace {
  uint32_t token = 0;
  uint32_t candidate = 0;
};

struct PersonCandidate {
  uint32_t person = 0;           // of NamedPersons
  std::vector<uint32_t> places;  // tokens, in text order
  size_t before = 0;             // how many of them stand before the pronoun
  char gender = 'u';             // 'm'atches, 'c'lashes, 'u'nknown
  int rank = -1;                 // others of fitting gender named since; -1: not named before
};

// All that is near one pronoun.
struct PronounView {
  uint32_t token = 0;
  bool female = false;
  std::vector<PersonCandidate> candidates;
  std::vector<PersonPlace> places;           // in text order
  std::vector<uint32_t> same_gender_before;  // pronouns
  std::vector<uint32_t> other_gender_before;
  // The last pronoun of the same gender that stood for a candidate, or -1 twice; whom one of the other gender stood
  // for.
  int32_t last_pronoun = -1, last_candidate = -1;
  std::vector<uint32_t> other_gender_candidates;
};

class PersonFeatures {
 public:
  // `names` and `view` must outlive it.
  PersonFeatures(const Dictionary& dictionary, const Tree& tree, const NamedPersons& persons, const PronounView& view);

  // What speaks for a candidate; `out` is cleared first.
  void Of(size_t candidate, Features& out) const;
  // What speaks for nobody who is named.
  void OfNobody(Features& out) const;

 private:
  using View = std::string_view;
  void AddWho(const PersonCandidate& candidate, size_t index, Features& out) const;
  void AddNearest(const PersonCandidate& candidate, size_t index, Features& out) const;
  void AddBetween(const PersonCandidate& candidate, size_t index, View distance, Features& out) const;
  void AddPath(const PersonCandidate& candidate, Features& out) const;
  void AddRoles(const PersonCandidate& candidate, Features& out) const;
  void AddPlaceInSentence(size_t index, Features& out) const;
  void AddAhead(const PersonCandidate& candidate, Features& out) const;
  void AddCommand(const PersonCandidate& candidate, Features& out) const;
  void AddBranch(uint32_t place, Features& out) const;
  void AddChain(size_t index, Features& out) const;
  void AddUnnamedAbove(Features& out) const;
  void AddUnnamedNear(Features& out) const;
  uint32_t Back(uint32_t token) const { return sentence_ - tree_.sentence(token); }
  bool IsNamed(uint32_t token) const;
  bool IsPersonNoun(uint32_t token) const;

  const Dictionary& dictionary_;
  const Tree& tree_;
  const NamedPersons& persons_;
  const PronounView& view_;
  PronounGrammar grammar_;
  View role_;  // of the pronoun
  uint32_t sentence_ = 0;
  std::vector<PronounGrammar::Subject> above_;
  int32_t ahead_ = -1;
  size_t most_ = 0;  // places of the candidate with the most
  int32_t topic_ = -1, second_ = -1;
};

}  // namespace entente
