// Broker: a third party ranked for a pair and a window, with its direction and the facts behind each part.
//
// Three kinds of evidence. Direct: influence statements of which it is the agent and the two are the pair; each counts
// status_weights.influence × confidence × effect weight. Behavioural: the smaller of its mediation acts
// (data/relation/mediation.tsv) with either side, and the smaller of its other good dealings with either side.
// Structural: the smaller of its good ties to either side. Dealings and ties are sums of type × status × confidence
// over facts where that is above 0; each of the three is scaled, then capped, by data/relation/broker_weights.tsv, so
// that it orders brokers but never makes one: an actor is a broker only by direct evidence of at least
// `minimum_direct` in one direction, or by at least `minimum_mediations` mediation facts with each side.
// Nothing decays: the window says what counts, and a mediation of the first year counts like one of the last; were it
// otherwise, statements that name no year would beat those that do. Pure functions of their input.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "relation/fact_table.h"
#include "relation/relation.h"

namespace entente {

class BrokerWeights {
 public:
  // Reads relation/broker_weights.tsv and mediation.tsv. Errors: data.missing, data.bad_table, data.bad_number.
  static Result<BrokerWeights> Load(const DataFiles& data);
  // REQUIRES: a row of that name; Load has checked those below.
  double operator[](std::string_view name) const;
  // Does the event say that its source mediates?
  bool IsMediation(const Statement& event) const;

 private:
  std::vector<std::string> mediation_modes_;
  std::vector<std::string> mediation_cameo_;
  std::map<std::string, double, std::less<>> values_;
};

enum class BrokerDirection { kHelps, kHurts };
std::string_view ToString(BrokerDirection direction);

// One influence fact: value = status_weight * confidence * effect_weight, never negative.
struct DirectShare {
  FactId fact = 0;
  bool hurts = false;
  double status_weight = 0;
  double confidence = 0;
  double effect_weight = 0;
  double value = 0;
};

struct Broker {
  std::string key;
  BrokerDirection direction = BrokerDirection::kHelps;
  double score = 0;    // direct + behavioural + structural
  double direct = 0;   // |helping - hurting|
  double helping = 0;  // sums of direct shares
  double hurting = 0;
  double mediation = 0;             // scaled and capped, part of behavioural
  double behavioural = 0;           // 0 for those who hurt
  double structural = 0;            // 0 for those who hurt
  std::vector<std::string> names;   // persons and bodies that act for it, as named, in order of first appearance
  std::vector<DirectShare> shares;  // by fact
  std::vector<FactId> behavioural_evidence;  // by fact
  std::vector<FactId> structural_evidence;   // by fact
};

// Somebody of one of the two sides who works on the relation from inside.
struct Insider {
  std::string key;   // of the side
  std::string name;  // empty: the side itself
  BrokerDirection direction = BrokerDirection::kHelps;
  double score = 0;
  std::vector<DirectShare> shares;
};

struct BrokerRanking {
  std::string first;  // keys of the pair, in alphabetical order
  std::string second;
  std::vector<Broker> brokers;    // best first; ties by key
  std::vector<Insider> insiders;  // best first; ties by key and name
  std::vector<Broker> mentioned;  // third parties with direct evidence too weak to call them brokers, best first
};

// Unknown keys, or twice the same key, give an empty ranking. Cost: the facts of the two and of their candidates.
BrokerRanking RankBrokers(const FactTable& facts, const RelationWeights& weights, const BrokerWeights& broker_weights,
                          std::string_view a, std::string_view b, const TimeWindow& window);

}  // namespace entente
