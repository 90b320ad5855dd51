#include "ledger/rebuild_store.h"

#include "base/date.h"
#include "ledger/coding_book.h"
#include "ledger/statement_writer.h"

namespace entente {
namespace {

constexpr const char* kLacking =
    "SELECT count(*) FROM document WHERE NOT EXISTS (SELECT 1 FROM coded WHERE coded.document = document.number AND "
    "coded.coding = ?1)";

Document DocumentOf(const Query& row) {
  Document document;
  document.id = row.Text(1);
  document.outlet = row.Text(2);
  document.url = row.Text(3);
  document.title = row.Text(4);
  document.published_date = DateOf(row.Text(5));
  document.text = row.Text(6);
  document.language = row.Text(7);
  return document;
}

}  // namespace

Result<RebuildStore> RebuildStore::Open(const std::string& path, const CodingKey& key) {
  // A rebuild makes no ledger: one that is not there is an error.
  const Result<Database> there = OpenDatabase(path, LedgerMode::kRead);
  if (!there.ok()) return there.status();
  Result<Database> database = OpenDatabase(path, LedgerMode::kWrite);
  if (!database.ok()) return database.status();
  return RebuildStore(std::move(*database), path, key);
}

Result<bool> RebuildStore::UpToDate() {
  Query query(
      database_.get(),
      "SELECT count(*) FROM document WHERE NOT EXISTS (SELECT 1 FROM coding WHERE number = (SELECT max(c.coding) "
      "FROM coded c JOIN coding g ON g.number = c.coding WHERE c.document = document.number AND g.complete) AND "
      "program = ? AND model = ? AND model_hash = ? AND data_hash = ?)");
  if (query.ok()) query.Bind(1, key_.program).Bind(2, key_.model).Bind(3, key_.model_hash).Bind(4, key_.data_hash);
  if (!query.Next()) return DatabaseStatus(database_.get(), path_, "looking at codings");
  return query.Int(0) == 0;
}

Result<int64_t> RebuildStore::Begin() {
  if (Status status = Execute(database_.get(), path_, "BEGIN IMMEDIATE", "beginning a coding"); !status.ok()) {
    return status;
  }
  Result<int64_t> coding = int64_t{0};
  if (const auto found = FindCoding(database_.get(), key_, false)) {
    coding = *found;
  } else {
    coding = AddCoding(database_.get(), path_, key_, "rebuild", false);
  }
  const Status status = coding.ok() ? Execute(database_.get(), path_, "COMMIT", "beginning a coding") : coding.status();
  if (!status.ok()) {
    Query(database_.get(), "ROLLBACK").Run();
    return status;
  }
  coding_ = *coding;
  return coding;
}

Result<uint64_t> RebuildStore::Count(const char* sql) {
  Query query(database_.get(), sql);
  if (query.ok()) query.Bind(1, coding_);
  if (!query.Next()) return DatabaseStatus(database_.get(), path_, "counting");
  return static_cast<uint64_t>(query.Int(0));
}

Result<uint64_t> RebuildStore::Documents() { return Count("SELECT count(*) FROM document WHERE ?1 = ?1"); }
Result<uint64_t> RebuildStore::Done() { return Count("SELECT count(*) FROM coded WHERE coding = ?1"); }

Result<std::vector<std::pair<int64_t, Document>>> RebuildStore::Next(size_t most, size_t bytes) {
  Query query(database_.get(),
              "SELECT number, id, outlet, url, title, published_date, text, language FROM document WHERE NOT EXISTS "
              "(SELECT 1 FROM coded WHERE coded.document = document.number AND coded.coding = ?) ORDER BY number LIMIT "
              "?");
  if (query.ok()) query.Bind(1, coding_).Bind(2, static_cast<int64_t>(most));
  std::vector<std::pair<int64_t, Document>> documents;
  size_t taken = 0;
  while (taken < bytes && query.Next()) {
    documents.emplace_back(query.Int(0), DocumentOf(query));
    taken += documents.back().second.text.size();
  }
  if (query.failed()) return DatabaseStatus(database_.get(), path_, "reading documents");
  return documents;
}

Status RebuildStore::WriteBatch(const std::vector<Coded>& batch) {
  StatementWriter writer(database_.get());
  Query known(database_.get(), "SELECT 1 FROM coded WHERE document = ? AND coding = ?");
  for (const Coded& one : batch) {
    if (known.ok()) known.Bind(1, one.document).Bind(2, coding_);
    const bool done = known.Next();
    if (known.failed()) return DatabaseStatus(database_.get(), path_, "looking at codings");
    known.Reset();
    if (!done && !writer.Write(one.document, coding_, one.statements)) {
      return DatabaseStatus(database_.get(), path_, "adding statements");
    }
  }
  return Status::Ok();
}

Status RebuildStore::Keep(const std::vector<Coded>& batch) {
  Status status = Execute(database_.get(), path_, "BEGIN IMMEDIATE", "starting to write");
  if (!status.ok()) return status;
  status = WriteBatch(batch);
  if (status.ok()) status = Execute(database_.get(), path_, "COMMIT", "committing");
  if (!status.ok()) Query(database_.get(), "ROLLBACK").Run();
  return status;
}

Result<bool> RebuildStore::Finish() {
  Status status = Execute(database_.get(), path_, "BEGIN IMMEDIATE", "starting to write");
  if (!status.ok()) return status;
  const Result<uint64_t> lacking = Count(kLacking);
  const bool whole = lacking.ok() && *lacking == 0;
  if (whole) {
    Query done(database_.get(), "UPDATE coding SET complete = 1 WHERE number = ?");
    if (done.ok()) done.Bind(1, coding_);
    status = done.Run() ? Execute(database_.get(), path_, "COMMIT", "completing the coding")
                        : DatabaseStatus(database_.get(), path_, "completing the coding");
  }
  if (!whole || !status.ok()) Query(database_.get(), "ROLLBACK").Run();
  if (!lacking.ok()) return lacking.status();
  if (!status.ok()) return status;
  return whole;
}

}  // namespace entente
