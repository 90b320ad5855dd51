// The numbers behind an answer as JSON (Answer::data): docs/format names the fields.
#pragma once

#include <string>

#include "answer/answerer.h"
#include "answer/json_writer.h"
#include "broker/broker.h"
#include "relation/relation.h"

namespace entente {

// {"code":"AZE","name":"Azerbaijan"}; code is "" for actors without one.
void WriteActor(JsonWriter& json, const NameBook& names, std::string_view key);
// {"document":…,"outlet":…,"published_date":…,"begin":…,"end":…,"text":…,"kind":…,"status":…,"speaker":…,…}
void WriteFact(JsonWriter& json, const AnswerInput& input, FactId fact);
// [{"broker":{…},"direction":"helps","score":…,"parts":{…},"names":[…],"evidence":[…]}…]
// The facts behind a broker, into an array that is open.
void WriteBrokerEvidence(JsonWriter& json, const AnswerInput& input, const Broker& broker);
std::string BrokersJson(const AnswerInput& input, const std::vector<Broker>& brokers);
std::string InsidersJson(const AnswerInput& input, const std::vector<Insider>& insiders);
// {"pair":[…],"as_of":…,"level":…,"balance":…,"trend":…,"kinds":[…],"contributions":[…]}
std::string RelationJson(const AnswerInput& input, const Relation& relation);

}  // namespace entente
