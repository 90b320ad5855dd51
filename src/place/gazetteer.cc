#include "place/gazetteer.h"

#include <algorithm>
#include <cmath>
#include <array>
#include <cstdlib>
#include <optional>

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

double NumberIn(std::string_view cell) { return std::strtod(std::string(cell).c_str(), nullptr); }

}  // namespace

std::string_view FirstWordOf(std::string_view name) { return name.substr(0, name.find_first_of(" -'")); }

Result<Gazetteer> Gazetteer::Load(const DataFiles& files) {
  Gazetteer out;
  static constexpr std::array<std::string_view, 5> kColumns = {"name", "code", "kind", "lat", "lon"};
  Status status = ForEachRow(files, "places.tsv", kColumns, [&](uint32_t line, auto cell) {
    const std::optional<PlaceKind> kind = KindOf(cell("kind"));
    const Place place{std::string(cell("name")), std::string(cell("code")), kind.value_or(PlaceKind::kCity),
                      NumberIn(cell("lat")),     NumberIn(cell("lon")),     NumberIn(cell("population"))};
    const bool on_earth = std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180;
    if (!kind || !on_earth || place.name.empty() || place.code.empty()) {
      return Status(StatusCode::kInvalidInput, "data.bad_table",
                    "places.tsv: line " + std::to_string(line) + ": no name, code, kind or position");
    }
    const auto index = static_cast<uint32_t>(out.places_.size());
    auto add = [&](std::string_view name) {
      out.by_name_[std::string(name)].push_back(index);
      size_t& longest = out.longest_[std::string(FirstWordOf(name))];
      longest = std::max(longest, name.size());
    };
    add(place.name);
    for (std::string_view alias : SplitList(cell("aliases"))) add(alias);
    out.places_.push_back(place);
    return Status::Ok();
  });
  if (!status.ok()) return status;
  static constexpr std::array<std::string_view, 3> kStateColumns = {"code", "name", "adjectives"};
  status = ForEachRow(files, "actors/states.tsv", kStateColumns, [&](uint32_t, auto cell) {
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
  const auto at = longest_.find(std::string(word));
  return at == longest_.end() ? 0 : at->second;
}

const std::vector<uint32_t>* Gazetteer::Named(std::string_view name) const {
  const auto at = by_name_.find(std::string(name));
  return at == by_name_.end() ? nullptr : &at->second;
}

std::string_view Gazetteer::StateOf(std::string_view words) const {
  const auto at = states_.find(std::string(words));
  return at == states_.end() ? std::string_view() : std::string_view(at->second);
}

}  // namespace entente
