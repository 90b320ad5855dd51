// Intervention: one reading of "a third party works on a relation", before it is decided whose relation that is and
// whether the reading holds. AgentReader finds who does it.
//
// Comes after roles and pairs; ChangeFinder and ThirdPartyFinder make them, ThirdPartyJudge decides.
#pragma once

#include <string>
#include <string_view>

#include "event/pair_finder.h"

namespace entente {

struct Intervention {
  uint32_t predicate = 0;  // gives sentence, status, speaker
  Fillers agents;
  int sign = 0;
  std::string means;
  std::string id;                  // the pattern
  double confidence = 0.8;         // of the pattern
  std::string_view form = {};      // how the text says it: "change", "cause", "owner", "verb", "noun", "role", …
  std::string_view strength = {};  // of third_party.tsv; "change" of a relation, or a "part" in it
  bool by_mediator = false;        // done by "the mediators": whoever mediates in this document
  bool by_participle = false;      // "talks mediated by": the pair may be named before
  int32_t relation = -1;           // the noun that is worked on: "talks", "dispute"; −1 where there is none
  Pairs pairs = {};                // named in its own clause
  bool open = false;               // where none is named, the text around may tell it
  bool definite = false;           // "the dispute": something named before
};

class AgentReader {
 public:
  explicit AgentReader(const RoleFinder& roles) : roles_(roles), tree_(roles.tree()), lexicon_(roles.lexicon()) {}

  const Operator* OperatorOf(uint32_t token, std::string_view form) const;
  // Who does it; where the subject is "this" or "it", whoever the sentence before was about.
  Fillers Doers(uint32_t verb) const;
  // The reading at `verb`, or at the verb above that helps or pushes another to do it.
  Intervention Complete(uint32_t verb, int sign, std::string means, std::string id) const;
  // Adds whoever stands beside the first agent: the rest of a list that the parser broke ("by Oman, Iraq, and Iran"),
  // and company ("along with Kuwait", "in cooperation with the UN").
  void AddCompany(Fillers& agents) const;
  // Whether the doers are named only by their part ("the mediators proposed").
  bool IsMediator(const Tokens& doers) const;
  // The object of a preposition of the verb, or of the adverb or object it was hung from ("away from"); −1.
  int32_t PrepNear(uint32_t verb, std::string_view preposition) const;

 private:
  void AddNew(Fillers& agents, const Fillers& more) const;
  void AddList(Fillers& agents) const;
  uint32_t SkipOrigin(uint32_t token) const;
  int32_t MentionFrom(uint32_t token) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
};

}  // namespace entente
