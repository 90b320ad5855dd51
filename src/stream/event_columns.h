// EventColumns: events of imported streams and coded documents, in columns, with an index by pair.
//
// Comes in: rows, by EventColumnsBuilder. Goes out: what relations and brokers count on. Events are numbered in the
// order (day, source, target, act, status, confidence, origin), actors by name, so that any order of insertion of the
// same rows and files gives the same columns. Actors roll up to groups (StreamGroupId) by dated roles: the foreign
// ministry of Bangladesh and whoever was its president that day count as BGD; an actor without a code is a group alone.
//
// Cost: 20 bytes an event, 24 a pair of groups. Every look-up below costs what it returns, never the whole; ranges come
// ready made. Since events are numbered by day, a window of days is a range of numbers (Window).
// Immutable; any thread may read. Copies share their memory. Views live as long as any copy.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stream/column_tables.h"
#include "stream/stream_types.h"

namespace entente {

struct StreamActor {
  std::string_view name;
  std::string_view code;  // of the identity outside any dated role
  std::string_view sector;
};

struct StreamAct {
  std::string_view cameo;
  std::string_view name;
  std::string_view type;  // PLOVER
  std::string_view mode;
  double goldstein = 0;
  int quad = 0;
};

struct StreamGroup {
  std::string_view key;
  std::string_view code;
  std::string_view sector;  // only where it sets the group apart: "REB" in "SYR REB"
};

// Where an event stands: a line of a file, or a statement of the ledger.
struct StreamOrigin {
  std::string_view file;
  std::string_view form;  // "icews", "gdelt", …; "statements" for coded ones
  uint32_t row = 0;
  std::string_view address = {};  // of the file's content, where it came by a ledger
};

// Numbers [begin, end) of events.
struct EventRange {
  StreamEventId begin = 0;
  StreamEventId end = 0;
};

class EventColumns {
 public:
  EventColumns() : EventColumns(std::make_shared<const ColumnTables>()) {}

  size_t size() const { return t_.source.size(); }

  // The columns.
  int32_t Day(StreamEventId event) const;
  StreamActorId Source(StreamEventId event) const { return t_.source[event]; }
  StreamActorId Target(StreamEventId event) const { return t_.target[event]; }
  StreamActId Act(StreamEventId event) const { return t_.act[event]; }
  StatementStatus Status(StreamEventId event) const { return static_cast<StatementStatus>(t_.status[event]); }
  // In steps of 1/255.
  double Confidence(StreamEventId event) const { return t_.confidence[event] / 255.0; }
  StreamOrigin Origin(StreamEventId event) const;
  StreamGroupId SourceGroup(StreamEventId event) const { return GroupOn(Source(event), Day(event)); }
  StreamGroupId TargetGroup(StreamEventId event) const { return GroupOn(Target(event), Day(event)); }

  // Names.
  size_t actor_count() const { return t_.actors.size(); }
  StreamActor Actor(StreamActorId actor) const;
  // All actors of exactly this name (they may differ in code): a range of numbers.
  std::pair<StreamActorId, StreamActorId> ActorsNamed(std::string_view name) const;
  size_t act_count() const { return t_.acts.size(); }
  StreamAct ActOf(StreamActId act) const;

  // Roll-up and drill-down.
  size_t group_count() const { return t_.groups.size(); }
  StreamGroup Group(StreamGroupId group) const;
  // By key: "TUR", "SYR REB", "riek machar".
  std::optional<StreamGroupId> Find(std::string_view key) const;
  StreamGroupId GroupOn(StreamActorId actor, int32_t day) const;
  std::string_view CodeOn(StreamActorId actor, int32_t day) const { return Group(GroupOn(actor, day)).code; }
  // Those that roll up to the group on some day, ascending.
  std::vector<StreamActorId> ActorsOf(StreamGroupId group) const;

  // Time. first_day() > last_day() where there is no event.
  int32_t first_day() const { return t_.first_day; }
  int32_t last_day() const { return t_.first_day + static_cast<int32_t>(t_.day_begin.size()) - 2; }
  // Events from one day to another, both included.
  EventRange Window(int32_t from_day, int32_t to_day) const;

  // Whom the group has events with, by number of the other group; itself among them where it has events within.
  std::span<const GroupLink> LinksOf(StreamGroupId group) const;
  // Events whose two sides roll up to a and b, in either direction, ascending. Cost: log of a's links.
  std::span<const StreamEventId> EventsBetween(StreamGroupId a, StreamGroupId b) const;
  std::span<const StreamEventId> EventsOf(const GroupLink& link) const {
    return t_.by_pair.subspan(link.begin, link.end - link.begin);
  }
  // All events of the group, ascending. Cost: n log n in them.
  std::vector<StreamEventId> EventsOf(StreamGroupId group) const;
  // The part of ascending event numbers that lies in the window. Cost: log.
  static std::span<const StreamEventId> InWindow(std::span<const StreamEventId> events, EventRange window);

  // For the snapshot file.
  const ColumnTables& tables() const { return t_; }
  explicit EventColumns(std::shared_ptr<const ColumnTables> tables) : keep_(std::move(tables)), t_(*keep_) {}

 private:
  std::string_view Text(uint32_t string) const;

  std::shared_ptr<const ColumnTables> keep_;
  ColumnTables t_;  // views; a copy saves a jump
};

}  // namespace entente
