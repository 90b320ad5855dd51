// Statements as JSON lines, out and in (docs/format/statement.md).
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/date.h"
#include "base/json_text.h"
#include "entente/statement.h"

namespace entente {
namespace {

// Writes one object: keys in the order they are added.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ~ObjectWriter() { out_ += '}'; }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  std::string& Key(std::string_view key) {
    if (!first_) out_ += ',';
    first_ = false;
    AppendJsonString(out_, key);
    out_ += ':';
    return out_;
  }
  void Text(std::string_view key, std::string_view value) { AppendJsonString(Key(key), value); }
  void TextIfAny(std::string_view key, std::string_view value) {
    if (!value.empty()) Text(key, value);
  }
  void Number(std::string_view key, double value, int decimals = -1) { AppendJsonNumber(Key(key), value, decimals); }

 private:
  std::string& out_;
  bool first_ = true;
};

void AppendActor(std::string& out, const ActorRef& actor) {
  ObjectWriter object(out);
  object.Text("code", actor.code);
  object.TextIfAny("name", actor.name);
  object.TextIfAny("sector", actor.sector);
  if (actor.span.empty()) return;
  object.Number("begin", actor.span.begin);
  object.Number("end", actor.span.end);
}

void AppendPair(std::string& out, const std::array<ActorRef, 2>& pair) {
  out += '[';
  AppendActor(out, pair[0]);
  out += ',';
  AppendActor(out, pair[1]);
  out += ']';
}

void AppendEvent(ObjectWriter& object, const Statement& s) {
  AppendActor(object.Key("source"), s.source);
  AppendActor(object.Key("target"), s.target);
  object.Text("type", s.type);
  object.TextIfAny("mode", s.mode);
  std::string& out = object.Key("context");
  out += '[';
  for (size_t i = 0; i < s.context.size(); ++i) {
    if (i > 0) out += ',';
    AppendJsonString(out, s.context[i]);
  }
  out += ']';
  object.TextIfAny("cameo", s.cameo);
  object.Number("goldstein", s.goldstein, 1);
  object.Number("quad", s.quad);
}

void AppendTie(ObjectWriter& object, const Statement& s) {
  AppendPair(object.Key("pair"), s.pair);
  object.TextIfAny("tie", s.tie);
  object.Text("effect", std::string_view(&s.effect, 1));
  if (!s.amount) return;
  ObjectWriter amount(object.Key("amount"));
  amount.Number("value", s.amount->value);
  amount.Text("unit", s.amount->unit);
}

void AppendInfluence(ObjectWriter& object, const Statement& s) {
  AppendActor(object.Key("agent"), s.agent);
  AppendPair(object.Key("pair"), s.pair);
  object.Text("effect", std::string_view(&s.effect, 1));
  object.TextIfAny("means", s.means);
}

void AppendShared(ObjectWriter& object, const Statement& s) {
  object.Text("status", ToString(s.status));
  if (s.speaker) {
    AppendActor(object.Key("speaker"), *s.speaker);
  } else {
    object.Key("speaker") += "null";
  }
  object.TextIfAny("cue", s.cue);
  if (s.event_date) {
    object.Text("event_date", ToString(*s.event_date));
  } else {
    object.Key("event_date") += "null";
  }
  object.TextIfAny("place", s.place);
  if (s.point) {
    ObjectWriter point(object.Key("point"));
    point.Text("code", s.point->code);
    point.Number("lat", s.point->latitude, 2);
    point.Number("lon", s.point->longitude, 2);
    point.Number("confidence", s.point->confidence, 2);
  }
  {
    ObjectWriter evidence(object.Key("evidence"));
    evidence.Number("begin", s.evidence.begin);
    evidence.Number("end", s.evidence.end);
    evidence.Text("text", s.evidence_text);
  }
  object.Number("confidence", s.confidence, 2);
  if (s.kind == StatementKind::kEvent && s.main) object.Key("main") += "true";
  object.TextIfAny("pattern", s.pattern);
}

// ---- reading ----

using simdjson::dom::element;
using simdjson::dom::object;

Status BadField(std::string_view field, std::string_view what) {
  return {StatusCode::kInvalidInput, "statement.bad_field", "field '" + std::string(field) + "' " + std::string(what)};
}

