// ThirdPartyJudge: whose relation an intervention is about, and whether it is one at all: one ranked decision over all
// pairs of the document.
//
// Comes after PairBook. A trained model (data/learned/third_party.linear, made by train/mediation.py) gives each
// (reading, agent, pair) a probability from named features: what the words say, who the agent is, how the document
// speaks of the pair. A view of its arguments; immutable; one thread at a time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "event/intervention.h"
#include "event/pair_book.h"
#include "event/statement_builder.h"
#include "learn/features.h"
#include "learn/linear_model.h"

namespace entente {

struct Verdict {
  Pair pair;
  double probability = 0;
};

class ThirdPartyJudge {
 public:
  // Cost: linear in mentions and events.
  ThirdPartyJudge(const RoleFinder& roles, const PairBook& book, const std::vector<Draft>& events,
                  const LinearModel& model);

  // The pairs an agent may be working on: those named beside the act; where none is and the reading is open, all that
  // the document knows and the agent is no side of. `remembered` is set on the latter.
  Pairs Candidates(const Intervention& reading, const Filler& agent) const;
  // Those of them that hold: every named one, the best of the others.
  std::vector<Verdict> Judge(const Intervention& reading, const Filler& agent, StatementStatus status) const;
  // All that is known of one decision, for training and for --explain.
  void Describe(const Intervention& reading, const Filler& agent, StatementStatus status, const Pair& pair,
                Features& features) const;

 private:
  struct Dealings {
    int good = 0, bad = 0;
  };
  void DescribeAct(std::string_view scope, const Intervention& reading, StatementStatus status,
                   Features& features) const;
  void DescribeAgent(std::string_view scope, const Intervention& reading, const Filler& agent,
                     Features& features) const;
  void DescribeStanding(const Filler& agent, Features& features) const;
  void DescribePlaces(const Intervention& reading, const Filler& agent, const KnownPair& known,
                      Features& features) const;
  void DescribeSides(const Intervention& reading, const Filler& agent, const Pair& pair, Features& features) const;
  size_t TimesNamed(const Filler& actor) const;
  double Yes(const Features& features) const;
  size_t RankOf(const Filler& agent, const KnownPair& known) const;
  Dealings Between(const Filler& a, const Filler& b) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const PairBook& book_;
  const LinearModel& model_;
  int yes_ = -1;
  std::map<std::string, size_t> named_;   // mentions by actor
  std::map<std::string, size_t> fights_;  // hostile acts by actor
  std::map<std::pair<std::string, std::string>, Dealings> dealings_;
  std::vector<std::vector<uint32_t>> mentions_of_sentence_;
};

}  // namespace entente
