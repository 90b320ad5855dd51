// ThirdParties: who has events with the two sides of a pair, and what kind of events, within a window and the year
// before it. The counts everything else of a stream's brokers is made from.
//
// A side is groups of actors, single actors, or both: "Israel" is the group ISR; "the Houthis" may be the actors of a
// stream whose names say so. Pure functions of their input. Cost: the events of the two sides from a year before the
// window to its end, and one visit of the links of each third party.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "broker/broker_world.h"
#include "stream/event_columns.h"

namespace entente {

struct StreamSide {
  std::vector<StreamGroupId> groups;  // ascending, each whole
  std::vector<StreamActorId> actors;  // ascending; those are of this side whatever group they are in
};

// Days, both included.
struct DayWindow {
  int32_t from_day = 0;
  int32_t to_day = 0;
};

// What a third party and one side have with each other.
struct SideTally {
  uint32_t events = 0;                  // in the window, as the next ones are
  uint32_t mediations = 0;              // acts of data/relation/mediation_acts.tsv, in either direction
  uint32_t talks = 0;                   // CAMEO 03-06
  uint32_t conflicts = 0;               // CAMEO 10-20
  uint32_t blows = 0;                   // CAMEO 12, 13, 15-20 by the third party
  double goldstein = 0;                 // sum
  uint32_t past_events = 0;             // in the year before the window
  uint32_t past_talks = 0;              // the same
  std::vector<int32_t> talk_days;       // in the window, ascending, each once
  std::vector<StreamEventId> evidence;  // talks and mediations in the window, ascending
};

struct ThirdParty {
  StreamGroupId group = 0;
  uint32_t activity = 0;  // all its events, of all time
  std::array<SideTally, 2> sides;
};

struct ThirdParties {
  std::vector<ThirdParty> parties;               // by group; with at least one event in the window
  std::array<uint32_t, 2> side_events = {0, 0};  // of each side with any third party, in the window
  std::vector<int32_t> pair_days;                // days of events between the two in the window, ascending, each once
  std::vector<std::string> homes;                // codes of the two sides and of the states they act in, ascending
  int32_t past_days = 0;                         // of the year before, as far as the stream reaches
};

// Which acts say that there is mediation.
class MediationActs {
 public:
  // Reads relation/mediation_acts.tsv. Errors: data.missing, data.bad_table.
  static Result<MediationActs> Load(const DataFiles& data);
  bool Contains(std::string_view cameo) const;

 private:
  std::set<std::string, std::less<>> codes_;
};

ThirdParties FindThirdParties(const EventColumns& columns, const BrokerWorld& world, const MediationActs& mediation,
                              const std::array<StreamSide, 2>& sides, const DayWindow& window);

}  // namespace entente
