#include "answer/asker.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "answer/ask.h"
#include "answer/words.h"
#include "base/ascii.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr size_t kClauses = 12;
constexpr size_t kQuotes = 8;

bool IsNext(StatementStatus status) {
  switch (status) {
    case StatementStatus::kOffered:
    case StatementStatus::kIntended:
    case StatementStatus::kRequested:
    case StatementStatus::kPossible:
    case StatementStatus::kHoped:
    case StatementStatus::kConditional:
      return true;
    default:
      return false;
  }
}

bool IsDone(StatementStatus status) {
  return status == StatementStatus::kActual || status == StatementStatus::kOngoing || status == StatementStatus::kEnded;
}

}  // namespace

Asker::Asker(const AnswerInput& input, const RelationWeights& weights, const BrokerWeights& broker_weights,
             const Phrasebook& phrases, Question question)
    : input_(input),
      weights_(weights),
      broker_weights_(broker_weights),
      phrases_(phrases),
      question_(std::move(question)),
      words_(input, phrases),
      composer_(words_, question_.pair, question_.window) {}

void Asker::Run(Answer& answer) {
  const std::map<std::string, std::function<void()>> kinds = {
      {"brokers", [&] { Brokers(answer, false); }},
      {"brokers_hurt", [&] { Brokers(answer, true); }},
      {"brokers_next", [&] { BrokersNext(answer); }},
      {"influence", [&] { Influence(answer); }},
      {"relation", [&] { HowTheyStand(answer); }},
      {"did", [&] { Did(answer); }},
      {"did_one", [&] { DidOne(answer); }},
      {"deeds", [&] { Deeds(answer); }},
      {"may", [&] { May(answer); }},
      {"when", [&] { When(answer); }},
      {"since", [&] { Since(answer, false); }},
      {"since_influence", [&] { Since(answer, true); }},
      {"says", [&] { Says(answer, false); }},
      {"says_influence", [&] { Says(answer, true); }},
      {"trade", [&] { Trade(answer); }},
      {"why_influence", [&] { Why(answer); }},
      {"why_deed", [&] { Why(answer); }},
  };
  if (const auto found = kinds.find(question_.kind); found != kinds.end()) found->second();
  words_.evidence().Finish(answer);
  answer.answered = !answer.evidence.empty();
}

Slots Asker::QuestionSlots() const {
  const auto name = [&](const std::string& key) { return key.empty() ? std::string() : words_.Name(key); };
  Slots slots = {{"where", input_.where},
                 {"a", name(question_.pair[0])},
                 {"b", name(question_.pair[1])},
                 {"agent", name(question_.agent)},
                 {"source", name(question_.source)},
                 {"target", name(question_.target)},
                 {"actor", name(question_.source.empty() ? question_.target : question_.source)},
                 {"help", question_.hurts ? "hurt" : "help"},
                 {"helps", question_.hurts ? "hurts" : "helps"},
                 {"how", question_.group == "bad" ? "against" : "for"},
                 {"what", question_.base.empty() ? "do something towards" : question_.base}};
  return slots;
}

void Asker::Add(Answer& answer, std::string_view topic, std::string text) const {
  if (!text.empty()) answer.paragraphs.push_back({std::string(topic), std::move(text)});
}

void Asker::None(Answer& answer, std::string_view key) const {
  Add(answer, "nothing", Capitalised(phrases_.Say(key, QuestionSlots())));
}

std::string Asker::ClausesText(const std::vector<FactId>& facts, size_t limit) {
  const std::vector<FactId> shown(facts.begin(),
                                  facts.begin() + static_cast<std::ptrdiff_t>(std::min(facts.size(), limit)));
  return fmt::format("{}", fmt::join(words_.EventClauses(shown), "; "));
}

BrokerRanking Asker::Ranking() const {
  return RankBrokers(input_.facts, weights_, broker_weights_, question_.pair[0], question_.pair[1], question_.window);
}

void Asker::Brokers(Answer& answer, bool hurts) {
  const BrokerRanking ranking = Ranking();
  AddBrokerParagraphs(answer, composer_, words_, ranking, hurts ? BrokerDirection::kHurts : BrokerDirection::kHelps);
  if (answer.paragraphs.empty()) {
    question_.hurts = hurts;
    const bool inside = !ranking.insiders.empty() && ranking.brokers.empty();
    None(answer, !ranking.brokers.empty() ? "who.not_so" : inside ? "who.none_outside" : "who.none");
  }
  for (const Insider& insider : ranking.insiders) {
    if ((insider.direction == BrokerDirection::kHurts) == hurts) Add(answer, "inside", composer_.InsiderText(insider));
  }
  if (!hurts) Add(answer, "who", composer_.WeakText(ranking.mentioned));
}

