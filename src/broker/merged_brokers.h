// One ranking from both kinds of source: coded statements and imported events.
//
// score = that of the statements (direct + behavioural + structural, broker.h) + the chance the events give it: its
// share of exp(score) over all third parties of the events, times the likelihood that there is a broker at all. So one
// plain statement (about 0.7) outweighs what is read off events alone, and events order those no statement names.
// The direction is that of the statements where there are direct ones, else that of the events. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "broker/broker.h"
#include "broker/stream_brokers.h"

namespace entente {

struct MergedBroker {
  std::string key;
  BrokerDirection direction = BrokerDirection::kHelps;
  double score = 0;
  double chance = 0;                     // of the events, 0 … 1
  const Broker* coded = nullptr;         // null where no statement names it
  const StreamBroker* events = nullptr;  // null where it has no event with the two
};

// Best first; ties by key. Views into the two, which must outlive it.
std::vector<MergedBroker> MergeBrokers(std::span<const Broker> coded, const StreamBrokerRanking& events);

}  // namespace entente
