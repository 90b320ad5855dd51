// The one table format of data/: tab-separated UTF-8 text, '#' starts a comment line, blank lines are skipped, the
// first other line names the columns. Cells are trimmed. A cell that lists several values separates them with '|'.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente {

struct TsvRow {
  uint32_t line = 0;  // 1-based, for messages
  std::vector<std::string_view> cells;
};

// Views into `content`, which must outlive the table.
class TsvTable {
 public:
  // `name` is used in messages only. REQUIRED columns must all be present; others may be. Rows may be shorter than
  // the header (missing cells are empty), not longer. Errors: data.bad_table (kInvalidInput) with name and line.
  static Result<TsvTable> Parse(std::string_view name, std::string_view content,
                                std::span<const std::string_view> required_columns);

  const std::vector<TsvRow>& rows() const { return rows_; }
  // Empty where the column or the cell is absent.
  std::string_view Cell(const TsvRow& row, std::string_view column) const;
  // Index for repeated use, or -1.
  int ColumnIndex(std::string_view column) const;

 private:
  std::vector<std::string_view> columns_;
  std::vector<TsvRow> rows_;
};

// "a|b| c" → {"a","b","c"}; empty parts are dropped; "" → {}.
std::vector<std::string_view> SplitList(std::string_view cell);

}  // namespace entente
