#include "stream/event_columns_builder.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace entente {
namespace {

// The vectors that a ColumnTables looks into.
struct OwnedTables {
  std::vector<uint32_t> source, target, origin, day_begin, day_hint, by_pair, string_begin;
  std::vector<uint16_t> act;
  std::vector<uint8_t> status, confidence;
  std::vector<GroupLink> links;
  std::vector<ActorTableRow> actors;
  std::vector<RoleTableRow> roles;
  std::vector<ActTableRow> acts;
  std::vector<GroupTableRow> groups;
  std::vector<FileTableRow> files;
  std::vector<char> string_bytes;
};

// Numbers strings as they come, each once.
class StringPool {
 public:
  explicit StringPool(OwnedTables& out) : out_(out) { out_.string_begin.push_back(0); }
  uint32_t Add(std::string_view text) {
    const auto at = ids_.find(text);
    if (at != ids_.end()) return at->second;
    const auto id = static_cast<uint32_t>(out_.string_begin.size() - 1);
    out_.string_bytes.insert(out_.string_bytes.end(), text.begin(), text.end());
    out_.string_begin.push_back(static_cast<uint32_t>(out_.string_bytes.size()));
    ids_.emplace(text, id);
    return id;
  }

 private:
  OwnedTables& out_;
  TextMap<uint32_t> ids_;
};

template <typename T>
void Free(std::vector<T>& values) {
  std::vector<T>().swap(values);
}

// Reorders `order` stably by key(order[i]) in [0, keys). Nothing to do where all keys are equal.
template <typename Key>
void CountingSort(std::vector<uint32_t>& order, size_t keys, Key key) {
  if (order.empty() || keys < 2) return;
  std::vector<uint32_t> next(keys + 1, 0);
  for (const uint32_t at : order) ++next[key(at) + 1];
  if (std::find(next.begin(), next.end(), order.size()) != next.end()) return;
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<uint32_t> sorted(order.size());
  for (const uint32_t at : order) sorted[next[key(at)]++] = at;
  order.swap(sorted);
}

// Old number → new one, for the used ones in the order of `less`; unused ones get none.
template <typename Less>
std::vector<uint32_t> Renumber(const std::vector<char>& used, std::vector<uint32_t>& chosen, Less less) {
  for (uint32_t i = 0; i < used.size(); ++i) {
    if (used[i] != 0) chosen.push_back(i);
  }
  std::sort(chosen.begin(), chosen.end(), less);
  std::vector<uint32_t> to(used.size(), 0);
  for (uint32_t rank = 0; rank < chosen.size(); ++rank) to[chosen[rank]] = rank;
  return to;
}

auto Order(const StreamIdentity& i) { return std::tie(i.code, i.sector, i.key); }

bool Before(const StreamActorEntry& a, const StreamActorEntry& b) {
  if (a.name != b.name) return a.name < b.name;
  if (a.identity != b.identity) return Order(a.identity) < Order(b.identity);
  return std::lexicographical_compare(a.roles.begin(), a.roles.end(), b.roles.begin(), b.roles.end(),
                                      [](const StreamRole& x, const StreamRole& y) {
                                        if (x.from_day != y.from_day) return x.from_day < y.from_day;
                                        if (x.to_day != y.to_day) return x.to_day < y.to_day;
                                        return Order(x.identity) < Order(y.identity);
                                      });
}

}  // namespace

// One Build, step by step.
class ColumnsAssembly {
 public:
  explicit ColumnsAssembly(EventColumnsBuilder& in)
      : in_(in), out_(std::make_shared<OwnedTables>()), strings_(*out_), rows_(in.day_.size()) {}

  EventColumns Run() {
    NumberFiles();
    NumberActors();
    NumberActs();
    SortRows();
    GatherColumns();
    IndexDays();
    IndexPairs();
    return EventColumns(Views());
  }

