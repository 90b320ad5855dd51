#include "ledger/ledger_info.h"

#include "ledger/coding_book.h"

namespace entente {

Result<LedgerInfo> ReadInfo(sqlite3* database, const std::string& path) {
  LedgerInfo info;
  Query version(database, "PRAGMA user_version");
  if (!version.Next()) return DatabaseStatus(database, path, "reading");
  info.schema = version.Int(0);
  Query counts(database,
               "SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0), count(DISTINCT nullif(outlet, '')), "
               "min(nullif(published_date, '')), max(published_date) FROM document");
  if (!counts.Next()) return DatabaseStatus(database, path, "reading");
  info.documents = static_cast<uint64_t>(counts.Int(0));
  info.text_bytes = static_cast<uint64_t>(counts.Int(1));
  info.outlets = static_cast<uint64_t>(counts.Int(2));
  info.first_date = counts.Text(3);
  info.last_date = counts.Text(4);
  Result<std::vector<LedgerCoding>> codings = ReadCodings(database, path);
  if (!codings.ok()) return codings.status();
  info.codings = std::move(*codings);
  return info;
}

}  // namespace entente
