// Composer: paragraphs about one pair, shared by `explain`, `brokers`, `relation` and questions.
//
// Comes in: rankings and relations as computed, a Wording. Goes out: paragraphs; empty text where there is nothing to
// tell. Paragraphs number their evidence when they are made, so make them in reading order.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "answer/wording.h"
#include "broker/broker.h"
#include "relation/relation.h"

namespace entente {

// Of whom an answer speaks, as asked: prose keeps this order.
using PairKeys = std::array<std::string, 2>;

class Composer {
 public:
  Composer(Wording& wording, const PairKeys& pair, const TimeWindow& window)
      : words_(wording), pair_(pair), window_(window) {}

  Slots PairSlots() const;
  // "Azerbaijan (Ilham Aliyev) helps the relation of Israel and Turkey [1]. Ilham Aliyev offered to … [2]."
  std::string BrokerText(const Broker& broker);
  // Deeds and ties between a broker and the two.
  std::string MotiveText(const Broker& broker);
  std::string InsiderText(const Insider& insider);
  // Third parties with too little evidence.
  std::string WeakText(const std::vector<Broker>& mentioned);
  std::string RelationText(const Relation& relation);
  // What several other actors did, or may do, towards one of the two; not of `brokers`.
  std::string OthersText(const std::set<std::string>& brokers);
  // "3 and 4" facts of the window between two actors that are events of one of the types, from `source`.
  std::vector<FactId> Deeds(std::string_view source, std::string_view target, std::string_view group) const;

 private:
  std::string Headline(const Broker& broker, std::vector<FactId>& told);
  std::string Details(const Broker& broker, const std::vector<FactId>& told);
  std::string OtherDirection(const Broker& broker);
  std::string BrokerName(const Broker& broker) const;
  std::vector<std::string> SharedTies(const Broker& broker, std::set<FactId>& told);
  std::vector<std::string> OthersTowards(const std::string& side, const std::set<std::string>& brokers);
  std::vector<std::string> InsiderDeeds(const Insider& insider);

  Wording& words_;
  PairKeys pair_;
  const TimeWindow& window_;
};

}  // namespace entente