// Only what is offered, planned or possible; what was done is another question.
void Asker::BrokersNext(Answer& answer) {
  BrokerRanking ranking = Ranking();
  for (std::vector<Broker>* list : {&ranking.brokers, &ranking.mentioned}) {
    for (Broker& broker : *list) {
      std::erase_if(broker.shares, [&](const DirectShare& share) {
        return !IsNext(input_.facts.Representative(share.fact).status) || share.hurts != question_.hurts;
      });
      if (!broker.shares.empty()) Add(answer, "answer", composer_.BrokerText(broker));
    }
  }
  if (answer.paragraphs.empty()) None(answer, "ask.next_none");
}

void Asker::Influence(Answer& answer) {
  const BrokerRanking ranking = Ranking();
  for (const Broker& broker : ranking.brokers) {
    if (broker.key != question_.agent) continue;
    Add(answer, "who", composer_.BrokerText(broker));
    Add(answer, "motive", composer_.MotiveText(broker));
  }
  std::vector<Broker> weak = ranking.mentioned;
  std::erase_if(weak, [&](const Broker& broker) { return broker.key != question_.agent; });
  Add(answer, "who", composer_.WeakText(weak));
  if (answer.paragraphs.empty()) None(answer, "who.none_named");
}

void Asker::HowTheyStand(Answer& answer) {
  const Relation relation =
      ComputeRelation(input_.facts, weights_, question_.pair[0], question_.pair[1], question_.window);
  Add(answer, relation.contributions.empty() ? "nothing" : "relation", composer_.RelationText(relation));
}

bool Asker::TypeFits(const Statement& s) const {
  if (!question_.types.empty()) return question_.types.contains(s.type);
  return question_.group.empty() || phrases_.InGroup(question_.group, s.type);
}

std::vector<FactId> Asker::Select(std::string_view actor, const Test& test) const {
  const auto id = input_.facts.Find(actor);
  std::vector<FactId> selected;
  if (!id) return selected;
  for (const FactId fact : input_.facts.FactsOf(*id)) {
    if (input_.facts.InWindow(fact, question_.window) && test(fact, input_.facts.Representative(fact))) {
      selected.push_back(fact);
    }
  }
  return selected;
}

// Events from source to target, done ones first.
std::vector<FactId> Asker::DeedFacts(bool of_asked_types) const {
  const std::string& actor = question_.source.empty() ? question_.target : question_.source;
  std::vector<FactId> facts = Select(actor, [&](FactId, const Statement& s) {
    if (s.kind != StatementKind::kEvent) return false;
    if (!question_.source.empty() && ActorKey(s.source) != question_.source) return false;
    if (!question_.target.empty() && ActorKey(s.target) != question_.target) return false;
    return !of_asked_types || TypeFits(s);
  });
  std::stable_sort(facts.begin(), facts.end(), [&](FactId a, FactId b) {
    const auto order = [&](FactId f) { return phrases_.Event(input_.facts.Representative(f).status).order; };
    return order(a) < order(b);
  });
  return facts;
}

// What the source does for relations in which the target stands.
std::string Asker::InfluenceDeeds() {
  std::map<std::pair<std::string, std::string>, std::vector<FactId>> by_pair;
  for (const FactId fact : Select(question_.source, [&](FactId, const Statement& s) {
         return s.kind == StatementKind::kInfluence && ActorKey(s.agent) == question_.source &&
                (s.effect == '-') == (question_.group == "bad");
       })) {
    const std::string first = ActorKey(input_.facts.Representative(fact).pair[0]);
    const std::string second = ActorKey(input_.facts.Representative(fact).pair[1]);
    const bool inside = first == question_.source || second == question_.source;
    const bool fits = question_.target.empty() || first == question_.target || second == question_.target;
    if (fits && !inside) by_pair[std::minmax(first, second)].push_back(fact);
  }
  std::vector<std::string> clauses;
  for (const auto& [pair, facts] : by_pair) {
    const std::vector<std::string> predicates = words_.InfluencePredicates(facts, words_.IsPlural(question_.source));
    if (predicates.empty()) continue;
    clauses.push_back(phrases_.Say("ask.did_influence", {{"pair", words_.PairName(pair.first, pair.second)},
                                                         {"agent", words_.Name(question_.source)},
                                                         {"predicates", ListOf(predicates)}}));
  }
  return fmt::format("{}", fmt::join(clauses, "; "));
}

void Asker::Did(Answer& answer) {
  const std::string deeds = ClausesText(DeedFacts(true), kClauses);
  const std::string influence = InfluenceDeeds();
  for (const std::string& clauses : {deeds, influence}) {
    if (!clauses.empty()) Add(answer, "answer", Capitalised(phrases_.Say("ask.did", {{"clauses", clauses}})));
  }
  if (!answer.paragraphs.empty()) return;
  const std::string other = ClausesText(DeedFacts(false), kClauses);
  if (other.empty()) return None(answer, "ask.did_none");
  Add(answer, "answer", phrases_.Say("ask.did_other", {{"where", input_.where}, {"clauses", other}}));
}

