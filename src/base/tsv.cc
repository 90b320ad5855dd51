#include "base/tsv.h"

#include <algorithm>

#include "base/ascii.h"

namespace entente {
namespace {

std::string_view Trim(std::string_view text) { return TrimmedOf(text, " \r"); }

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t at = 0;
  while (true) {
    const size_t end = text.find(separator, at);
    parts.push_back(Trim(text.substr(at, end == std::string_view::npos ? end : end - at)));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

Status BadTable(std::string_view name, uint32_t line, const std::string& what) {
  return {StatusCode::kInvalidInput, "data.bad_table",
          std::string(name) + ": line " + std::to_string(line) + ": " + what};
}

}  // namespace

Result<TsvTable> TsvTable::Parse(std::string_view name, std::string_view content,
                                 std::span<const std::string_view> required_columns) {
  TsvTable table;
  uint32_t line_number = 0;
  size_t at = 0;
  while (at < content.size()) {
    const size_t end = std::min(content.find('\n', at), content.size());
    const std::string_view line = content.substr(at, end - at);
    at = end + 1;
    ++line_number;
    if (Trim(line).empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells = Split(line, '\t');
    if (table.columns_.empty()) {
      table.columns_ = std::move(cells);
      continue;
    }
    if (cells.size() > table.columns_.size()) {
      return BadTable(
          name, line_number,
          std::to_string(cells.size()) + " cells under " + std::to_string(table.columns_.size()) + " columns");
    }
    table.rows_.push_back({line_number, std::move(cells)});
  }
  for (std::string_view column : required_columns) {
    if (table.ColumnIndex(column) < 0) return BadTable(name, 1, "no column '" + std::string(column) + "'");
  }
  return table;
}

std::string_view TsvTable::Cell(const TsvRow& row, std::string_view column) const {
  const int index = ColumnIndex(column);
  return index < 0 || static_cast<size_t>(index) >= row.cells.size() ? std::string_view() : row.cells[index];
}

int TsvTable::ColumnIndex(std::string_view column) const {
  const auto at = std::find(columns_.begin(), columns_.end(), column);
  return at == columns_.end() ? -1 : static_cast<int>(at - columns_.begin());
}

std::vector<std::string_view> SplitList(std::string_view cell) {
  std::vector<std::string_view> parts = Split(cell, '|');
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

}  // namespace entente
