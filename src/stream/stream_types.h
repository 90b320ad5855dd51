// The plain values of event streams: who, what act, one event of a file. What readers give and EventColumns keeps.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "entente/statement.h"

namespace entente {

using StreamActorId = uint32_t;  // one name as a stream has it: "Foreign Affairs (Bangladesh)"
using StreamGroupId = uint32_t;  // what actors roll up to: BGD
using StreamActId = uint32_t;
using StreamEventId = uint32_t;

inline constexpr int32_t kAlways = std::numeric_limits<int32_t>::min();
inline constexpr int32_t kForever = std::numeric_limits<int32_t>::max();

// What an actor counts as. `key` is what actors of one group share: the code; the code and sector ("SYR REB") where
// the sector does not act for its state (data/stream/sectors.tsv); the lower-case name where there is no code.
struct StreamIdentity {
  std::string code;    // as in ActorRef
  std::string sector;  // GOV, MIL, … or empty
  std::string key;
  friend bool operator==(const StreamIdentity&, const StreamIdentity&) = default;
};

// An office held from one day to another, both included.
struct StreamRole {
  int32_t from_day = kAlways;
  int32_t to_day = kForever;
  StreamIdentity identity;
  friend bool operator==(const StreamRole&, const StreamRole&) = default;
};

// An actor in the words of a stream; what it stands for is asked of StreamActorBook, so that better dictionaries show
// without a second import. Empty where the stream says nothing.
struct StreamActorName {
  std::string name;     // "Foreign Affairs (Bangladesh)"; the code where there is only that
  std::string code;     // CAMEO's, as it stands: "BGDGOV"
  std::string sectors;  // "Executive,Foreign Ministry,Government"
  std::string country;  // "Bangladesh"
};

// On a day within one of the roles the actor is what the first such role says; else what `identity` says.
struct StreamActorEntry {
  std::string name;
  StreamIdentity identity;
  std::vector<StreamRole> roles;  // by from_day
};

// An act as event data name it. A CAMEO code alone, or a PLOVER type with its mode.
struct StreamActEntry {
  std::string cameo;  // "036"; for types without a code of their own that of the plain case
  std::string name;   // "Express intent to meet or negotiate"
  std::string type;   // one of the 16 PLOVER types; empty for CAMEO 01 and 02, which PLOVER has not
  std::string mode;   // PLOVER's; empty with CAMEO
  double goldstein = 0;
  int quad = 0;  // 0 neutral … 4 material conflict, as in Statement
};

// What an event says beside who, what and when. Empty where the stream does not have it.
struct StreamDetail {
  std::string_view id;        // the stream's name for the event
  std::string_view story;     // the report it was coded from
  std::string_view sentence;  // its number there
  std::string_view outlet;
  std::string_view url;
  std::string_view place;
  std::string_view country;  // of the place, as the stream has it
  std::string_view latitude, longitude;
  std::string_view context;  // PLOVER's, separated by ';'
  std::string_view reports;  // how many tell of the event, where the stream counts them
  // Of mentions kept beside the event; no stream has these in its rows.
  std::string_view outlets, first_seen = {};
};

// One event. Actors and act are numbers of the StreamVocabulary it was read with.
struct StreamRow {
  int32_t day = 0;  // 1970-01-01 = 0
  uint32_t source = 0;
  uint32_t target = 0;
  uint32_t act = 0;
  StatementStatus status = StatementStatus::kActual;
  double confidence = 1;  // [0, 1]
  uint32_t row = 0;       // line of the file, 1-based; statements: their number
  StreamDetail detail;    // views, good during the call
};

}  // namespace entente
