#include "entente/ledger_tools.h"

#include <filesystem>

#include "ledger/ledger_info.h"
#include "ledger/ledger_verifier.h"
#include "ledger/sql_runner.h"
#include "ledger/text_search.h"

namespace entente {

Result<LedgerInfo> InfoOfLedger(const std::string& path) {
  Result<Database> database = OpenDatabase(path, LedgerMode::kRead);
  if (!database.ok()) return database.status();
  Result<LedgerInfo> info = ReadInfo(database->get(), path);
  if (!info.ok()) return info;
  std::error_code none;
  for (const std::string& file : {path, path + "-wal"}) {
    const auto bytes = std::filesystem::file_size(file, none);
    if (!none) info->bytes += bytes;
  }
  return info;
}

Result<LedgerVerdict> VerifyLedger(const std::string& path, const std::function<void(const std::string&)>& problem,
                                   const std::function<bool()>& go_on) {
  Result<Database> database = OpenDatabase(path, LedgerMode::kRead);
  if (!database.ok()) return database.status();
  Result<LedgerVerdict> verdict = Verify(database->get(), path, problem, go_on);
  if (!verdict.ok()) return verdict;
  database->reset();
  // A disk that cannot be written forbids this one comparison.
  Result<Database> writer = OpenDatabase(path, LedgerMode::kWrite);
  if (!writer.ok()) return verdict;
  const Result<bool> agrees = FullTextAgrees(writer->get(), path);
  if (agrees.status().id() == "ledger.unwritable") return verdict;
  if (!agrees.ok()) return agrees.status();
  if (!*agrees) {
    ++verdict->problems;
    problem("the full-text index: its words are not those of the texts");
  }
  return verdict;
}

Result<std::vector<SearchHit>> SearchLedger(const std::string& path, std::string_view words, size_t most) {
  Result<Database> database = OpenDatabase(path, LedgerMode::kRead);
  if (!database.ok()) return database.status();
  return Search(database->get(), path, words, most);
}

Status QueryLedger(const std::string& path, std::string_view sql, const SqlLimits& limits, const SqlSink& sink) {
  Result<Database> database = OpenDatabase(path, LedgerMode::kRead);
  if (!database.ok()) return database.status();
  return RunSql(database->get(), path, sql, limits, sink);
}

}  // namespace entente
