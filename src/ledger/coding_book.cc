#include "ledger/coding_book.h"

#include <sqlite3.h>

namespace entente {

std::optional<int64_t> FindCoding(sqlite3* database, const CodingKey& key, bool complete) {
  Query query(database,
              "SELECT number FROM coding WHERE program = ? AND model = ? AND model_hash = ? AND data_hash = ? AND "
              "complete = ? ORDER BY number DESC LIMIT 1");
  if (!query.ok()) return std::nullopt;
  query.Bind(1, key.program).Bind(2, key.model).Bind(3, key.model_hash).Bind(4, key.data_hash);
  if (!query.Bind(5, int64_t{complete ? 1 : 0}).Next()) return std::nullopt;
  return query.Int(0);
}

Result<int64_t> AddCoding(sqlite3* database, const std::string& path, const CodingKey& key, std::string_view purpose,
                          bool complete) {
  Query query(database,
              "INSERT INTO coding(purpose, program, model, model_hash, data_hash, begun, complete) VALUES (?,?,?,?,?, "
              "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?)");
  if (!query.ok()) return DatabaseStatus(database, path, "beginning a coding");
  query.Bind(1, purpose).Bind(2, key.program).Bind(3, key.model).Bind(4, key.model_hash).Bind(5, key.data_hash);
  if (!query.Bind(6, int64_t{complete ? 1 : 0}).Run()) return DatabaseStatus(database, path, "beginning a coding");
  return static_cast<int64_t>(sqlite3_last_insert_rowid(database));
}

Result<std::vector<LedgerCoding>> ReadCodings(sqlite3* database, const std::string& path) {
  Query query(database,
              "SELECT number, purpose, program, model, model_hash, data_hash, begun, complete, count(coded.document), "
              "coalesce(sum(coded.statements), 0) FROM coding LEFT JOIN coded ON coded.coding = coding.number GROUP BY "
              "number ORDER BY number");
  std::vector<LedgerCoding> codings;
  const auto text = [&](int column) { return std::string(query.Text(column)); };
  while (query.Next()) {
    codings.push_back({.number = query.Int(0),
                       .purpose = text(1),
                       .key = {text(2), text(3), text(4), text(5)},
                       .begun = text(6),
                       .complete = query.Int(7) != 0,
                       .documents = static_cast<uint64_t>(query.Int(8)),
                       .statements = static_cast<uint64_t>(query.Int(9))});
  }
  if (query.failed()) return DatabaseStatus(database, path, "reading codings");
  return codings;
}

}  // namespace entente
