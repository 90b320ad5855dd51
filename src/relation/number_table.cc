#include "relation/number_table.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/tsv.h"

namespace entente {
namespace {

Result<double> NumberOf(std::string_view file, uint32_t line, std::string_view cell) {
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    return Status(StatusCode::kInvalidInput, "data.bad_number",
                  fmt::format("{}: line {}: \"{}\" is not a number", file, line, cell));
  }
  return number;
}

}  // namespace

Result<NumberTable> ReadNumberTable(const DataFiles& data, std::string_view file, std::string_view key,
                                    std::string_view value, std::span<const std::string_view> required) {
  const Result<std::string_view> content = data.Read(file);
  if (!content.ok()) return content.status();
  const std::array<std::string_view, 4> columns = {key, value, "reason", "example"};
  const Result<TsvTable> table = TsvTable::Parse(file, *content, columns);
  if (!table.ok()) return table.status();
  NumberTable numbers;
  for (const TsvRow& row : table->rows()) {
    const Result<double> number = NumberOf(file, row.line, table->Cell(row, value));
    if (!number.ok()) return number.status();
    numbers[std::string(table->Cell(row, key))] = *number;
  }
  for (const std::string_view name : required) {
    if (numbers.contains(name)) continue;
    return Status(StatusCode::kInvalidInput, "data.bad_table", fmt::format("{}: row \"{}\" is missing", file, name));
  }
  return numbers;
}

}  // namespace entente
