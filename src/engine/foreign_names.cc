#include "engine/foreign_names.h"

#include "base/table_rows.h"

namespace entente {

Result<ForeignNames> ForeignNames::Load(const DataFiles& files) {
  struct Table {
    std::string_view file;
    std::array<std::string_view, 2> columns;
  };
  static constexpr std::array<Table, 3> kTables = {{{"ontology/cameo.tsv", {"cameo", "name"}},
                                                    {"ontology/fips.tsv", {"code", "fips"}},
                                                    {"ontology/icews_sectors.tsv", {"sector", "icews"}}}};
  ForeignNames out;
  for (size_t i = 0; i < kTables.size(); ++i) {
    const Table& table = kTables[i];
    const Status status = ForEachRow(files, table.file, table.columns, [&](uint32_t, auto cell) {
      out.lists_[i].emplace(cell(table.columns[0]), cell(table.columns[1]));
      return Status::Ok();
    });
    if (!status.ok()) return status;
  }
  static constexpr std::array<std::string_view, 1> kCode = {"code"};
  const Status status = ForEachRow(files, "actors/states.tsv", kCode, [&](uint32_t, auto cell) {
    out.states_.emplace(cell("code"));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

std::string_view ForeignNames::Find(NameList list, std::string_view code) const {
  const auto& names = lists_[static_cast<size_t>(list)];
  const auto at = names.find(code);
  return at == names.end() ? std::string_view() : std::string_view(at->second);
}

}  // namespace entente
