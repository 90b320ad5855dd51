// Statements as lines of one of the output formats.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "entente/document.h"
#include "entente/statement.h"

namespace entente::cli {

class StatementFormat {
 public:
  virtual ~StatementFormat() = default;
  virtual std::string Header() const { return {}; }
  // Before the statements of a document; those of a ledger come without.
  virtual void Begin(const Document&) {}
  // With its newline; empty where the format has no place for the statement (CAMEO has no influence).
  virtual std::string Line(const Statement& statement) = 0;
};

// What other coders call things; an engine answers (NamesOf below).
struct EventNames {
  std::function<std::string(std::string_view code)> actor;  // "Turkey" for TUR
  std::function<bool(std::string_view code)> is_state;
  std::function<std::string(std::string_view code)> cameo;           // "Consult" for 040
  std::function<std::string(std::string_view code)> fips;            // "TU" for TUR
  std::function<std::string(std::string_view sector)> icews_sector;  // "Military,Government" for MIL
};

// table, ndjson, csv, plover, cameo, icews, gdelt, gdelt1; null for other words. Empty names will do for the first
// five.
std::unique_ptr<StatementFormat> FormatOf(std::string_view word, bool colours, const EventNames& names);
// The last three of them.
std::unique_ptr<StatementFormat> EventFormatOf(std::string_view word, const EventNames& names);
inline constexpr std::string_view kFormatWords = "table, ndjson, csv, plover, cameo, icews, gdelt, gdelt1";

}  // namespace entente::cli