// Sentences with the word asked for come first.
void Asker::WordFirst(std::vector<FactId>& facts) const {
  std::stable_partition(facts.begin(), facts.end(), [&](FactId f) {
    return LowerAscii(input_.facts.Representative(f).evidence_text).find(question_.verb) != std::string::npos;
  });
}

void Asker::DidOne(Answer& answer) {
  std::vector<FactId> facts = DeedFacts(true);
  WordFirst(facts);
  std::erase_if(facts, [&](FactId f) { return !IsDone(input_.facts.Representative(f).status); });
  if (facts.empty()) return None(answer, "ask.one_none");
  Add(answer, "answer", Capitalised(phrases_.Say("ask.did", {{"clauses", ClausesText(facts, kClauses)}})));
}

void Asker::Deeds(Answer& answer) {
  if (question_.source.empty()) std::swap(question_.source, question_.target);
  question_.types.clear();
  Did(answer);
}

void Asker::May(Answer& answer) {
  const std::vector<FactId> facts = DeedFacts(true);
  std::vector<FactId> next, done;
  for (const FactId fact : facts) {
    const StatementStatus status = input_.facts.Representative(fact).status;
    if (IsNext(status)) next.push_back(fact);
    if (IsDone(status)) done.push_back(fact);
  }
  WordFirst(next);
  WordFirst(done);
  // Of what is done, only what may also come is told.
  std::set<std::string> types;
  for (const FactId fact : next) types.insert(input_.facts.Representative(fact).type);
  std::erase_if(done, [&](FactId f) { return !types.empty() && !types.contains(input_.facts.Representative(f).type); });
  if (next.empty()) {
    None(answer, question_.target.empty() ? "ask.one_none" : "ask.may_none");
  } else {
    Add(answer, "answer", Capitalised(phrases_.Say("ask.did", {{"clauses", ClausesText(next, kClauses)}})));
  }
  if (!done.empty() && !question_.types.empty()) {
    Add(answer, "answer", phrases_.Say("ask.done_already", {{"clauses", ClausesText(done, kClauses)}}));
  }
}

void Asker::When(Answer& answer) {
  const std::vector<FactId> facts = DeedFacts(true);
  std::vector<FactId> dated;
  for (const FactId fact : facts) {
    if (input_.facts.BeginDay(fact) != kNoDay) dated.push_back(fact);
  }
  if (facts.empty()) return None(answer, "ask.did_none");
  if (dated.empty()) {
    Add(answer, "answer", Capitalised(phrases_.Say("ask.did", {{"clauses", ClausesText(facts, kClauses)}})));
    return None(answer, "ask.since_none");
  }
  for (const FactId fact : dated) {
    const std::vector<FactId> one = {fact};
    const Statement& s = input_.facts.Representative(fact);
    std::string date;
    if (!s.event_date) {
      const std::string day = words_.DateWords(
          {DateOfDayNumber(input_.facts.BeginDay(fact)), DateOfDayNumber(input_.facts.BeginDay(fact))});
      date = phrases_.Say("ask.reported", {{"date", day}});
    }
    const std::vector<std::string> clauses = words_.EventClauses(one);
    Add(answer, "answer", Capitalised(clauses.front()) + (date.empty() ? "." : ", " + date + "."));
  }
}

std::vector<FactId> Asker::InfluenceFacts() const {
  return Select(question_.agent, [&](FactId fact, const Statement& s) {
    if (s.kind != StatementKind::kInfluence || ActorKey(s.agent) != question_.agent) return false;
    const auto first = input_.facts.Find(question_.pair[0]), second = input_.facts.Find(question_.pair[1]);
    const std::set<ActorId> asked = {first.value_or(kNoActor), second.value_or(kNoActor)};
    return asked == std::set<ActorId>{input_.facts.First(fact), input_.facts.Second(fact)};
  });
}

