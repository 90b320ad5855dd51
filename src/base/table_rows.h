// One table of data/, row by row: what every loader of a room does first.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/data_files.h"
#include "base/tsv.h"
#include "entente/status.h"

namespace entente {

// Reads table `name` and calls `add(line, cell)` for each of its rows, where cell(column) is the text of that cell
// (empty where absent). `add` returns a Status; the first that is not ok ends the walk and is returned. Errors:
// data.missing, data.bad_table. Cost: linear in the table.
template <typename Add>
Status ForEachRow(const DataFiles& files, std::string_view name, std::span<const std::string_view> required, Add add) {
  Result<std::string_view> content = files.Read(name);
  if (!content.ok()) return content.status();
  Result<TsvTable> table = TsvTable::Parse(name, *content, required);
  if (!table.ok()) return table.status();
  for (const TsvRow& row : table->rows()) {
    auto cell = [&](std::string_view column) { return table->Cell(row, column); };
    if (Status status = add(row.line, cell); !status.ok()) return status;
  }
  return Status::Ok();
}

}  // namespace entente
