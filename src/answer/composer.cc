#include "answer/composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "answer/words.h"
#include "base/tsv.h"

namespace entente {
namespace {

constexpr size_t kNamesShown = 3;
constexpr size_t kMotiveClauses = 5;
constexpr size_t kRelationClauses = 5;
constexpr size_t kOthersMinimum = 2;  // one actor alone is no company

void KeepFirst(std::vector<std::string>& clauses, size_t count) {
  if (clauses.size() > count) clauses.resize(count);
}

std::string Joined(const std::vector<std::string>& clauses) { return fmt::format("{}", fmt::join(clauses, "; ")); }

bool IsDone(StatementStatus status) {
  return status == StatementStatus::kActual || status == StatementStatus::kOngoing || status == StatementStatus::kEnded;
}

bool MayCome(StatementStatus status) {
  return !IsDone(status) && status != StatementStatus::kRejected && status != StatementStatus::kDenied;
}

}  // namespace

Slots Composer::PairSlots() const {
  return {{"a", words_.Name(pair_[0])},
          {"b", words_.Name(pair_[1])},
          {"where", words_.where()},
          {"pair", words_.PairName(pair_[0], pair_[1])}};
}

std::string Composer::BrokerName(const Broker& broker) const {
  std::vector<std::string> own;
  for (const std::string& name : broker.names) {
    if (words_.names().IsOwnName(name)) own.push_back(name);
  }
  std::string text = words_.Name(broker.key);
  if (own.empty()) return text;
  const bool more = own.size() > kNamesShown;
  if (more) own.resize(kNamesShown);
  return fmt::format("{} ({}{})", text, fmt::join(own, ", "), more ? " and others" : "");
}

// The strongest status of its evidence in the broker's direction; `told` receives the facts cited.
std::string Composer::Headline(const Broker& broker, std::vector<FactId>& told) {
  const bool hurts = broker.direction == BrokerDirection::kHurts;
  const StatusWords* best = nullptr;
  for (const DirectShare& share : broker.shares) {
    if (share.hurts != hurts) continue;
    const StatusWords& words = words_.phrases().Influence(words_.facts().Representative(share.fact).status);
    if (best == nullptr || words.order < best->order) best = &words;
  }
  if (best == nullptr) {
    told = broker.behavioural_evidence;
    return Capitalised(words_.phrases().Say(
        "who.mediates", {{"broker", BrokerName(broker)}, {"cites", words_.evidence().Marks(told)}}));
  }
  for (const DirectShare& share : broker.shares) {
    const Statement& s = words_.facts().Representative(share.fact);
    if (share.hurts == hurts && words_.phrases().Influence(s.status).order == best->order) told.push_back(share.fact);
  }
  const std::string forms = words_.phrases().Say(hurts ? "help.hurts" : "help.helps");
  const std::vector<std::string_view> verb = SplitList(forms);
  Slots slots = PairSlots();
  constexpr std::array<std::string_view, 4> kForms = {"help", "helps", "helping", "helper"};
  for (size_t i = 0; i < kForms.size() && i < verb.size(); ++i) slots[std::string(kForms[i])] = verb[i];
  std::string predicate = Fill(best->headline, slots);
  if (words_.IsPlural(broker.key)) predicate = PluralPredicate(predicate);
  return Capitalised(words_.phrases().Say(
      "who.headline",
      {{"broker", BrokerName(broker)}, {"predicate", predicate}, {"cites", words_.evidence().Marks(told)}}));
}

// What each of its people did, beyond the bare "has helped it" of the headline.
std::string Composer::Details(const Broker& broker, const std::vector<FactId>& told) {
  const bool hurts = broker.direction == BrokerDirection::kHurts;
  const MeansWords& bare = words_.phrases().Means("", hurts ? '-' : '+');
  std::vector<std::pair<std::string, std::vector<FactId>>> by_agent;
  std::vector<FactId> sentences;
  for (const DirectShare& share : broker.shares) {
    const Statement& s = words_.facts().Representative(share.fact);
    if (share.hurts != hurts) continue;
    const std::string predicate = words_.InfluencePredicate(s, false);
    const bool is_told = std::find(told.begin(), told.end(), share.fact) != told.end();
    if (predicate.empty()) sentences.push_back(share.fact);
    if (predicate.empty() || (is_told && (predicate == bare.past || predicate == "is " + bare.gerund))) continue;
    const std::string name = words_.NameOf(s.agent);
    auto place = std::find_if(by_agent.begin(), by_agent.end(), [&](const auto& entry) { return entry.first == name; });
    if (place == by_agent.end()) place = by_agent.insert(by_agent.end(), {name, {}});
    place->second.push_back(share.fact);
  }
  std::string text;
  for (const auto& [name, facts] : by_agent) {
    const bool plural = name == words_.Name(broker.key) && words_.IsPlural(broker.key);
    const std::vector<std::string> predicates = words_.InfluencePredicates(facts, plural);
    text +=
        " " + Capitalised(words_.phrases().Say("who.detail", {{"agent", name}, {"predicates", ListOf(predicates)}}));
  }
  for (const std::string& sentence : words_.InfluenceSentences(sentences)) text += " " + Capitalised(sentence) + ".";
  return text;
}

std::string Composer::OtherDirection(const Broker& broker) {
  std::vector<FactId> facts;
  for (const DirectShare& share : broker.shares) {
    if (share.hurts != (broker.direction == BrokerDirection::kHurts)) facts.push_back(share.fact);
  }
  const std::vector<std::string> predicates = words_.InfluencePredicates(facts, words_.IsPlural(broker.key));
  if (predicates.empty()) return {};
  return " " + words_.phrases().Say("who.but_hurts",
                                    {{"agent", words_.Name(broker.key)}, {"predicates", ListOf(predicates)}});
}

std::string Composer::BrokerText(const Broker& broker) {
  std::vector<FactId> told;
  std::string text = Headline(broker, told);
  text += Details(broker, told);
  return text + OtherDirection(broker);
}

// "Israel and Turkey are both allies of Azerbaijan [7]".
std::vector<std::string> Composer::SharedTies(const Broker& broker, std::set<FactId>& told) {
  std::map<std::pair<std::string, char>, std::map<std::string, std::vector<FactId>>> by_tie;  // → side → facts
  for (const FactId fact : broker.structural_evidence) {
    const Statement& s = words_.facts().Representative(fact);
    const std::string& first = words_.facts().Key(words_.facts().First(fact));
    const std::string& side = first == broker.key ? words_.facts().Key(words_.facts().Second(fact)) : first;
    by_tie[{s.tie, s.effect}][side].push_back(fact);
  }
  std::vector<std::string> clauses;
  for (const auto& [tie, sides] : by_tie) {
    const std::string role = words_.phrases().TieRole(tie.first, tie.second);
    if (role.empty() || sides.size() < 2) continue;
    std::vector<FactId> facts;
    for (const auto& [side, own] : sides) facts.insert(facts.end(), own.begin(), own.end());
    told.insert(facts.begin(), facts.end());
    Slots slots = PairSlots();
    slots["role"] = role;
    slots["broker"] = words_.Name(broker.key);
    slots["cites"] = words_.evidence().Marks(facts);
    clauses.push_back(words_.phrases().Say("motive.both", slots));
  }
  return clauses;
}

std::string Composer::MotiveText(const Broker& broker) {
  std::vector<FactId> to_broker, from_broker, ties;
  for (const std::string& side : pair_) {
    for (const FactId fact : Deeds(side, broker.key, "motive")) to_broker.push_back(fact);
  }
  for (const std::string& side : pair_) {
    for (const FactId fact : Deeds(broker.key, side, "motive")) from_broker.push_back(fact);
  }
  std::vector<std::string> clauses = words_.EventClauses(to_broker);
  std::set<FactId> told;
  for (std::string& clause : SharedTies(broker, told)) clauses.push_back(std::move(clause));
  for (const FactId fact : broker.structural_evidence) {
    if (!told.contains(fact)) ties.push_back(fact);
  }
  for (std::string& clause : words_.EventClauses(from_broker)) clauses.push_back(std::move(clause));
  if (clauses.size() < kMotiveClauses) {
    for (std::string& clause : words_.TieClauses(ties)) clauses.push_back(std::move(clause));
  }
  if (clauses.empty()) return {};
  KeepFirst(clauses, kMotiveClauses);
  return words_.phrases().Say("motive", {{"broker", words_.Name(broker.key)}, {"clauses", Joined(clauses)}});
}

std::vector<std::string> Composer::InsiderDeeds(const Insider& insider) {
  const std::string& other = insider.key == pair_[0] ? pair_[1] : pair_[0];
  std::vector<FactId> facts;
  for (const FactId fact : Deeds(insider.key, other, insider.direction == BrokerDirection::kHelps ? "good" : "bad")) {
    if (words_.facts().Representative(fact).source.name == insider.name) facts.push_back(fact);
  }
  return words_.EventPredicates(facts);
}

std::string Composer::InsiderText(const Insider& insider) {
  std::vector<FactId> facts;
  for (const DirectShare& share : insider.shares) facts.push_back(share.fact);
  const bool own = words_.names().IsOwnName(insider.name);
  const std::vector<std::string> predicates = words_.InfluencePredicates(facts, !own && words_.IsPlural(insider.key));
  if (predicates.empty()) return {};
  Slots slots = {{"side", words_.Name(insider.key)}, {"name", insider.name}, {"predicates", ListOf(predicates)}};
  std::string text = Capitalised(words_.phrases().Say(own ? "inside.headline" : "inside.state", slots));
  const std::vector<std::string> deeds = own ? InsiderDeeds(insider) : std::vector<std::string>();
  if (deeds.empty()) return text;
  slots["clauses"] = ListOf(deeds);
  return text + " " + words_.phrases().Say("inside.deeds", slots);
}

std::string Composer::WeakText(const std::vector<Broker>& mentioned) {
  std::string text;
  for (const Broker& broker : mentioned) {
    std::vector<FactId> facts;
    for (const DirectShare& share : broker.shares) facts.push_back(share.fact);
    std::vector<std::string> sentences = words_.InfluenceSentences(facts);
    for (const std::string& predicate : words_.InfluencePredicates(facts, words_.IsPlural(broker.key))) {
      sentences.push_back(words_.Name(broker.key) + " " + predicate);
    }
    if (sentences.empty()) continue;
    text += (text.empty() ? "" : " ");
    text += Capitalised(words_.phrases().Say("who.weak", {{"sentence", ListOf(sentences)}}));
  }
  return text;
}

std::string Composer::RelationText(const Relation& relation) {
  if (relation.contributions.empty()) return words_.phrases().Say("relation.none", PairSlots());
  std::vector<FactId> good_ties, good_events, bad_ties, bad_events;
  for (const Contribution& c : relation.contributions) {
    const bool tie = words_.facts().Kind(c.fact) == StatementKind::kTie;
    if (c.value > 0) (tie ? good_ties : good_events).push_back(c.fact);
    if (c.value < 0) (tie ? bad_ties : bad_events).push_back(c.fact);
  }
  const size_t good = good_ties.size() + good_events.size(), bad = bad_ties.size() + bad_events.size();
  Slots slots = PairSlots();
  slots["words"] = words_.phrases().Balance(relation.balance);
  slots["good"] = std::to_string(good);
  slots["bad"] = std::to_string(bad);
  slots["all"] = std::to_string(relation.contributions.size());
  std::string text = words_.phrases().Say("relation.balance", slots);
  const auto add = [&](std::string_view key, const std::vector<FactId>& ties, const std::vector<FactId>& events) {
    std::vector<std::string> clauses =
        words_.TieClauses(std::vector(ties.begin(), ties.begin() + std::min(ties.size(), kRelationClauses)));
    KeepFirst(clauses, kRelationClauses);
    std::vector<std::string> deeds =
        words_.EventClauses(std::vector(events.begin(), events.begin() + std::min(events.size(), kRelationClauses)));
    clauses.insert(clauses.end(), deeds.begin(), deeds.end());
    if (!clauses.empty()) text += " " + words_.phrases().Say(key, {{"clauses", Joined(clauses)}});
  };
  add("relation.bad", bad_ties, bad_events);
  add("relation.good", good_ties, good_events);
  return text;
}

std::vector<FactId> Composer::Deeds(std::string_view source, std::string_view target, std::string_view group) const {
  const FactTable& facts = words_.facts();
  const auto from = facts.Find(source), to = facts.Find(target);
  std::vector<FactId> deeds;
  if (!from || !to || from == to) return deeds;
  for (const FactId fact : facts.FactsBetween(*from, *to)) {
    const Statement& s = facts.Representative(fact);
    const bool is_deed = s.kind == StatementKind::kEvent && facts.First(fact) == *from && IsDone(s.status);
    if (is_deed && facts.InWindow(fact, window_) && words_.phrases().InGroup(group, s.type)) deeds.push_back(fact);
  }
  return deeds;
}

// Clauses for one side: done, then possible; only where at least kOthersMinimum actors do the same.
std::vector<std::string> Composer::OthersTowards(const std::string& side, const std::set<std::string>& brokers) {
  const FactTable& facts = words_.facts();
  const auto target = facts.Find(side);
  if (!target) return {};
  std::map<std::string, std::vector<FactId>> by_type;
  std::map<std::string, std::set<ActorId>> actors;
  for (const FactId fact : facts.FactsOf(*target)) {
    const Statement& s = facts.Representative(fact);
    if (s.kind != StatementKind::kEvent || facts.Second(fact) != *target || facts.First(fact) == kNoActor) continue;
    const std::string& source = facts.Key(facts.First(fact));
    if (source == pair_[0] || source == pair_[1] || brokers.contains(source)) continue;
    const bool counts = IsDone(s.status) || MayCome(s.status);
    if (!counts || !facts.InWindow(fact, window_) || !words_.phrases().InGroup("others", s.type)) continue;
    by_type[s.type].push_back(fact);
    actors[s.type].insert(facts.First(fact));
  }
  std::vector<std::string> clauses;
  for (const auto& [type, own] : by_type) {
    if (actors[type].size() < kOthersMinimum) continue;
    for (std::string& clause : words_.EventClauses(own)) clauses.push_back(std::move(clause));
  }
  return clauses;
}

std::string Composer::OthersText(const std::set<std::string>& brokers) {
  std::vector<std::string> clauses;
  for (const std::string& side : pair_) {
    for (std::string& clause : OthersTowards(side, brokers)) clauses.push_back(std::move(clause));
  }
  if (clauses.empty()) return {};
  return words_.phrases().Say("others", {{"clauses", Joined(clauses)}});
}

}  // namespace entente
