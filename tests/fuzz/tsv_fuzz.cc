// Law: every cell of a table that was read is a slice of what was read; lists have no empty parts.
#include <array>

#include "base/tsv.h"
#include "fuzz.h"

using entente::fuzz::Demand;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string content(entente::fuzz::ViewOf(data, size));
  static constexpr std::array<std::string_view, 1> kRequired = {"name"};
  const auto table = entente::TsvTable::Parse("fuzz.tsv", content, kRequired);
  if (!table.ok()) return 0;
  for (const entente::TsvRow& row : table->rows()) {
    Demand(row.line >= 1, "lines count from one");
    const std::string_view cell = table->Cell(row, "name");
    const bool inside =
        cell.empty() || (cell.data() >= content.data() && cell.data() + cell.size() <= content.data() + content.size());
    Demand(inside, "cells are slices");
    for (std::string_view part : entente::SplitList(cell)) Demand(!part.empty(), "no empty parts");
  }
  return 0;
}
