// Statements as lines of one of the output formats.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "entente/statement.h"

namespace entente::cli {

class StatementFormat {
 public:
  virtual ~StatementFormat() = default;
  virtual std::string Header() const { return {}; }
  // With its newline; empty where the format has no place for the statement (CAMEO has no influence).
  virtual std::string Line(const Statement& statement) = 0;
};

// table, ndjson, csv, plover, cameo; null for other words.
std::unique_ptr<StatementFormat> FormatOf(std::string_view word, bool colours);

}  // namespace entente::cli
