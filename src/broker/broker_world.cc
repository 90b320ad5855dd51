#include "broker/broker_world.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <vector>

#include "base/tsv.h"

namespace entente {
namespace {

constexpr double kEarthKilometres = 6371;
constexpr double kBlocElsewhere = 6000;  // of a bloc from a pair that is not of it
constexpr double kNowhere = 5000;        // about the middle distance of two capitals
constexpr double kNeighbour = 300;       // kept from the logarithm's pole: capitals of neighbours are so far apart

// Calls take(table, row) for each row. Errors: data.missing, data.bad_table.
Status ForEachRow(const DataFiles& data, std::string_view file, std::span<const std::string_view> columns,
                  const std::function<void(const TsvTable&, const TsvRow&)>& take) {
  const Result<std::string_view> content = data.Read(file);
  if (!content.ok()) return content.status();
  const Result<TsvTable> table = TsvTable::Parse(file, *content, columns);
  if (!table.ok()) return table.status();
  for (const TsvRow& row : table->rows()) take(*table, row);
  return {};
}

std::optional<double> NumberOf(std::string_view cell) {
  double value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc() || read.ptr != cell.data() + cell.size()) return std::nullopt;
  return value;
}

double KilometresBetween(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  constexpr double kRadian = std::numbers::pi / 180;
  const double y = std::sin((latitude_a - latitude_b) * kRadian / 2);
  const double x = std::sin((longitude_a - longitude_b) * kRadian / 2);
  const double chord = y * y + std::cos(latitude_a * kRadian) * std::cos(latitude_b * kRadian) * x * x;
  return 2 * kEarthKilometres * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace

Result<BrokerWorld> BrokerWorld::Load(const DataFiles& data) {
  BrokerWorld world;
  if (Status status = world.LoadActors(data); !status.ok()) return status;
  if (Status status = world.LoadPlaces(data); !status.ok()) return status;
  if (Status status = world.LoadBlocs(data); !status.ok()) return status;
  return world;
}

Status BrokerWorld::LoadActors(const DataFiles& data) {
  constexpr std::array<std::string_view, 1> kCode = {"code"};
  constexpr std::array<std::string_view, 2> kKind = {"code", "kind"}, kState = {"code", "state"};
  Status status = ForEachRow(data, "actors/states.tsv", kCode, [&](const TsvTable& table, const TsvRow& row) {
    states_.emplace(table.Cell(row, "code"));
  });
  if (!status.ok()) return status;
  status = ForEachRow(data, "actors/organisations.tsv", kKind, [&](const TsvTable& table, const TsvRow& row) {
    const std::string_view kind = table.Cell(row, "kind");
    if (kind == "igo" || kind == "bloc") bodies_.emplace(table.Cell(row, "code"));
  });
  if (!status.ok()) return status;
  return ForEachRow(data, "actors/groups.tsv", kState, [&](const TsvTable& table, const TsvRow& row) {
    const std::string_view state = table.Cell(row, "state");
    if (!state.empty()) group_states_.emplace(table.Cell(row, "code"), state);
  });
}

Status BrokerWorld::LoadPlaces(const DataFiles& data) {
  constexpr std::string_view kFile = "places.tsv";
  constexpr std::array<std::string_view, 4> kColumns = {"code", "kind", "lat", "lon"};
  Status bad;
  Status status = ForEachRow(data, kFile, kColumns, [&](const TsvTable& table, const TsvRow& row) {
    if (table.Cell(row, "kind") != "capital") return;
    const auto latitude = NumberOf(table.Cell(row, "lat")), longitude = NumberOf(table.Cell(row, "lon"));
    if (!latitude || !longitude) {
      bad = Status(StatusCode::kInvalidInput, "data.bad_number",
                   std::string(kFile) + " line " + std::to_string(row.line) + ": no position");
      return;
    }
    capitals_.emplace(table.Cell(row, "code"), Place{*latitude, *longitude});
  });
  return status.ok() ? bad : status;
}

Status BrokerWorld::LoadBlocs(const DataFiles& data) {
  constexpr std::array<std::string_view, 4> kColumns = {"code", "members", "reason", "example"};
  return ForEachRow(data, "relation/bloc_members.tsv", kColumns, [&](const TsvTable& table, const TsvRow& row) {
    auto& members = blocs_[std::string(table.Cell(row, "code"))];
    for (const std::string_view member : SplitList(table.Cell(row, "members"))) members.emplace(member);
  });
}

std::string_view BrokerWorld::HomeOf(std::string_view code) const {
  const auto found = group_states_.find(code);
  return found == group_states_.end() ? code : std::string_view(found->second);
}

double BrokerWorld::Kilometres(std::string_view code, std::span<const std::string> homes) const {
  if (const auto capital = capitals_.find(code); capital != capitals_.end()) {
    double nearest = -1;
    for (const std::string& home : homes) {
      const auto other = capitals_.find(home);
      if (other == capitals_.end()) continue;
      const double km = KilometresBetween(capital->second.latitude, capital->second.longitude, other->second.latitude,
                                          other->second.longitude);
      nearest = nearest < 0 ? km : std::min(nearest, km);
    }
    return nearest < 0 ? kNowhere : nearest;
  }
  const auto bloc = blocs_.find(code);
  if (bloc == blocs_.end()) return kNowhere;
  bool all = false;
  for (const std::string& home : homes) {
    if (!IsState(home)) continue;
    if (!bloc->second.contains(home)) return kBlocElsewhere;
    all = true;
  }
  return all ? 0 : kBlocElsewhere;
}

double BrokerWorld::Nearness(std::string_view code, std::span<const std::string> homes) const {
  return -std::log(Kilometres(code, homes) + kNeighbour);
}

}  // namespace entente
