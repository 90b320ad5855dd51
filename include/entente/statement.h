// Statement: one thing the text says (an event, a tie, an influence), with the bytes that prove it.
//
// Plain values, printed one JSON object a line (docs/format/statement.md). Types, ties, means and modes are words of
// the ontology in data/ontology, so they are strings here; only what code decides on is an enum.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/status.h"

namespace entente {

enum class StatementKind { kEvent, kTie, kInfluence };

enum class StatementStatus {
  kActual,
  kOngoing,
  kOffered,
  kIntended,
  kRequested,
  kPossible,
  kHoped,
  kConditional,
  kRejected,
  kEnded,
  kDenied,
};

std::string_view ToString(StatementKind kind);
std::string_view ToString(StatementStatus status);
std::optional<StatementKind> StatementKindOf(std::string_view word);
std::optional<StatementStatus> StatementStatusOf(std::string_view word);

// An actor in a slot. `code`: ISO 3166 alpha-3 for states (and for people and bodies that act for one), a short
// upper-case code for organisations and movements, empty where there is none (communities, unknown people).
// `name`: as the text or the dictionary has it. `sector`: GOV, MIL, LEG, … or empty. `span`: the full noun phrase in
// the text; empty where the slot was filled without words of its own.
struct ActorRef {
  std::string code;
  std::string name;
  std::string sector;
  Span span;
  bool empty() const { return code.empty() && name.empty(); }
  friend bool operator==(const ActorRef&, const ActorRef&) = default;
};

// What relations and brokers group by: the code, or else the lower-cased name.
std::string ActorKey(const ActorRef& actor);

struct Amount {
  double value = 0;
  std::string unit;  // "USD/year", "people"
  friend bool operator==(const Amount&, const Amount&) = default;
};

// Where a place lies, by the gazetteer. code: of its state; degrees, north and east positive; confidence that the event
// happened there, and that the words mean this place.
struct PlacePoint {
  std::string code;
  double latitude = 0;
  double longitude = 0;
  double confidence = 0;
  friend bool operator==(const PlacePoint&, const PlacePoint&) = default;
};

struct Statement {
  std::string document;
  StatementKind kind = StatementKind::kEvent;

  // event
  ActorRef source;
  ActorRef target;
  std::string type;  // one of the 16 PLOVER types
  std::string mode;
  std::vector<std::string> context;
  std::string cameo;
  double goldstein = 0;
  int quad = 0;

  // influence: agent works on pair by means; tie: pair stands in `tie`. pair is ordered by ActorKey.
  ActorRef agent;
  std::array<ActorRef, 2> pair;
  std::string means;
  std::string tie;
  char effect = '0';  // '+', '-', '0'
  std::optional<Amount> amount;

  // every kind
  StatementStatus status = StatementStatus::kActual;
  std::optional<ActorRef> speaker;  // nothing: the author
  std::string cue;                  // the word that attributes ("said"); empty with the author
  std::optional<DateInterval> event_date;
  std::string place;                // as the text has it
  std::optional<PlacePoint> point;  // where that is; nothing where the gazetteer does not know
  Span evidence;
  std::string evidence_text;  // == Slice(document text, evidence)
  double confidence = 0;      // [0, 1]
  bool main = false;          // the event nearest its sentence's root
  std::string pattern;        // id of the pattern that decided, for --explain
};

// One line of NDJSON without the newline; stable key order. Cost: linear.
std::string ToJson(const Statement& statement);
// The inverse; also takes the flat gold form (slots as plain strings, "date", "begin"/"end" beside "evidence").
// Errors: statement.bad_json, statement.bad_field (kInvalidInput), naming the field.
Result<Statement> StatementOf(std::string_view json_line);

}  // namespace entente