std::string TextOr(const object& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::optional<double> NumberOf(const object& from, std::string_view key) {
  double value = 0;
  if (from[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

// A code is all upper case letters, digits and underscores; anything else is a name.
bool LooksLikeCode(std::string_view word) {
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

// "begin" and "end", 0 where absent; nothing where they are no range of bytes.
std::optional<Span> SpanOf(const object& from) {
  const double begin = NumberOf(from, "begin").value_or(0);
  const double end = NumberOf(from, "end").value_or(0);
  constexpr double kMax = std::numeric_limits<uint32_t>::max();
  if (!(begin >= 0 && begin <= end && end <= kMax)) return std::nullopt;
  return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

std::optional<ActorRef> ActorOf(const element& value) {
  std::string_view word;
  if (value.get(word) == simdjson::SUCCESS) {
    ActorRef actor;
    (LooksLikeCode(word) ? actor.code : actor.name) = word;
    return actor;
  }
  object from;
  if (value.get(from) != simdjson::SUCCESS) return std::nullopt;
  const std::optional<Span> span = SpanOf(from);
  if (!span) return std::nullopt;
  return ActorRef{TextOr(from, "code"), TextOr(from, "name"), TextOr(from, "sector"), *span};
}

Status ReadActor(const object& from, std::string_view key, ActorRef& into) {
  element value;
  if (from[key].get(value) != simdjson::SUCCESS || value.is_null()) return Status::Ok();
  std::optional<ActorRef> actor = ActorOf(value);
  if (!actor) return BadField(key, "is neither a code, a name, nor an object with begin <= end");
  into = *actor;
  return Status::Ok();
}

Status ReadPair(const object& from, std::array<ActorRef, 2>& into) {
  simdjson::dom::array pair;
  if (from["pair"].get(pair) != simdjson::SUCCESS) return Status::Ok();
  if (pair.size() != 2) return BadField("pair", "must have two members");
  size_t index = 0;
  for (element value : pair) {
    std::optional<ActorRef> actor = ActorOf(value);
    if (!actor) return BadField("pair", "must hold codes, names or objects");
    into[index++] = *actor;
  }
  return Status::Ok();
}

// {"value":6e9,"unit":"USD/year"} or the flat "6000000000 USD/year".
Status ReadAmount(const object& from, std::optional<Amount>& into) {
  element value;
  if (from["amount"].get(value) != simdjson::SUCCESS || value.is_null()) return Status::Ok();
  object nested;
  if (value.get(nested) == simdjson::SUCCESS) {
    into = Amount{NumberOf(nested, "value").value_or(0), TextOr(nested, "unit")};
    return Status::Ok();
  }
  std::string_view flat;
  if (value.get(flat) != simdjson::SUCCESS) return BadField("amount", "is neither an object nor a string");
  Amount amount;
  const auto [rest, error] = std::from_chars(flat.data(), flat.data() + flat.size(), amount.value);
  if (error != std::errc() || !std::isfinite(amount.value)) return BadField("amount", "does not begin with a number");
  const std::string_view unit = flat.substr(static_cast<size_t>(rest - flat.data()));
  amount.unit = unit.substr(std::min(unit.find_first_not_of(' '), unit.size()));
  into = amount;
  return Status::Ok();
}

Status ReadEvidence(const object& from, Statement& s) {
  object nested;
  const bool flat = from["evidence"].get(nested) != simdjson::SUCCESS;
  const object& host = flat ? from : nested;
  s.evidence_text = flat ? TextOr(from, "evidence") : TextOr(nested, "text");
  const std::optional<Span> span = SpanOf(host);
  if (!span || !NumberOf(host, "begin") || !NumberOf(host, "end")) return BadField("evidence", "needs begin <= end");
  s.evidence = *span;
  return Status::Ok();
}

Status ReadDate(const object& from, Statement& s) {
  std::string date = TextOr(from, "event_date");
  if (date.empty()) date = TextOr(from, "date");
  if (date.empty()) return Status::Ok();
  s.event_date = DateIntervalOf(date);
  return s.event_date ? Status::Ok() : BadField("event_date", "is no date or interval: " + date);
}

Status ReadKindAndStatus(const object& from, Statement& s) {
  const auto kind = StatementKindOf(TextOr(from, "kind"));
  if (!kind) return BadField("kind", "must be event, tie or influence");
  s.kind = *kind;
  const std::string word = TextOr(from, "status");
  if (word.empty()) return Status::Ok();
  const auto status = StatementStatusOf(word);
  if (!status) return BadField("status", "is unknown: " + word);
  s.status = *status;
  return Status::Ok();
}

Status ReadActors(const object& from, Statement& s) {
  for (auto [key, into] :
       {std::pair<std::string_view, ActorRef*>{"source", &s.source}, {"target", &s.target}, {"agent", &s.agent}}) {
    if (Status status = ReadActor(from, key, *into); !status.ok()) return status;
    if (const std::string name = TextOr(from, std::string(key) + "_name"); !name.empty()) into->name = name;
  }
  ActorRef speaker;
  if (Status status = ReadActor(from, "speaker", speaker); !status.ok()) return status;
  if (!speaker.empty()) s.speaker = speaker;
  return ReadPair(from, s.pair);
}

// What may only be one of a few.
Status ReadChoices(const object& from, Statement& s) {
  const double quad = NumberOf(from, "quad").value_or(0);
  if (!(quad >= 0 && quad <= 4)) return BadField("quad", "must be 0 to 4");
  s.quad = static_cast<int>(quad);
  const std::string effect = TextOr(from, "effect");
  if (effect.size() > 1 || effect.find_first_not_of("+-0") != std::string::npos) {
    return BadField("effect", "must be +, - or 0");
  }
  if (!effect.empty()) s.effect = effect.front();
  return Status::Ok();
}

void ReadWords(const object& from, Statement& s) {
  s.document = TextOr(from, "document");
  s.type = TextOr(from, "type");
  s.mode = TextOr(from, "mode");
  s.cameo = TextOr(from, "cameo");
  s.goldstein = NumberOf(from, "goldstein").value_or(0);
  s.means = TextOr(from, "means");
  s.tie = TextOr(from, "tie");
  s.cue = TextOr(from, "cue");
  s.place = TextOr(from, "place");
  if (object point; from["point"].get(point) == simdjson::SUCCESS) {
    s.point = PlacePoint{TextOr(point, "code"), NumberOf(point, "lat").value_or(0), NumberOf(point, "lon").value_or(0),
                         NumberOf(point, "confidence").value_or(0)};
  }
  s.pattern = TextOr(from, "pattern");
  s.confidence = NumberOf(from, "confidence").value_or(0);
  bool main = false;
  if (from["main"].get(main) == simdjson::SUCCESS) s.main = main;
  simdjson::dom::array context;
  if (from["context"].get(context) != simdjson::SUCCESS) return;
  for (element value : context) {
    std::string_view word;
    if (value.get(word) == simdjson::SUCCESS) s.context.emplace_back(word);
  }
}

}  // namespace

std::string ToJson(const Statement& s) {
  std::string out;
  out.reserve(768);
  {
    ObjectWriter object(out);
    object.Text("document", s.document);
    object.Text("kind", ToString(s.kind));
    switch (s.kind) {
      case StatementKind::kEvent:
        AppendEvent(object, s);
        break;
      case StatementKind::kTie:
        AppendTie(object, s);
        break;
      case StatementKind::kInfluence:
        AppendInfluence(object, s);
        break;
    }
    AppendShared(object, s);
  }
  return out;
}

Result<Statement> StatementOf(std::string_view json_line) {
  simdjson::dom::parser parser;
  object from;
  if (parser.parse(json_line.data(), json_line.size()).get(from) != simdjson::SUCCESS) {
    return Status(StatusCode::kInvalidInput, "statement.bad_json", "not a JSON object");
  }
  Statement s;
  ReadWords(from, s);
  for (auto read : {ReadKindAndStatus, ReadChoices, ReadActors, ReadEvidence, ReadDate}) {
    if (Status status = read(from, s); !status.ok()) return status;
  }
  if (Status status = ReadAmount(from, s.amount); !status.ok()) return status;
  return s;
}

}  // namespace entente
