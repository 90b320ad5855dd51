#include "train/brokers.h"

#include <algorithm>

#include "evaluate/broker_cases.h"

namespace entente::train {
namespace {

std::string Place(const BrokerCase& gold, std::string_view key) {
  const auto has = [&](const auto& list) { return std::find(list.begin(), list.end(), key) != list.end(); };
  return has(gold.brokers) ? "broker" : has(gold.secondary) ? "secondary" : "other";
}

}  // namespace

Status DumpBrokers(const std::string& path, const Rooms&, const std::function<void(const std::string&)>& print) {
  const size_t comma = path.find(',');
  if (comma == std::string::npos) return Status(StatusCode::kInvalidInput, "io.not_found", "CASES.tsv,STREAMS");
  Result<BrokerStreams> streams = BrokerStreams::Open(path.substr(comma + 1));
  if (!streams.ok()) return streams.status();
  const Result<std::vector<BrokerCase>> cases = streams->ReadCases(path.substr(0, comma));
  if (!cases.ok()) return cases.status();
  for (const BrokerCase& gold : *cases) {
    const Result<const EventColumns*> columns = streams->Columns(gold.dataset);
    if (!columns.ok()) return columns.status();
    const Result<std::array<StreamSide, 2>> sides = streams->Sides(gold);
    if (!sides.ok()) return sides.status();
    const BrokerWorld& world = streams->model().world();
    const ThirdParties found = FindThirdParties(**columns, world, streams->model().mediation(), *sides, gold.window);
    const std::vector<StreamValues> values = StreamFeatureValues(**columns, world, found, gold.window);
    std::string brokers;
    for (const std::string& key : gold.brokers) brokers += (brokers.empty() ? "" : ";") + key;
    print("case\t" + gold.id + "\t" + gold.kind + "\t" + gold.dataset + "\t" + gold.sides[0] + "\t" + gold.sides[1] +
          "\t" + std::to_string(found.side_events[0]) + "\t" + std::to_string(found.side_events[1]) + "\t" + brokers);
    for (size_t i = 0; i < values.size(); ++i) {
      const std::string key((*columns)->Group(found.parties[i].group).key);
      std::string line = "party\t" + key + "\t" + Place(gold, key);
      for (const double value : values[i]) line += "\t" + std::to_string(value);
      print(line);
    }
  }
  return {};
}

}  // namespace entente::train
