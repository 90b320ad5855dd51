// Coreference: pronouns and descriptions to the actors they stand for.
//
// "he", "its", "his country", "both countries", "the Caucasus nation", "we" in a quotation. Left to right, by recency,
// number and grammatical part, in the spirit of Lappin & Leass (1994). Where two readings are as good, none is given: a
// wrong actor costs a reader more than a missing one.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"
#include "actor/person_resolver.h"

namespace entente {

class Coreference {
 public:
  // `persons`: the model of that name. REQUIRES: names, persons and nominals are found.
  Coreference(const Dictionary& dictionary, const LinearModel& persons, MentionBook& book)
      : dictionary_(dictionary), book_(book), tree_(book.tree()), persons_(dictionary, persons, book) {}

  // Third persons and descriptions. Call before speakers are looked for.
  void ResolveThirdPersons();
  // "I", "we": whoever speaks. REQUIRES: utterances with their speakers.
  void ResolveSpeakers();

 private:
  struct Candidate {
    uint32_t token = 0;
    uint32_t actor = 0;
    bool subject = false;
    bool modifier = false;
  };
  struct PairSeen {
    uint32_t token = 0;
    uint32_t first = 0, second = 0;
  };
  void ResolveNationals();
  void See(uint32_t token);
  void SeePairs(uint32_t token);
  void ResolvePronoun(uint32_t token);
  void ResolveDescription(uint32_t token);
  bool ResolveOwned(uint32_t token);
  std::optional<uint32_t> AskedBy(uint32_t verb) const;
  std::optional<uint32_t> PersonAsked(uint32_t token) const;
  std::optional<uint32_t> PersonFor(uint32_t token, bool female);
  std::optional<uint32_t> ThingFor(uint32_t token) const;
  double NearestStranger(uint32_t token) const;
  std::vector<uint32_t> PluralFor(uint32_t token) const;
  bool SameState(uint32_t a, uint32_t b) const;
  std::optional<PairSeen> LastPair(uint32_t token, uint32_t max_sentences) const;
  std::optional<uint32_t> StateByRegion(uint32_t noun) const;
  // The actor a candidate may stand for here (its state, itself), or nothing.
  using Meant = std::function<std::optional<uint32_t>(uint32_t)>;
  std::optional<uint32_t> SpokenOf(uint32_t token, const Meant& meant);
  bool IsDual(uint32_t noun) const;
  bool SameClauseObject(uint32_t pronoun, uint32_t candidate) const;
  void Add(uint32_t token, MentionKind kind, std::vector<uint32_t> actors, double confidence);
  std::optional<uint32_t> StateOf(uint32_t actor);

  const Dictionary& dictionary_;
  MentionBook& book_;
  const Tree& tree_;
  PersonResolver persons_;
  std::vector<Candidate> seen_;
  std::vector<uint32_t> strangers_;  // singular subjects that are no actor: what "it" may also stand for
  std::vector<PairSeen> pairs_;
};

}  // namespace entente
