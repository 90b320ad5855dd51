#include "place/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "base/table_rows.h"
#include "base/tsv.h"

namespace entente {
namespace {

std::optional<PlaceKind> KindOf(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, PlaceKind>, 5> kKinds = {{{"state", PlaceKind::kState},
                                                                                    {"capital", PlaceKind::kCapital},
                                                                                    {"city", PlaceKind::kCity},
                                                                                    {"town", PlaceKind::kTown},
                                                                                    {"region", PlaceKind::kRegion}}};
  for (const auto& [name, kind] : kKinds) {
    if (name == word) return kind;
  }
  return std::nullopt;
}

double NumberIn(std::string_view cell) {
  double out = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return out;
}

}  // namespace

std::string_view FirstWordOf(std::string_view name) { return name.substr(0, name.find_first_of(" -'")); }

void Gazetteer::AddName(std::string_view name, uint32_t place) {
  const auto at = static_cast<int32_t>(entries_.size());
  entries_.push_back({place, -1});
  const auto [known, first] = by_name_.try_emplace(name, at);
  if (!first) {
    // In the order of the table: the list is short.
    int32_t last = known->second;
    while (entries_[last].next >= 0) last = entries_[last].next;
    entries_[last].next = at;
  }
  size_t& longest = longest_[FirstWordOf(name)];
  longest = std::max(longest, name.size());
}

// name aliases code kind lat lon population source. Read by hand: ten thousand rows at every start.
Status Gazetteer::AddRow(std::string_view line, uint32_t number) {
  std::array<std::string_view, 8> cells;
  size_t count = 0;
  for (size_t begin = 0; begin <= line.size() && count < cells.size(); ++count) {
    const size_t end = std::min(line.find('\t', begin), line.size());
    cells[count] = line.substr(begin, end - begin);
    begin = end + 1;
  }
  const std::optional<PlaceKind> kind = KindOf(cells[3]);
  const Place place{cells[0],           cells[2],           kind.value_or(PlaceKind::kCity),
                    NumberIn(cells[4]), NumberIn(cells[5]), NumberIn(cells[6])};
  const bool on_earth = std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180;
  if (!kind || !on_earth || place.name.empty() || place.code.empty()) {
    return Status(StatusCode::kInvalidInput, "data.bad_table",
                  "places.tsv: line " + std::to_string(number) + ": no name, code, kind or position");
  }
  const auto index = static_cast<uint32_t>(places_.size());
  AddName(place.name, index);
  for (size_t begin = 0; begin < cells[1].size();) {
    const size_t end = std::min(cells[1].find('|', begin), cells[1].size());
    AddName(cells[1].substr(begin, end - begin), index);
    begin = end + 1;
  }
  places_.push_back(place);
  return Status::Ok();
}

Result<Gazetteer> Gazetteer::Load(const DataFiles& files) {
  Gazetteer out;
  const Result<std::string_view> content = files.Read("places.tsv");
  if (!content.ok()) return content.status();
  out.text_ = std::make_shared<const std::string>(*content);
  std::string_view rest = *out.text_;
  const auto lines = static_cast<size_t>(std::ranges::count(rest, '\n'));
  out.places_.reserve(lines);
  out.entries_.reserve(2 * lines);
  out.by_name_.reserve(2 * lines);
  out.longest_.reserve(2 * lines);
  bool header = true;
  for (uint32_t number = 1; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#' || std::exchange(header, false)) continue;
    if (Status status = out.AddRow(line, number); !status.ok()) return status;
  }
  static constexpr std::array<std::string_view, 3> kStateColumns = {"code", "name", "adjectives"};
  const Status status = ForEachRow(files, "actors/states.tsv", kStateColumns, [&](uint32_t, auto cell) {
    out.states_.emplace(cell("name"), cell("code"));
    for (std::string_view column : {"aliases", "adjectives"}) {
      for (std::string_view word : SplitList(cell(column))) out.states_.emplace(word, cell("code"));
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

size_t Gazetteer::LongestFrom(std::string_view word) const {
  const auto at = longest_.find(word);
  return at == longest_.end() ? 0 : at->second;
}

std::vector<uint32_t> Gazetteer::Named(std::string_view name) const {
  std::vector<uint32_t> out;
  const auto at = by_name_.find(name);
  for (int32_t entry = at == by_name_.end() ? -1 : at->second; entry >= 0; entry = entries_[entry].next) {
    out.push_back(entries_[entry].place);
  }
  return out;
}

std::string_view Gazetteer::StateOf(std::string_view words) const {
  const auto at = states_.find(std::string(words));
  return at == states_.end() ? std::string_view() : std::string_view(at->second);
}

}  // namespace entente
