// Law: a statement that was read is written as one line that reads back to the same line.
#include "entente/statement.h"
#include "fuzz.h"

using entente::fuzz::Demand;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto statement = entente::StatementOf(entente::fuzz::ViewOf(data, size));
  if (!statement.ok()) {
    Demand(!statement.status().id().empty() && !statement.status().message().empty(), "errors have words");
    return 0;
  }
  const std::string line = entente::ToJson(*statement);
  Demand(line.find('\n') == std::string::npos, "one line");
  const auto again = entente::StatementOf(line);
  Demand(again.ok(), "what is written can be read");
  Demand(entente::ToJson(*again) == line, "what is written reads back the same");
  return 0;
}
