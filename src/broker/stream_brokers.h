// Brokers from event streams: third parties ranked for a pair and a window, every score the sum of its parts.
//
// Each third party has a value for each feature (kStreamFeatures; formulas at StreamFeatureValues). For the ranking a
// value counts as (value - mean) / (deviation + 0.3) over the third parties of the pair and window, times the weight
// of data/relation/stream_brokers.tsv: that product is its contribution, and the score their sum. Whether there is any
// broker at all, and whether a third party helps or hurts, are logistic in the plain values with weights of their own.
// Weights are fitted by train/brokers.py. Pure functions of their input; any thread.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "broker/broker.h"
#include "broker/third_parties.h"

namespace entente {

enum class StreamFeature : uint8_t {
  kMediation,
  kDealings,
  kShare,
  kTriads,
  kNearDays,
  kPairDays,
  kWarmth,
  kClashes,
  kSpecificity,
  kSurge,
  kPastTalks,
  kNearness,
  kBody,
  kNeither,
  kToneGap,
  kBlows,
};
inline constexpr size_t kStreamFeatureCount = 16;

struct StreamFeatureName {
  std::string_view name;
  std::string_view part;  // "direct", "behavioural", "structural"
};
std::span<const StreamFeatureName, kStreamFeatureCount> StreamFeatureNames();

using StreamValues = std::array<double, kStreamFeatureCount>;

struct StreamBroker {
  StreamGroupId group = 0;
  std::string key;
  double score = 0;       // sum of contributions
  double likelihood = 0;  // that it is a broker at all, 0 … 1
  double hurting = 0;     // that it hurts where it is active, 0 … 1
  BrokerDirection direction = BrokerDirection::kHelps;
  StreamValues values{};
  StreamValues contributions{};
  std::array<std::vector<StreamEventId>, 2> evidence;  // talks and mediations with either side, ascending
};

struct StreamBrokerRanking {
  std::vector<StreamBroker> brokers;  // best first; ties by key
  // That there is a broker at all: the likelihood of the first; 0 where there is no third party.
  double likelihood = 0;
};

// Tables loaded once. Immutable; any thread may read.
class StreamBrokerModel {
 public:
  // Errors: data.missing, data.bad_table, data.bad_number.
  static Result<StreamBrokerModel> Load(const DataFiles& data);

  const BrokerWorld& world() const { return world_; }
  const MediationActs& mediation() const { return mediation_; }
  const StreamValues& rank_weights() const { return rank_; }
  double Likelihood(const StreamValues& values, double score) const;
  double Hurting(const StreamValues& values) const;

 private:
  BrokerWorld world_;
  MediationActs mediation_;
  StreamValues rank_{}, call_{}, hurt_{};
  double call_bias_ = 0, call_score_ = 0, hurt_bias_ = 0;
};

// mediation: ln(1 + mediation acts with both). dealings: ln(1 + events with the side it has fewer with). share: mean of
// ln(share of the side's events with third parties + 0.005). triads: ln(1 + days on which it talks with both, and they
// have events with each other). near_days: ln(1 + half of the
// days of talks with either side that have one with the other within 7 days). pair_days: of its days of talks with
// either, the share on which the two have events (3 added below the line). warmth: the lesser of the mean Goldstein
// values (3 events of 0 added). clashes: the greater share of conflict (half an event in 1 of 2 added). specificity:
// ln(fewer talks + 0.5, to its events of a window so long on average + 20). surge: the lesser ln of talks + 2 to those
// of as many days of the year before + 2. past_talks: ln(1 + the lesser of its talks in the year before). nearness:
// BrokerWorld. body: 1 for bodies made by states. neither: 1 for what is neither body nor state. tone_gap: difference
// of the mean Goldstein values. blows: ln(1 + acts of force against both). REQUIRES: found from these columns.
std::vector<StreamValues> StreamFeatureValues(const EventColumns& columns, const BrokerWorld& world,
                                              const ThirdParties& found, const DayWindow& window);

StreamBrokerRanking RankStreamBrokers(const EventColumns& columns, const StreamBrokerModel& model,
                                      const std::array<StreamSide, 2>& sides, const DayWindow& window);
// Of two groups.
StreamBrokerRanking RankStreamBrokers(const EventColumns& columns, const StreamBrokerModel& model, StreamGroupId a,
                                      StreamGroupId b, const DayWindow& window);

}  // namespace entente