 private:
  void NumberFiles() {
    std::vector<uint32_t> last(in_.files_.size(), 0);
    for (size_t i = 0; i < rows_; ++i) last[in_.file_[i]] = std::max(last[in_.file_[i]], in_.row_[i] + 1);
    std::vector<uint32_t> order(in_.files_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      const StreamFile &x = in_.files_[a], &y = in_.files_[b];
      return std::tie(x.name, x.address, x.form) < std::tie(y.name, y.address, y.form);
    });
    first_origin_.resize(order.size());
    uint32_t next = 0;
    for (const uint32_t file : order) {
      if (last[file] == 0) continue;  // nothing came of it
      const StreamFile& f = in_.files_[file];
      out_->files.push_back({strings_.Add(f.name), strings_.Add(f.form), strings_.Add(f.address), next});
      first_origin_[file] = next;
      next += last[file];
    }
    for (size_t i = 0; i < rows_; ++i) in_.row_[i] += first_origin_[in_.file_[i]];
    Free(in_.file_);
  }

  void NumberActors() {
    const std::vector<StreamActorEntry>& actors = in_.names_.actors();
    std::vector<char> used(actors.size(), 0);
    for (const uint32_t a : in_.source_) used[a] = 1;
    for (const uint32_t a : in_.target_) used[a] = 1;
    std::vector<uint32_t> chosen;
    const std::vector<uint32_t> to =
        Renumber(used, chosen, [&](uint32_t a, uint32_t b) { return Before(actors[a], actors[b]); });
    for (uint32_t& a : in_.source_) a = to[a];
    for (uint32_t& a : in_.target_) a = to[a];
    NumberGroups(chosen);
    for (const uint32_t at : chosen) {
      const StreamActorEntry& actor = actors[at];
      const auto begin = static_cast<uint32_t>(out_->roles.size());
      for (const StreamRole& role : actor.roles) {
        out_->roles.push_back({role.from_day, role.to_day, group_of_.find(role.identity.key)->second});
      }
      out_->actors.push_back({strings_.Add(actor.name), strings_.Add(actor.identity.code),
                              strings_.Add(actor.identity.sector), group_of_.find(actor.identity.key)->second, begin,
                              static_cast<uint32_t>(out_->roles.size())});
    }
  }

  void NumberGroups(const std::vector<uint32_t>& chosen) {
    std::vector<const StreamIdentity*> identities;
    for (const uint32_t at : chosen) {
      const StreamActorEntry& actor = in_.names_.actors()[at];
      identities.push_back(&actor.identity);
      for (const StreamRole& role : actor.roles) identities.push_back(&role.identity);
    }
    // A name without a code may be spelled as some code is: the code's group comes first and takes both.
    std::sort(identities.begin(), identities.end(), [](const StreamIdentity* a, const StreamIdentity* b) {
      return std::tie(a->key, b->code, a->sector) < std::tie(b->key, a->code, b->sector);
    });
    for (const StreamIdentity* identity : identities) {
      if (!group_of_.try_emplace(identity->key, static_cast<uint32_t>(out_->groups.size())).second) continue;
      const bool apart = !identity->code.empty() && identity->key != identity->code;
      out_->groups.push_back({strings_.Add(identity->key), strings_.Add(identity->code),
                              strings_.Add(apart ? std::string_view(identity->sector) : std::string_view()), 0, 0});
    }
  }

  void NumberActs() {
    const std::vector<StreamActEntry>& acts = in_.names_.acts();
    std::vector<char> used(acts.size(), 0);
    for (const uint16_t a : in_.act_) used[a] = 1;
    std::vector<uint32_t> chosen;
    const std::vector<uint32_t> to = Renumber(used, chosen, [&](uint32_t a, uint32_t b) {
      return std::tie(acts[a].cameo, acts[a].type, acts[a].mode) < std::tie(acts[b].cameo, acts[b].type, acts[b].mode);
    });
    for (uint16_t& a : in_.act_) a = static_cast<uint16_t>(to[a]);
    for (const uint32_t at : chosen) {
      const StreamActEntry& act = acts[at];
      out_->acts.push_back({strings_.Add(act.cameo), strings_.Add(act.name), strings_.Add(act.type),
                            strings_.Add(act.mode), static_cast<float>(act.goldstein), act.quad});
    }
  }

  // Least key first: each pass keeps the order of those before.
  void SortRows() {
    order_.resize(rows_);
    std::iota(order_.begin(), order_.end(), 0U);
    if (!std::is_sorted(in_.row_.begin(), in_.row_.end())) {
      std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) { return in_.row_[a] < in_.row_[b]; });
    }
    CountingSort(order_, 256, [&](uint32_t i) { return in_.confidence_[i]; });
    CountingSort(order_, 256, [&](uint32_t i) { return in_.status_[i]; });
    CountingSort(order_, out_->acts.size(), [&](uint32_t i) { return in_.act_[i]; });
    CountingSort(order_, out_->actors.size(), [&](uint32_t i) { return in_.target_[i]; });
    CountingSort(order_, out_->actors.size(), [&](uint32_t i) { return in_.source_[i]; });
    if (rows_ == 0) return;
    const auto [low, high] = std::minmax_element(in_.day_.begin(), in_.day_.end());
    first_day_ = *low;
    days_ = static_cast<size_t>(*high - *low) + 1;
    CountingSort(order_, days_, [&](uint32_t i) { return static_cast<size_t>(in_.day_[i] - first_day_); });
  }

  template <typename T>
  std::vector<T> Gather(std::vector<T>& from) {
    std::vector<T> out(rows_);
    for (size_t i = 0; i < rows_; ++i) out[i] = from[order_[i]];
    Free(from);
    return out;
  }

  void GatherColumns() {
    out_->source = Gather(in_.source_);
    out_->target = Gather(in_.target_);
    out_->origin = Gather(in_.row_);
    out_->act = Gather(in_.act_);
    out_->status = Gather(in_.status_);
    out_->confidence = Gather(in_.confidence_);
    in_.day_ = Gather(in_.day_);
    Free(order_);
  }

  void IndexDays() {
    out_->day_begin.assign(days_ + 1, 0);
    for (const int32_t day : in_.day_) ++out_->day_begin[static_cast<size_t>(day - first_day_) + 1];
    std::partial_sum(out_->day_begin.begin(), out_->day_begin.end(), out_->day_begin.begin());
    for (size_t i = 0; i < rows_; i += kDayHintEvents) {
      out_->day_hint.push_back(static_cast<uint32_t>(in_.day_[i] - first_day_));
    }
    if (rows_ > 0) out_->day_hint.push_back(static_cast<uint32_t>(in_.day_.back() - first_day_));
  }

  uint32_t GroupOn(uint32_t actor, int32_t day) const {
    const ActorTableRow& row = out_->actors[actor];
    for (uint32_t r = row.role_begin; r < row.role_end; ++r) {
      if (out_->roles[r].from_day <= day && day <= out_->roles[r].to_day) return out_->roles[r].group;
    }
    return row.group;
  }

  void IndexPairs() {
    std::vector<uint32_t> low(rows_), high(rows_);
    for (size_t i = 0; i < rows_; ++i) {
      const uint32_t a = GroupOn(out_->source[i], in_.day_[i]), b = GroupOn(out_->target[i], in_.day_[i]);
      low[i] = std::min(a, b);
      high[i] = std::max(a, b);
    }
    Free(in_.day_);
    std::vector<uint32_t>& by_pair = out_->by_pair;
    by_pair.resize(rows_);
    std::iota(by_pair.begin(), by_pair.end(), 0U);
    CountingSort(by_pair, out_->groups.size(), [&](uint32_t i) { return high[i]; });
    CountingSort(by_pair, out_->groups.size(), [&](uint32_t i) { return low[i]; });
    MakeLinks(low, high);
  }

  // Pairs come by low, then high, so each group's links come by the other's number.
  void MakeLinks(const std::vector<uint32_t>& low, const std::vector<uint32_t>& high) {
    struct Pair {
      uint32_t low, high, begin, end;
    };
    std::vector<Pair> pairs;
    const std::vector<uint32_t>& by_pair = out_->by_pair;
    for (uint32_t i = 0; i < by_pair.size(); ++i) {
      const uint32_t a = low[by_pair[i]], b = high[by_pair[i]];
      if (pairs.empty() || pairs.back().low != a || pairs.back().high != b) pairs.push_back({a, b, i, i});
      pairs.back().end = i + 1;
    }
    for (const Pair& pair : pairs) {
      ++out_->groups[pair.low].link_end;
      if (pair.low != pair.high) ++out_->groups[pair.high].link_end;
    }
    uint32_t next = 0;
    for (GroupTableRow& group : out_->groups) {
      const uint32_t count = group.link_end;
      group.link_begin = group.link_end = next;
      next += count;
    }
    out_->links.resize(next);
    for (const Pair& pair : pairs) {
      out_->links[out_->groups[pair.low].link_end++] = {pair.high, pair.begin, pair.end};
      if (pair.low != pair.high) out_->links[out_->groups[pair.high].link_end++] = {pair.low, pair.begin, pair.end};
    }
  }

  std::shared_ptr<const ColumnTables> Views() {
    auto tables = std::make_shared<ColumnTables>();
    tables->first_day = first_day_;
    const OwnedTables& o = *out_;
    tables->source = o.source, tables->target = o.target, tables->origin = o.origin;
    tables->act = o.act, tables->status = o.status, tables->confidence = o.confidence;
    tables->day_begin = o.day_begin, tables->day_hint = o.day_hint;
    tables->by_pair = o.by_pair, tables->links = o.links;
    tables->actors = o.actors, tables->roles = o.roles, tables->acts = o.acts, tables->groups = o.groups;
    tables->files = o.files, tables->string_begin = o.string_begin, tables->string_bytes = o.string_bytes;
    tables->memory = out_;
    return tables;
  }

  EventColumnsBuilder& in_;
  std::shared_ptr<OwnedTables> out_;
  StringPool strings_;
  size_t rows_;
  std::vector<uint32_t> first_origin_, order_;
  TextMap<uint32_t> group_of_;
  int32_t first_day_ = 0;
  size_t days_ = 0;
};

