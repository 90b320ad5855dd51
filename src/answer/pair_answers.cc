// Answers about a pair, and about who appears: everything but questions.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "answer/answer_json.h"
#include "answer/ask.h"
#include "answer/composer.h"
#include "answer/tables.h"
#include "answer/words.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr size_t kBrokersTold = 5;
constexpr size_t kActorsTold = 100;

Result<PairKeys> ResolvePair(const NameBook& names, std::string_view a, std::string_view b) {
  const Result<std::string> first = names.Resolve(a);
  if (!first.ok()) return first.status();
  const Result<std::string> second = names.Resolve(b);
  if (!second.ok()) return second.status();
  if (*first == *second) {
    return Status(StatusCode::kInvalidInput, "actor.same",
                  fmt::format("\"{}\" and \"{}\" are the same actor ({})", a, b, *first));
  }
  return PairKeys{*first, *second};
}

void Add(Answer& answer, std::string_view topic, std::string text) {
  if (!text.empty()) answer.paragraphs.push_back({std::string(topic), std::move(text)});
}

std::set<std::string> KeysOf(const std::vector<Broker>& brokers) {
  std::set<std::string> keys;
  for (const Broker& broker : brokers) keys.insert(broker.key);
  return keys;
}

std::string LevelText(const Phrasebook& phrases, const Relation& relation) {
  const auto number = [](double value) { return fmt::format("{:.2f}", value + 0.0); };
  Slots slots = {{"level", number(relation.level)},
                 {"balance", number(relation.balance)},
                 {"earlier", number(relation.earlier_level)}};
  if (relation.as_of) slots["as_of"] = ToString(*relation.as_of);
  return phrases.Say(relation.as_of ? "level" : "level.undated", slots);
}

std::string ScoreText(const Phrasebook& phrases, const NameBook& names, const Broker& broker) {
  const auto number = [](double value) { return fmt::format("{:.2f}", value + 0.0); };
  return phrases.Say("score", {{"broker", names.Display(broker.key)},
                               {"direction", std::string(ToString(broker.direction))},
                               {"score", number(broker.score)},
                               {"direct", number(broker.direct)},
                               {"behavioural", number(broker.behavioural)},
                               {"structural", number(broker.structural)}});
}

}  // namespace

void AddBrokerParagraphs(Answer& answer, Composer& composer, Wording& words, const BrokerRanking& ranking,
                         BrokerDirection direction) {
  const std::string_view topic = direction == BrokerDirection::kHelps ? "who" : "spoilers";
  std::vector<std::string> more;
  size_t told = 0;
  for (const Broker& broker : ranking.brokers) {
    if (broker.direction != direction) continue;
    if (told++ >= kBrokersTold) {
      more.push_back(words.Name(broker.key));
      continue;
    }
    Add(answer, topic, composer.BrokerText(broker));
    if (direction == BrokerDirection::kHelps && told == 1) Add(answer, "motive", composer.MotiveText(broker));
  }
  if (!more.empty()) Add(answer, topic, words.phrases().Say("who.more", {{"names", ListOf(more)}}));
}

void AddInsideParagraphs(Answer& answer, Composer& composer, const BrokerRanking& ranking) {
  for (const Insider& insider : ranking.insiders) Add(answer, "inside", composer.InsiderText(insider));
}

Result<Answer> Answerer::Explain(const AnswerInput& input, std::string_view a, std::string_view b,
                                 const TimeWindow& window) const {
  const Result<PairKeys> pair = ResolvePair(input.names, a, b);
  if (!pair.ok()) return pair.status();
  const BrokerRanking ranking =
      RankBrokers(input.facts, tables_->weights, tables_->broker_weights, (*pair)[0], (*pair)[1], window);
  const Relation relation = ComputeRelation(input.facts, tables_->weights, (*pair)[0], (*pair)[1], window);
  Wording words(input, tables_->phrases);
  Composer composer(words, *pair, window);
  Answer answer{.kind = "explain", .title = tables_->phrases.Say("title.explain", composer.PairSlots())};
  answer.title = Capitalised(answer.title);

  AddBrokerParagraphs(answer, composer, words, ranking, BrokerDirection::kHelps);
  AddBrokerParagraphs(answer, composer, words, ranking, BrokerDirection::kHurts);
  if (ranking.brokers.empty()) {
    const bool inside = !ranking.insiders.empty();
    Add(answer, "nothing", tables_->phrases.Say(inside ? "who.none_outside" : "who.none", composer.PairSlots()));
  }
  AddInsideParagraphs(answer, composer, ranking);
  Add(answer, "who", composer.WeakText(ranking.mentioned));
  Add(answer, "relation", composer.RelationText(relation));
  Add(answer, "others", composer.OthersText(KeysOf(ranking.brokers)));
  words.evidence().Finish(answer);
  answer.answered = !answer.evidence.empty();
  JsonWriter json;
  json.Open('{').Key("brokers").Raw(BrokersJson(input, ranking.brokers));
  json.Key("insiders").Raw(InsidersJson(input, ranking.insiders));
  json.Key("mentioned").Raw(BrokersJson(input, ranking.mentioned));
  answer.data = json.Key("relation").Raw(RelationJson(input, relation)).Close('}').text();
  return answer;
}

