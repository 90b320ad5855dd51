#include "stream/event_columns.h"

#include <algorithm>

namespace entente {

std::string_view EventColumns::Text(uint32_t string) const {
  const uint32_t begin = t_.string_begin[string];
  return {t_.string_bytes.data() + begin, t_.string_begin[string + 1] - begin};
}

int32_t EventColumns::Day(StreamEventId event) const {
  const uint32_t low = t_.day_hint[event / kDayHintEvents];
  const uint32_t high = t_.day_hint[event / kDayHintEvents + 1];
  if (low == high) return t_.first_day + static_cast<int32_t>(low);
  const auto begin = t_.day_begin.begin() + low + 1;
  const auto after = std::upper_bound(begin, t_.day_begin.begin() + high + 1, event);
  return t_.first_day + static_cast<int32_t>(after - t_.day_begin.begin()) - 1;
}

StreamOrigin EventColumns::Origin(StreamEventId event) const {
  const uint32_t origin = t_.origin[event];
  const auto after = std::upper_bound(t_.files.begin(), t_.files.end(), origin,
                                      [](uint32_t o, const FileTableRow& file) { return o < file.first_origin; });
  const FileTableRow& file = *(after - 1);
  return {Text(file.name), Text(file.form), origin - file.first_origin, Text(file.address)};
}

StreamActor EventColumns::Actor(StreamActorId actor) const {
  const ActorTableRow& row = t_.actors[actor];
  return {Text(row.name), Text(row.code), Text(row.sector)};
}

std::pair<StreamActorId, StreamActorId> EventColumns::ActorsNamed(std::string_view name) const {
  const auto begin = std::lower_bound(t_.actors.begin(), t_.actors.end(), name,
                                      [&](const ActorTableRow& row, std::string_view n) { return Text(row.name) < n; });
  const auto end = std::upper_bound(begin, t_.actors.end(), name,
                                    [&](std::string_view n, const ActorTableRow& row) { return n < Text(row.name); });
  return {static_cast<StreamActorId>(begin - t_.actors.begin()), static_cast<StreamActorId>(end - t_.actors.begin())};
}

StreamAct EventColumns::ActOf(StreamActId act) const {
  const ActTableRow& row = t_.acts[act];
  return {Text(row.cameo), Text(row.name), Text(row.type), Text(row.mode), row.goldstein, row.quad};
}

StreamGroup EventColumns::Group(StreamGroupId group) const {
  const GroupTableRow& row = t_.groups[group];
  return {Text(row.key), Text(row.code), Text(row.sector)};
}

std::optional<StreamGroupId> EventColumns::Find(std::string_view key) const {
  const auto at = std::lower_bound(t_.groups.begin(), t_.groups.end(), key,
                                   [&](const GroupTableRow& row, std::string_view k) { return Text(row.key) < k; });
  if (at == t_.groups.end() || Text(at->key) != key) return std::nullopt;
  return static_cast<StreamGroupId>(at - t_.groups.begin());
}

StreamGroupId EventColumns::GroupOn(StreamActorId actor, int32_t day) const {
  const ActorTableRow& row = t_.actors[actor];
  for (uint32_t r = row.role_begin; r < row.role_end; ++r) {
    const RoleTableRow& role = t_.roles[r];
    if (role.from_day <= day && day <= role.to_day) return role.group;
  }
  return row.group;
}

std::vector<StreamActorId> EventColumns::ActorsOf(StreamGroupId group) const {
  std::vector<StreamActorId> out;
  for (StreamActorId actor = 0; actor < actor_count(); ++actor) {
    const ActorTableRow& row = t_.actors[actor];
    bool rolls = row.group == group;
    for (uint32_t r = row.role_begin; r < row.role_end && !rolls; ++r) rolls = t_.roles[r].group == group;
    if (rolls) out.push_back(actor);
  }
  return out;
}

EventRange EventColumns::Window(int32_t from_day, int32_t to_day) const {
  if (size() == 0 || from_day > last_day() || to_day < first_day() || from_day > to_day) return {};
  const int32_t from = std::max(from_day, first_day()) - first_day();
  const int32_t to = std::min(to_day, last_day()) - first_day();
  return {t_.day_begin[static_cast<size_t>(from)], t_.day_begin[static_cast<size_t>(to) + 1]};
}

std::span<const GroupLink> EventColumns::LinksOf(StreamGroupId group) const {
  const GroupTableRow& row = t_.groups[group];
  return t_.links.subspan(row.link_begin, row.link_end - row.link_begin);
}

std::span<const StreamEventId> EventColumns::EventsBetween(StreamGroupId a, StreamGroupId b) const {
  const std::span<const GroupLink> links = LinksOf(a);
  const auto at = std::lower_bound(links.begin(), links.end(), b,
                                   [](const GroupLink& link, StreamGroupId other) { return link.other < other; });
  if (at == links.end() || at->other != b) return {};
  return EventsOf(*at);
}

std::vector<StreamEventId> EventColumns::EventsOf(StreamGroupId group) const {
  std::vector<StreamEventId> out;
  for (const GroupLink& link : LinksOf(group)) {
    const std::span<const StreamEventId> events = EventsOf(link);
    out.insert(out.end(), events.begin(), events.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::span<const StreamEventId> EventColumns::InWindow(std::span<const StreamEventId> events, EventRange window) {
  const auto begin = std::lower_bound(events.begin(), events.end(), window.begin);
  const auto end = std::lower_bound(begin, events.end(), window.end);
  return events.subspan(static_cast<size_t>(begin - events.begin()), static_cast<size_t>(end - begin));
}

}  // namespace entente
