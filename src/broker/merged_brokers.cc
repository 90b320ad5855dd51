#include "broker/merged_brokers.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace entente {

std::vector<MergedBroker> MergeBrokers(std::span<const Broker> coded, const StreamBrokerRanking& events) {
  std::map<std::string_view, MergedBroker> merged;
  double sum = 0;
  for (const StreamBroker& one : events.brokers) sum += std::exp(one.score - events.brokers.front().score);
  for (const StreamBroker& one : events.brokers) {
    const double chance = std::exp(one.score - events.brokers.front().score) / sum * events.likelihood;
    merged[one.key] = {one.key, one.direction, chance, chance, nullptr, &one};
  }
  for (const Broker& one : coded) {
    MergedBroker& both = merged[one.key];
    both.key = one.key;
    both.coded = &one;
    both.score += one.score;
    if (both.events == nullptr || one.direct > 0) both.direction = one.direction;
  }
  std::vector<MergedBroker> list;
  for (auto& [key, one] : merged) list.push_back(std::move(one));
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  return list;
}

}  // namespace entente
