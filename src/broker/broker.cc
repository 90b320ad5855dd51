#include "broker/broker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace entente {
namespace {

struct SideSums {
  double mediation = 0;
  double dealings = 0;
  double ties = 0;
  int mediation_facts = 0;
};

double CappedMinimum(double a, double b, double scale, double cap) { return std::min(scale * std::min(a, b), cap); }

double ScoreOf(const std::vector<DirectShare>& shares, bool hurts) {
  double sum = 0;
  for (const DirectShare& share : shares) sum += share.hurts == hurts ? share.value : 0;
  return sum;
}

void AddName(std::vector<std::string>& names, const Statement& s) {
  const bool is_key = s.agent.name.empty() || s.agent.code.empty();
  if (!is_key && std::find(names.begin(), names.end(), s.agent.name) == names.end()) names.push_back(s.agent.name);
}

// One call of RankBrokers.
class Ranker {
 public:
  Ranker(const FactTable& facts, const RelationWeights& weights, const BrokerWeights& broker_weights, ActorId first,
         ActorId second, const TimeWindow& window)
      : facts_(facts), weights_(weights), broker_weights_(broker_weights), pair_{first, second}, window_(window) {}

  void Rank(BrokerRanking& ranking) const {
    std::map<ActorId, std::vector<DirectShare>> direct = DirectShares();
    for (const ActorId side : pair_) AddInsiders(direct[side], ranking.insiders);
    for (const ActorId side : pair_) direct.erase(side);
    for (const ActorId candidate : MediatingActors()) direct.try_emplace(candidate);
    for (const auto& [actor, shares] : direct) {
      if (const auto broker = MakeBroker(actor, shares)) {
        (broker->called ? ranking.brokers : ranking.mentioned).push_back(broker->broker);
      }
    }
    const auto better = [](const auto& a, const auto& b) {
      return a.score != b.score ? a.score > b.score : a.key < b.key;
    };
    std::sort(ranking.brokers.begin(), ranking.brokers.end(), better);
    std::sort(ranking.mentioned.begin(), ranking.mentioned.end(), better);
    std::sort(ranking.insiders.begin(), ranking.insiders.end(), [](const Insider& a, const Insider& b) {
      return a.score != b.score ? a.score > b.score : std::tie(a.key, a.name) < std::tie(b.key, b.name);
    });
  }

 private:
  struct Judged {
    Broker broker;
    bool called = false;
  };

  DirectShare ShareOf(FactId fact) const {
    const Statement& s = facts_.Representative(fact);
    DirectShare share{.fact = fact, .hurts = s.effect == '-'};
    share.status_weight = weights_.InfluenceStatusWeight(s.status);
    share.confidence = facts_.Confidence(fact);
    share.effect_weight = broker_weights_[share.hurts       ? "effect_hurts"
                                          : s.effect == '+' ? "effect_helps"
                                                            : "effect_unknown"];
    share.value = share.status_weight * share.confidence * share.effect_weight;
    return share;
  }

  std::map<ActorId, std::vector<DirectShare>> DirectShares() const {
    std::map<ActorId, std::vector<DirectShare>> direct;
    for (const FactId fact : facts_.FactsBetween(pair_[0], pair_[1])) {
      const ActorId agent = facts_.Agent(fact);
      if (agent == kNoActor || !facts_.InWindow(fact, window_)) continue;
      direct[agent].push_back(ShareOf(fact));
    }
    return direct;
  }

  // Sources of mediation events with either side.
  std::set<ActorId> MediatingActors() const {
    std::set<ActorId> actors;
    for (const ActorId side : pair_) {
      for (const FactId fact : facts_.FactsOf(side)) {
        if (!IsMediationOf(facts_.First(fact), fact) || IsSide(facts_.First(fact))) continue;
        if (facts_.Second(fact) == side && facts_.InWindow(fact, window_)) actors.insert(facts_.First(fact));
      }
    }
    return actors;
  }

  bool IsSide(ActorId actor) const { return actor == pair_[0] || actor == pair_[1]; }

  bool IsMediationOf(ActorId actor, FactId fact) const {
    return facts_.Kind(fact) == StatementKind::kEvent && facts_.First(fact) == actor && actor != kNoActor &&
           broker_weights_.IsMediation(facts_.Representative(fact));
  }