void Asker::SinceDated(Answer& answer, const std::vector<FactId>& facts, bool influence) {
  const FactId earliest = *std::min_element(facts.begin(), facts.end(), [&](FactId a, FactId b) {
    return input_.facts.BeginDay(a) < input_.facts.BeginDay(b);
  });
  const std::vector<FactId> one = {earliest};
  const Statement& s = input_.facts.Representative(earliest);
  Slots slots = QuestionSlots();
  const Date day = DateOfDayNumber(input_.facts.BeginDay(earliest));
  const Date begin = s.event_date ? s.event_date->begin : day;
  slots["date"] = words_.DateWords({begin, begin});
  if (!s.event_date) slots["date"] = phrases_.Say("ask.reported", {{"date", slots["date"]}});
  slots["when"] = s.event_date ? "" : ", " + slots["date"];  // a clause with an event date tells it itself
  slots["cites"] = words_.evidence().Marks(one);
  if (s.kind == StatementKind::kEvent) {
    slots["clause"] = words_.EventClauses(one).front();
    return Add(answer, "answer", Capitalised(phrases_.Say("ask.since_event", slots)));
  }
  Add(answer, "answer", Capitalised(phrases_.Say(influence ? "ask.since" : "ask.since_relation", slots)));
}

void Asker::Since(Answer& answer, bool influence) {
  std::vector<FactId> facts = influence ? InfluenceFacts() : Select(question_.pair[0], [&](FactId, const Statement& s) {
    const bool event = s.kind == StatementKind::kEvent;
    if (s.kind == StatementKind::kInfluence) return false;
    const std::set<std::string> keys = {ActorKey(event ? s.source : s.pair[0]), ActorKey(event ? s.target : s.pair[1])};
    return keys == std::set<std::string>{question_.pair[0], question_.pair[1]};
  });
  std::vector<FactId> dated = facts;
  std::erase_if(dated, [&](FactId f) { return input_.facts.BeginDay(f) == kNoDay; });
  if (facts.empty()) return None(answer, influence ? "who.none_named" : "relation.none");
  if (!dated.empty()) return SinceDated(answer, dated, influence);
  None(answer, "ask.since_none");
  influence ? Influence(answer) : HowTheyStand(answer);
}

void Asker::Says(Answer& answer, bool influence) {
  std::vector<FactId> facts = influence ? InfluenceFacts() : std::vector<FactId>();
  if (!influence) {
    const Relation relation =
        ComputeRelation(input_.facts, weights_, question_.pair[0], question_.pair[1], question_.window);
    for (const Contribution& c : relation.contributions) facts.push_back(c.fact);
  }
  if (facts.empty()) return None(answer, "ask.says_none");
  std::stable_partition(facts.begin(), facts.end(),
                        [&](FactId f) { return input_.facts.Representative(f).speaker.has_value(); });
  if (facts.size() > kQuotes) facts.resize(kQuotes);
  for (const FactId fact : facts) {
    const std::vector<FactId> one = {fact};
    const Statement& s = input_.facts.Representative(fact);
    const Slots slots = {{"speaker", s.speaker ? words_.NameOf(*s.speaker) : ""},
                         {"text", words_.Quotable(s)},
                         {"cites", words_.evidence().Marks(one)}};
    Add(answer, "answer", Capitalised(phrases_.Say(s.speaker ? "ask.says" : "ask.says_author", slots)));
  }
}

void Asker::Trade(Answer& answer) {
  std::vector<FactId> facts = Select(question_.pair[0], [&](FactId, const Statement& s) {
    const std::set<std::string> keys = {ActorKey(s.pair[0]), ActorKey(s.pair[1])};
    return s.kind == StatementKind::kTie && s.tie == "trade" &&
           keys == std::set<std::string>{question_.pair[0], question_.pair[1]};
  });
  for (const FactId fact : facts) {
    const Statement& s = input_.facts.Representative(fact);
    if (!s.amount) continue;
    const std::vector<FactId> one = {fact};
    Slots slots = QuestionSlots();
    slots["amount"] = words_.AmountWords(*s.amount);
    slots["cites"] = words_.evidence().Marks(one) + words_.SaysOf(one);
    Add(answer, "answer", phrases_.Say("ask.trade", slots));
  }
  if (answer.paragraphs.empty()) None(answer, "ask.trade_none");
  std::erase_if(facts, [&](FactId f) { return input_.facts.Representative(f).amount.has_value(); });
  const std::vector<std::string> clauses = words_.TieClauses(facts);
  if (!clauses.empty()) Add(answer, "relation", Capitalised(fmt::format("{}.", fmt::join(clauses, "; "))));
}

void Asker::Why(Answer& answer) {
  if (question_.kind == "why_deed") {
    question_.agent = question_.source;
    None(answer, "ask.why_none");
    return Did(answer);
  }
  const BrokerRanking ranking = Ranking();
  for (const std::vector<Broker>* list : {&ranking.brokers, &ranking.mentioned}) {
    for (const Broker& broker : *list) {
      if (broker.key != question_.agent) continue;
      Add(answer, "who", composer_.BrokerText(broker));
      const std::string motive = composer_.MotiveText(broker);
      motive.empty() ? None(answer, "ask.why_none") : Add(answer, "motive", motive);
    }
  }
  if (answer.paragraphs.empty()) None(answer, "who.none_named");
}

}  // namespace entente
