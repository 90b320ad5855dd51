// ColumnTables: the arrays behind EventColumns, as they lie in memory and in the snapshot file.
//
// All of it views: into vectors made by the builder, or into a mapped file; `memory` owns either.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace entente {

// Strings are numbers into `string_begin`. group: kDated where roles decide.
struct ActorTableRow {
  uint32_t name = 0, code = 0, sector = 0;
  uint32_t group = 0;  // outside its roles
  uint32_t role_begin = 0, role_end = 0;
};
struct RoleTableRow {
  int32_t from_day = 0, to_day = 0;
  uint32_t group = 0;
};
struct ActTableRow {
  uint32_t cameo = 0, name = 0, type = 0, mode = 0;
  float goldstein = 0;
  int32_t quad = 0;
};
struct GroupTableRow {
  uint32_t key = 0, code = 0, sector = 0;
  uint32_t link_begin = 0, link_end = 0;
};
struct FileTableRow {
  uint32_t name = 0, form = 0, address = 0;
  uint32_t first_origin = 0;  // origin of row 0
};
// A group's events with another group: by_pair[begin, end).
struct GroupLink {
  uint32_t other = 0;
  uint32_t begin = 0, end = 0;
};

struct ColumnTables {
  int32_t first_day = 0;
  // By event.
  std::span<const uint32_t> source, target, origin;
  std::span<const uint16_t> act;
  std::span<const uint8_t> status, confidence;
  // Events of day first_day + d: [day_begin[d], day_begin[d + 1]). The day of event e lies in
  // [day_hint[e / 256], day_hint[e / 256 + 1]].
  std::span<const uint32_t> day_begin, day_hint;
  // Events by pair of groups, ascending in each.
  std::span<const uint32_t> by_pair;
  std::span<const GroupLink> links;
  // Names.
  std::span<const ActorTableRow> actors;  // by name, code, sector, roles
  std::span<const RoleTableRow> roles;
  std::span<const ActTableRow> acts;      // by cameo, type, mode
  std::span<const GroupTableRow> groups;  // by key
  std::span<const FileTableRow> files;    // by name, address
  std::span<const uint32_t> string_begin;
  std::span<const char> string_bytes;

  std::shared_ptr<const void> memory;

  // Calls visit(name, span&) for each array, always in this order: what writes and reads the snapshot.
  template <typename Visit>
  void ForEach(Visit visit) {
    visit(source), visit(target), visit(origin), visit(act), visit(status), visit(confidence);
    visit(day_begin), visit(day_hint), visit(by_pair), visit(links);
    visit(actors), visit(roles), visit(acts), visit(groups), visit(files), visit(string_begin), visit(string_bytes);
  }
};

inline constexpr uint32_t kDayHintEvents = 256;

}  // namespace entente