Result<Answer> Answerer::RelationOf(const AnswerInput& input, std::string_view a, std::string_view b,
                                    const TimeWindow& window) const {
  const Result<PairKeys> pair = ResolvePair(input.names, a, b);
  if (!pair.ok()) return pair.status();
  const Relation relation = ComputeRelation(input.facts, tables_->weights, (*pair)[0], (*pair)[1], window);
  Wording words(input, tables_->phrases);
  Composer composer(words, *pair, window);
  Answer answer{.kind = "relation", .title = tables_->phrases.Say("title.relation", composer.PairSlots())};
  answer.answered = !relation.contributions.empty();
  Add(answer, answer.answered ? "relation" : "nothing", composer.RelationText(relation));
  if (answer.answered) Add(answer, "level", LevelText(tables_->phrases, relation));
  words.evidence().Finish(answer);
  answer.data = RelationJson(input, relation);
  return answer;
}

Result<Answer> Answerer::BrokersOf(const AnswerInput& input, std::string_view a, std::string_view b,
                                   const TimeWindow& window) const {
  const Result<PairKeys> pair = ResolvePair(input.names, a, b);
  if (!pair.ok()) return pair.status();
  const BrokerRanking ranking =
      RankBrokers(input.facts, tables_->weights, tables_->broker_weights, (*pair)[0], (*pair)[1], window);
  Wording words(input, tables_->phrases);
  Composer composer(words, *pair, window);
  Answer answer{.kind = "brokers", .title = tables_->phrases.Say("title.brokers", composer.PairSlots())};
  answer.answered = !ranking.brokers.empty();
  for (const Broker& broker : ranking.brokers) {
    Add(answer, broker.direction == BrokerDirection::kHelps ? "who" : "spoilers", composer.BrokerText(broker));
    Add(answer, "score", ScoreText(tables_->phrases, input.names, broker));
  }
  if (ranking.brokers.empty()) {
    const bool inside = !ranking.insiders.empty();
    Add(answer, "nothing", tables_->phrases.Say(inside ? "who.none_outside" : "who.none", composer.PairSlots()));
  }
  AddInsideParagraphs(answer, composer, ranking);
  Add(answer, "who", composer.WeakText(ranking.mentioned));
  words.evidence().Finish(answer);
  answer.data = BrokersJson(input, ranking.brokers);
  return answer;
}

namespace {

struct Appearance {
  ActorId actor = 0;
  int facts = 0;
  std::map<ActorId, int> partners;
};

std::vector<Appearance> Appearances(const FactTable& facts, const TimeWindow& window) {
  std::vector<Appearance> list;
  for (ActorId actor = 0; actor < facts.actor_count(); ++actor) {
    Appearance appearance{.actor = actor};
    for (const FactId fact : facts.FactsOf(actor)) {
      if (!facts.InWindow(fact, window)) continue;
      ++appearance.facts;
      for (const ActorId other : {facts.First(fact), facts.Second(fact), facts.Agent(fact)}) {
        if (other != kNoActor && other != actor) ++appearance.partners[other];
      }
    }
    if (appearance.facts > 0) list.push_back(std::move(appearance));
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.facts > b.facts; });
  return list;
}

std::vector<std::string> PartnerNames(const AnswerInput& input, const Appearance& appearance) {
  std::vector<std::pair<int, ActorId>> order;
  for (const auto& [actor, count] : appearance.partners) order.emplace_back(-count, actor);
  std::sort(order.begin(), order.end());
  if (order.size() > 3) order.resize(3);
  std::vector<std::string> names;
  for (const auto& [count, actor] : order) names.push_back(input.names.Display(input.facts.Key(actor)));
  return names;
}

}  // namespace

Answer Answerer::Actors(const AnswerInput& input, const TimeWindow& window) const {
  Answer answer{.kind = "actors", .title = tables_->phrases.Say("title.actors")};
  JsonWriter json;
  json.Open('[');
  for (const Appearance& appearance : Appearances(input.facts, window)) {
    const std::string& key = input.facts.Key(appearance.actor);
    const std::vector<std::string> partners = PartnerNames(input, appearance);
    json.Open('{').Key("actor");
    WriteActor(json, input.names, key);
    json.Key("statements").Number(appearance.facts).Key("partners").Open('[');
    for (const std::string& partner : partners) json.String(partner);
    json.Close(']').Close('}');
    if (answer.paragraphs.size() >= kActorsTold) continue;
    const std::string line = partners.empty() ? "actors.line_alone" : "actors.line";
    Add(answer, "actor",
        tables_->phrases.Say(line, {{"name", input.names.Display(key)},
                                    {"key", key},
                                    {"facts", std::to_string(appearance.facts)},
                                    {"partners", ListOf(partners)}}));
  }
  answer.data = json.Close(']').text();
  answer.answered = !answer.paragraphs.empty();
  if (!answer.answered) Add(answer, "nothing", tables_->phrases.Say("actors.none", {{"where", input.where}}));
  return answer;
}

}  // namespace entente
