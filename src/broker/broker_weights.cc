#include <array>

#include "base/tsv.h"
#include "broker/broker.h"
#include "relation/number_table.h"

namespace entente {
namespace {

constexpr std::string_view kFile = "relation/broker_weights.tsv";
constexpr std::string_view kMediationFile = "relation/mediation.tsv";
constexpr std::array<std::string_view, 11> kNames = {"effect_helps",     "effect_hurts",       "effect_unknown",
                                                     "minimum_direct",   "minimum_mediations", "mediation_scale",
                                                     "mediation_cap",    "behavioural_scale",  "behavioural_cap",
                                                     "structural_scale", "structural_cap"};
constexpr std::array<std::string_view, 4> kMediationColumns = {"column", "value", "reason", "example"};

}  // namespace

Result<BrokerWeights> BrokerWeights::Load(const DataFiles& data) {
  BrokerWeights weights;
  Result<NumberTable> values = ReadNumberTable(data, kFile, "name", "value", kNames);
  if (!values.ok()) return values.status();
  weights.values_ = std::move(values).value();
  const Result<std::string_view> content = data.Read(kMediationFile);
  if (!content.ok()) return content.status();
  const Result<TsvTable> table = TsvTable::Parse(kMediationFile, *content, kMediationColumns);
  if (!table.ok()) return table.status();
  for (const TsvRow& row : table->rows()) {
    auto& list = table->Cell(row, "column") == "mode" ? weights.mediation_modes_ : weights.mediation_cameo_;
    list.emplace_back(table->Cell(row, "value"));
  }
  return weights;
}

double BrokerWeights::operator[](std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? 0 : found->second;
}

bool BrokerWeights::IsMediation(const Statement& event) const {
  for (const std::string& mode : mediation_modes_) {
    if (event.mode == mode) return true;
  }
  for (const std::string& code : mediation_cameo_) {
    if (event.cameo.starts_with(code)) return true;
  }
  return false;
}

}  // namespace entente