  // What the actor and one side have with each other, and the facts that count, by part.
  SideSums SumSide(ActorId actor, ActorId side, Broker& broker) const {
    SideSums sums;
    for (const FactId fact : facts_.FactsBetween(actor, side)) {
      if (facts_.Kind(fact) == StatementKind::kInfluence || !facts_.InWindow(fact, window_)) continue;
      const double value = ContributionOf(facts_, weights_, fact, kNoDay).value;
      if (value <= 0) continue;
      if (facts_.Kind(fact) == StatementKind::kTie) {
        sums.ties += value;
        broker.structural_evidence.push_back(fact);
        continue;
      }
      const bool mediation = IsMediationOf(actor, fact);
      sums.mediation_facts += mediation ? 1 : 0;
      (mediation ? sums.mediation : sums.dealings) += value;
      broker.behavioural_evidence.push_back(fact);
    }
    return sums;
  }

  std::optional<Judged> MakeBroker(ActorId actor, const std::vector<DirectShare>& shares) const {
    Judged judged;
    Broker& broker = judged.broker;
    broker.key = facts_.Key(actor);
    broker.shares = shares;
    broker.helping = ScoreOf(shares, false);
    broker.hurting = ScoreOf(shares, true);
    broker.direct = std::abs(broker.helping - broker.hurting);
    broker.direction = broker.hurting > broker.helping ? BrokerDirection::kHurts : BrokerDirection::kHelps;
    for (const DirectShare& share : shares) AddName(broker.names, facts_.Representative(share.fact));

    const SideSums a = SumSide(actor, pair_[0], broker), b = SumSide(actor, pair_[1], broker);
    const double mediations = std::min(a.mediation_facts, b.mediation_facts);
    const bool mediates = mediations >= broker_weights_["minimum_mediations"];
    judged.called = mediates || std::max(broker.helping, broker.hurting) >= broker_weights_["minimum_direct"];
    if (!mediates && shares.empty()) return std::nullopt;
    if (broker.direction == BrokerDirection::kHelps) AddWeakParts(a, b, broker);
    std::sort(broker.behavioural_evidence.begin(), broker.behavioural_evidence.end());
    std::sort(broker.structural_evidence.begin(), broker.structural_evidence.end());
    broker.score = broker.direct + broker.behavioural + broker.structural;
    return judged;
  }

  void AddWeakParts(const SideSums& a, const SideSums& b, Broker& broker) const {
    const BrokerWeights& w = broker_weights_;
    broker.mediation = CappedMinimum(a.mediation, b.mediation, w["mediation_scale"], w["mediation_cap"]);
    broker.behavioural =
        broker.mediation + CappedMinimum(a.dealings, b.dealings, w["behavioural_scale"], w["behavioural_cap"]);
    broker.structural = CappedMinimum(a.ties, b.ties, w["structural_scale"], w["structural_cap"]);
  }

  void AddInsiders(const std::vector<DirectShare>& shares, std::vector<Insider>& insiders) const {
    std::map<std::string, std::vector<DirectShare>> by_name;
    for (const DirectShare& share : shares) by_name[facts_.Representative(share.fact).agent.name].push_back(share);
    for (const auto& [name, own] : by_name) {
      const double helping = ScoreOf(own, false), hurting = ScoreOf(own, true);
      insiders.push_back({.key = facts_.Key(facts_.Agent(own.front().fact)),
                          .name = name,
                          .direction = hurting > helping ? BrokerDirection::kHurts : BrokerDirection::kHelps,
                          .score = std::abs(helping - hurting),
                          .shares = own});
    }
  }

  const FactTable& facts_;
  const RelationWeights& weights_;
  const BrokerWeights& broker_weights_;
  std::array<ActorId, 2> pair_;
  const TimeWindow& window_;
};

}  // namespace

std::string_view ToString(BrokerDirection direction) {
  return direction == BrokerDirection::kHelps ? "helps" : "hurts";
}

BrokerRanking RankBrokers(const FactTable& facts, const RelationWeights& weights, const BrokerWeights& broker_weights,
                          std::string_view a, std::string_view b, const TimeWindow& window) {
  BrokerRanking ranking;
  ranking.first = std::min(a, b);
  ranking.second = std::max(a, b);
  const auto first = facts.Find(ranking.first), second = facts.Find(ranking.second);
  if (!first || !second || a == b) return ranking;
  Ranker(facts, weights, broker_weights, *first, *second, window).Rank(ranking);
  return ranking;
}

}  // namespace entente
