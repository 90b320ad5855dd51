#include "answer/answer_json.h"

#include <algorithm>

#include "base/date.h"
#include "relation/fact_reports.h"

namespace entente {
namespace {

void WriteDate(JsonWriter& json, const std::optional<Date>& date) { date ? json.String(ToString(*date)) : json.Null(); }

void WriteShares(JsonWriter& json, const AnswerInput& input, const std::vector<DirectShare>& shares) {
  for (const DirectShare& share : shares) {
    json.Open('{').Key("part").String("direct");
    json.Key("effect").String(share.hurts ? "-" : "+").Key("value").Number(share.value);
    json.Key("status_weight").Number(share.status_weight).Key("effect_weight").Number(share.effect_weight);
    WriteFact(json, input, share.fact);
    json.Close('}');
  }
}

void WriteWeak(JsonWriter& json, const AnswerInput& input, std::string_view part, const std::vector<FactId>& facts) {
  for (const FactId fact : facts) {
    json.Open('{').Key("part").String(part);
    WriteFact(json, input, fact);
    json.Close('}');
  }
}

void WriteBroker(JsonWriter& json, const AnswerInput& input, const Broker& broker) {
  json.Open('{').Key("broker");
  WriteActor(json, input.names, broker.key);
  json.Key("direction").String(ToString(broker.direction)).Key("score").Number(broker.score);
  json.Key("parts").Open('{').Key("direct").Number(broker.direct);
  json.Key("behavioural").Number(broker.behavioural).Key("structural").Number(broker.structural);
  json.Key("helping").Number(broker.helping).Key("hurting").Number(broker.hurting);
  json.Key("mediation").Number(broker.mediation).Close('}');
  json.Key("names").Open('[');
  for (const std::string& name : broker.names) {
    if (input.names.IsOwnName(name)) json.String(name);
  }
  json.Close(']').Key("evidence").Open('[');
  WriteBrokerEvidence(json, input, broker);
  json.Close(']').Close('}');
}

}  // namespace

void WriteBrokerEvidence(JsonWriter& json, const AnswerInput& input, const Broker& broker) {
  WriteShares(json, input, broker.shares);
  WriteWeak(json, input, "behavioural", broker.behavioural_evidence);
  WriteWeak(json, input, "structural", broker.structural_evidence);
}

void WriteActor(JsonWriter& json, const NameBook& names, std::string_view key) {
  const bool is_name = std::any_of(key.begin(), key.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  json.Open('{').Key("code").String(is_name ? "" : key).Key("name").String(names.Display(key)).Close('}');
}

namespace {

// Of a story that a thousand sites copy, a few are enough to look at.
constexpr size_t kMostReports = 20;

void WriteReports(JsonWriter& json, const FactReports& reports, const DocumentInfo* first) {
  json.Key("reports").Number(static_cast<double>(reports.documents.size())).Key("reported_by").Open('[');
  for (size_t i = 0; i < std::min(kMostReports, reports.documents.size()); ++i) json.String(reports.documents[i]);
  json.Close(']').Key("owners").Open('[');
  for (const std::string_view owner : reports.owners) json.String(owner);
  json.Close(']').Key("first_seen").Open('{').Key("document").String(reports.first->document);
  json.Key("outlet").String(first == nullptr ? "" : first->outlet).Key("date");
  WriteDate(json, first == nullptr ? std::nullopt : first->published_date);
  json.Close('}');
  if (reports.revisions.empty()) return;
  json.Key("revisions").Open('[');
  for (const FactRevision& revision : reports.revisions) {
    json.Open('{').Key("kind").String(revision.document->revision).Key("document").String(revision.document->id);
    json.Key("outlet").String(revision.document->outlet).Key("date");
    WriteDate(json, revision.document->published_date);
    json.Key("repeats").Bool(revision.repeats).Close('}');
  }
  json.Close(']');
}

}  // namespace

// Fields of one fact, into an object that is open.
void WriteFact(JsonWriter& json, const AnswerInput& input, FactId fact) {
  const FactTable& facts = input.facts;
  const Statement& s = facts.Representative(fact);
  const DocumentInfo* document = facts.Document(s.document);
  json.Key("document").String(s.document);
  json.Key("outlet").String(document == nullptr ? "" : document->outlet);
  json.Key("published_date");
  WriteDate(json, document == nullptr ? std::nullopt : document->published_date);
  json.Key("begin").Number(s.evidence.begin).Key("end").Number(s.evidence.end).Key("text").String(s.evidence_text);
  json.Key("kind").String(ToString(s.kind)).Key("status").String(ToString(s.status));
  if (s.kind == StatementKind::kEvent) json.Key("type").String(s.type);
  if (s.kind == StatementKind::kTie) json.Key("tie").String(s.tie).Key("sign").String(std::string(1, s.effect));
  if (!s.means.empty()) json.Key("means").String(s.means);
  if (!s.agent.name.empty()) json.Key("agent_name").String(s.agent.name);
  json.Key("speaker");
  s.speaker ? json.String(s.speaker->name.empty() ? s.speaker->code : s.speaker->name) : json.Null();
  json.Key("event_date");
  s.event_date ? json.String(ToString(*s.event_date)) : json.Null();
  json.Key("confidence").Number(facts.Confidence(fact)).Key("outlets").Number(facts.OutletCount(fact));
  json.Key("independent").Number(facts.IndependentCount(fact));
  WriteReports(json, ReportsOf(facts, fact), document);
}

std::string BrokersJson(const AnswerInput& input, const std::vector<Broker>& brokers) {
  JsonWriter json;
  json.Open('[');
  for (const Broker& broker : brokers) WriteBroker(json, input, broker);
  return json.Close(']').text();
}

std::string InsidersJson(const AnswerInput& input, const std::vector<Insider>& insiders) {
  JsonWriter json;
  json.Open('[');
  for (const Insider& insider : insiders) {
    json.Open('{').Key("side");
    WriteActor(json, input.names, insider.key);
    json.Key("name").String(insider.name).Key("direction").String(ToString(insider.direction));
    json.Key("score").Number(insider.score).Key("evidence").Open('[');
    WriteShares(json, input, insider.shares);
    json.Close(']').Close('}');
  }
  return json.Close(']').text();
}

std::string RelationJson(const AnswerInput& input, const Relation& relation) {
  JsonWriter json;
  json.Open('{').Key("pair").Open('[');
  WriteActor(json, input.names, relation.first);
  WriteActor(json, input.names, relation.second);
  json.Close(']').Key("as_of");
  WriteDate(json, relation.as_of);
  json.Key("level").Number(relation.level).Key("balance").Number(relation.balance);
  json.Key("earlier_level").Number(relation.earlier_level).Key("trend").Number(relation.trend);
  json.Key("kinds").Open('[');
  for (const KindSummary& kind : relation.kinds) {
    json.Open('{').Key("kind").String(ToString(kind.kind)).Key("word").String(kind.word);
    json.Key("facts").Number(static_cast<double>(kind.facts.size())).Key("value").Number(kind.value).Close('}');
  }
  json.Close(']').Key("contributions").Open('[');
  for (const Contribution& c : relation.contributions) {
    json.Open('{').Key("value").Number(c.value).Key("type_weight").Number(c.type_weight);
    json.Key("status_weight").Number(c.status_weight).Key("decay").Number(c.decay).Key("earlier").Number(c.earlier);
    WriteFact(json, input, c.fact);
    json.Close('}');
  }
  return json.Close(']').Close('}').text();
}

}  // namespace entente
