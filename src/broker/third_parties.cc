#include "broker/third_parties.h"

#include <algorithm>
#include <unordered_map>

#include "base/tsv.h"

namespace entente {
namespace {

constexpr int32_t kPastDays = 365;
constexpr uint32_t kNone = UINT32_MAX;

struct ActKind {
  bool mediation = false, talk = false, conflict = false, blow = false;
  double goldstein = 0;
};

int RootOf(std::string_view cameo) {
  if (cameo.size() < 2 || cameo[0] < '0' || cameo[0] > '9' || cameo[1] < '0' || cameo[1] > '9') return 0;
  return (cameo[0] - '0') * 10 + (cameo[1] - '0');
}

template <typename T>
void SortOnce(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// One call of FindThirdParties.
class Search {
 public:
  Search(const EventColumns& columns, const BrokerWorld& world, const MediationActs& mediation,
         const std::array<StreamSide, 2>& sides, const DayWindow& window)
      : columns_(columns), world_(world), sides_(sides), window_(window) {
    for (StreamActId act = 0; act < columns.act_count(); ++act) acts_.push_back(KindOf(columns.ActOf(act), mediation));
    in_window_ = columns.Window(window.from_day, window.to_day);
    const int32_t past_from = std::max(window.from_day - kPastDays, columns.first_day());
    found_.past_days = std::max(0, window.from_day - past_from);
    with_past_ = {columns.Window(past_from, window.to_day).begin, in_window_.end};
    for (const int side : {0, 1}) groups_[side] = GroupsOf(sides[side]);
    FindHomes();
  }

  ThirdParties Run() && {
    for (const int side : {0, 1}) CountSide(side);
    Finish();
    return std::move(found_);
  }

 private:
  static ActKind KindOf(const StreamAct& act, const MediationActs& mediation) {
    const int root = RootOf(act.cameo);
    return {.mediation = mediation.Contains(act.cameo),
            .talk = root >= 3 && root <= 6,
            .conflict = root >= 10 && root <= 20,
            .blow = root == 12 || root == 13 || root >= 15,
            .goldstein = act.goldstein};
  }

  // Every group in which events of the side may stand.
  std::vector<StreamGroupId> GroupsOf(const StreamSide& side) const {
    std::vector<StreamGroupId> groups = side.groups;
    for (const StreamActorId actor : side.actors) {
      const ActorTableRow& row = columns_.tables().actors[actor];
      for (uint32_t role = row.role_begin; role < row.role_end; ++role) {
        groups.push_back(columns_.tables().roles[role].group);
      }
      groups.push_back(columns_.GroupOn(actor, kForever));
    }
    SortOnce(groups);
    return groups;
  }

  void FindHomes() {
    for (const auto& groups : groups_) {
      for (const StreamGroupId group : groups) {
        const std::string_view code = columns_.Group(group).code;
        if (code.empty()) continue;
        found_.homes.emplace_back(code);
        found_.homes.emplace_back(world_.HomeOf(code));
      }
    }
    SortOnce(found_.homes);
  }

  bool IsOf(int side, StreamActorId actor, StreamGroupId group) const {
    const auto has = [](const auto& list, auto value) { return std::binary_search(list.begin(), list.end(), value); };
    if (has(sides_[side].actors, actor)) return true;
    return has(sides_[side].groups, group) && !has(sides_[1 - side].actors, actor);
  }

  bool MayBroker(StreamGroupId group) const {
    const StreamGroup names = columns_.Group(group);
    return !names.code.empty() && names.sector.empty() &&
           !std::binary_search(found_.homes.begin(), found_.homes.end(), names.code);
  }

  void CountSide(int side) {
    const std::vector<StreamGroupId>& own = groups_[side];
    for (const StreamGroupId group : own) {
      for (const GroupLink& link : columns_.LinksOf(group)) {
        // A link of two groups of the side stands with both: counted with the first.
        const bool twice = link.other < group && std::binary_search(own.begin(), own.end(), link.other);
        if (twice) continue;
        const auto events = EventColumns::InWindow(columns_.EventsOf(link), with_past_);
        if (events.empty()) continue;
        if (IsPlain(link.other)) {
          CountPlain(side, link.other, events);
        } else {
          CountMixed(side, events);
        }
      }
    }
  }

  // Is every event with this group one with a third party? So where sides are whole groups and it is none of them.
  bool IsPlain(StreamGroupId other) const {
    return sides_[0].actors.empty() && sides_[1].actors.empty() && !IsHome(0, other) && !IsHome(1, other);
  }

  // Most events are seen here: their day and their source are asked for only where they matter.
  void CountPlain(int side, StreamGroupId other, std::span<const StreamEventId> events) {
    const auto now = std::lower_bound(events.begin(), events.end(), in_window_.begin);
    found_.side_events[side] += static_cast<uint32_t>(events.end() - now);
    const uint32_t party = PartyOf(other);
    if (party == kNone) return;
    SideTally& tally = found_.parties[party].sides[side];
    for (auto event = events.begin(); event != now; ++event) CountPast(tally, *event);
    for (auto event = now; event != events.end(); ++event) {
      const ActKind& act = acts_[columns_.Act(*event)];
      Count(tally, act, act.blow && columns_.SourceGroup(*event) == other, *event);
    }
  }

  void CountMixed(int side, std::span<const StreamEventId> events) {
    for (const StreamEventId event : events) {
      const int32_t day = columns_.Day(event);
      const StreamActorId source = columns_.Source(event), target = columns_.Target(event);
      const StreamGroupId source_group = columns_.GroupOn(source, day), target_group = columns_.GroupOn(target, day);
      const bool by_side = IsOf(side, source, source_group), to_side = IsOf(side, target, target_group);
      if (by_side == to_side) continue;
      const StreamGroupId other = by_side ? target_group : source_group;
      if (IsOf(1 - side, by_side ? target : source, other)) {
        if (side == 0 && event >= in_window_.begin) found_.pair_days.push_back(day);
      } else if (!IsHome(0, other) && !IsHome(1, other)) {
        CountOne(side, other, !by_side, event);
      }
    }
  }

  void CountOne(int side, StreamGroupId other, bool by_other, StreamEventId event) {
    const bool now = event >= in_window_.begin;
    found_.side_events[side] += now;
    const uint32_t party = PartyOf(other);
    if (party == kNone) return;
    SideTally& tally = found_.parties[party].sides[side];
    if (now) {
      Count(tally, acts_[columns_.Act(event)], by_other, event);
    } else {
      CountPast(tally, event);
    }
  }

  // Its place among parties; kNone where it cannot be one.
  uint32_t PartyOf(StreamGroupId group) {
    const auto [at, is_new] = index_.try_emplace(group, kNone);
    if (is_new && MayBroker(group)) {
      at->second = static_cast<uint32_t>(found_.parties.size());
      found_.parties.emplace_back().group = group;
    }
    return at->second;
  }

  void CountPast(SideTally& tally, StreamEventId event) const {
    ++tally.past_events;
    tally.past_talks += acts_[columns_.Act(event)].talk;
  }

  void Count(SideTally& tally, const ActKind& act, bool by_other, StreamEventId event) const {
    ++tally.events;
    tally.mediations += act.mediation;
    tally.talks += act.talk;
    tally.conflicts += act.conflict;
    tally.blows += act.blow && by_other;
    tally.goldstein += act.goldstein;
    if (act.talk || act.mediation) tally.evidence.push_back(event);
    if (!act.talk) return;
    const int32_t day = columns_.Day(event);
    if (tally.talk_days.empty() || tally.talk_days.back() != day) tally.talk_days.push_back(day);
  }

  bool IsHome(int side, StreamGroupId group) const {
    return std::binary_search(sides_[side].groups.begin(), sides_[side].groups.end(), group);
  }

  void Finish() {
    std::erase_if(found_.parties, [](const ThirdParty& p) { return p.sides[0].events + p.sides[1].events == 0; });
    std::sort(found_.parties.begin(), found_.parties.end(),
              [](const ThirdParty& a, const ThirdParty& b) { return a.group < b.group; });
    for (ThirdParty& party : found_.parties) {
      for (const GroupLink& link : columns_.LinksOf(party.group)) party.activity += link.end - link.begin;
      for (SideTally& tally : party.sides) {
        SortOnce(tally.talk_days);
        SortOnce(tally.evidence);
      }
    }
    SortOnce(found_.pair_days);
  }

  const EventColumns& columns_;
  const BrokerWorld& world_;
  const std::array<StreamSide, 2>& sides_;
  const DayWindow window_;
  std::vector<ActKind> acts_;
  EventRange in_window_, with_past_;
  std::array<std::vector<StreamGroupId>, 2> groups_;
  std::unordered_map<StreamGroupId, uint32_t> index_;
  ThirdParties found_;
};

}  // namespace

Result<MediationActs> MediationActs::Load(const DataFiles& data) {
  constexpr std::string_view kFile = "relation/mediation_acts.tsv";
  constexpr std::array<std::string_view, 3> kColumns = {"cameo", "reason", "example"};
  const Result<std::string_view> content = data.Read(kFile);
  if (!content.ok()) return content.status();
  const Result<TsvTable> table = TsvTable::Parse(kFile, *content, kColumns);
  if (!table.ok()) return table.status();
  MediationActs acts;
  for (const TsvRow& row : table->rows()) acts.codes_.emplace(table->Cell(row, "cameo"));
  return acts;
}

bool MediationActs::Contains(std::string_view cameo) const { return codes_.contains(cameo); }

ThirdParties FindThirdParties(const EventColumns& columns, const BrokerWorld& world, const MediationActs& mediation,
                              const std::array<StreamSide, 2>& sides, const DayWindow& window) {
  return Search(columns, world, mediation, sides, window).Run();
}

}  // namespace entente