uint32_t EventColumnsBuilder::AddFile(StreamFile file) {
  for (uint32_t i = 0; i < files_.size(); ++i) {
    if (files_[i].name == file.name && files_[i].address == file.address) return i;
  }
  files_.push_back(std::move(file));
  return static_cast<uint32_t>(files_.size() - 1);
}

void EventColumnsBuilder::Add(uint32_t file, const StreamRow& row) {
  day_.push_back(row.day);
  source_.push_back(row.source);
  target_.push_back(row.target);
  act_.push_back(static_cast<uint16_t>(row.act));
  status_.push_back(static_cast<uint8_t>(row.status));
  confidence_.push_back(static_cast<uint8_t>(std::lround(std::clamp(row.confidence, 0.0, 1.0) * 255)));
  file_.push_back(file);
  row_.push_back(row.row);
}

Result<EventColumns> EventColumnsBuilder::Build() && {
  constexpr size_t kMaxRows = std::numeric_limits<uint32_t>::max() - 1;
  constexpr size_t kMaxActs = std::numeric_limits<uint16_t>::max();
  if (day_.size() > kMaxRows || names_.acts().size() > kMaxActs) {
    return Status(StatusCode::kUnsupported, "stream.too_many",
                  "more than 4,294,967,294 events or 65,535 different acts do not fit into columns");
  }
  return ColumnsAssembly(*this).Run();
}

}  // namespace entente
