// The SQLite ledger: one file, WAL, FTS5 over the text. Schema: migrations.cc and docs/format/ledger.md.
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "base/date.h"
#include "base/json_text.h"
#include "ledger/coding_book.h"
#include "ledger/ledger.h"
#include "ledger/statement_writer.h"

namespace entente {
namespace {

std::string JsonArrayOf(const std::vector<std::string>& words) {
  std::string out = "[";
  for (const std::string& word : words) {
    if (out.size() > 1) out += ',';
    AppendJsonString(out, word);
  }
  return out + "]";
}

// A document, its full text and its sketch into their tables.
class DocumentWriter {
 public:
  explicit DocumentWriter(sqlite3* database)
      : database_(database),
        document_(database,
                  "INSERT INTO document(address, id, outlet, url, title, published_date, text, authors, language) "
                  "VALUES (?,?,?,?,?,?,?,?,?)"),
        index_(database, "INSERT INTO document_text(rowid, title, text) VALUES (?,?,?)"),
        sketch_(database, "INSERT INTO document_sketch(document, sketch) VALUES (?,?)") {}

  // Its number; 0: ask the connection why.
  int64_t Write(const Document& document, const std::string& address) {
    if (!document_.ok() || !index_.ok() || !sketch_.ok()) return 0;
    document_.Bind(1, address).Bind(2, document.id).Bind(3, document.outlet).Bind(4, document.url);
    document_.Bind(5, document.title).Bind(6, document.published_date ? ToString(*document.published_date) : "");
    document_.Bind(7, document.text).Bind(8, JsonArrayOf(document.authors)).Bind(9, document.language);
    if (!document_.Run()) return 0;
    const int64_t number = sqlite3_last_insert_rowid(database_);
    if (!index_.Bind(1, number).Bind(2, document.title).Bind(3, document.text).Run()) return 0;
    const DocumentSketch sketch = SketchOf(document.text);
    sketch_.Bind(1, number).BindBytes(2, {reinterpret_cast<const char*>(&sketch), sizeof(sketch)});
    return sketch_.Run() ? number : 0;
  }

 private:
  sqlite3* database_;
  Query document_, index_, sketch_;
};

class SqliteLedger : public Ledger {
 public:
  SqliteLedger(Database database, std::string path, CodingKey key)
      : database_(std::move(database)), path_(std::move(path)), key_(std::move(key)) {}
  ~SqliteLedger() override { Rollback(); }

  Result<bool> Contains(const Document& document) override { return Contains(ContentAddress(document)); }

  Result<bool> Add(const Document& document, const std::vector<Statement>& statements) override {
    const std::string address = ContentAddress(document);
    // First the transaction: what another process adds meanwhile is seen then.
    if (Status status = Begin(); !status.ok()) return status;
    const Result<bool> known = Contains(address);
    if (!known.ok() || *known) return known.ok() ? Result<bool>(false) : known;
    if (Status status = FindOwnCoding(); !status.ok()) return status;
    const int64_t number = documents_->Write(document, address);
    if (number != 0 && statements_->Write(number, coding_, statements)) return true;
    Status status = DatabaseStatus(database_.get(), path_, "adding a document");
    Rollback();
    return status;
  }

  Status Commit() override {
    if (!open_) return Status::Ok();
    Status status = Execute(database_.get(), path_, "COMMIT", "committing");
    if (!status.ok()) Rollback();
    open_ = false;
    return status;
  }

  Result<LedgerContent> Load(int64_t coding) override {
    LedgerContent out;
    Result<std::unordered_map<int64_t, int64_t>> newest = NewestCodings(coding);
    if (!newest.ok()) return newest.status();
    if (Status status = LoadDocuments(*newest, out); !status.ok()) return status;
    if (Status status = LoadSketches(out); !status.ok()) return status;
    if (Status status = LoadStatements(*newest, out); !status.ok()) return status;
    return out;
  }

  Result<std::string> TextOf(int64_t number) override {
    Query query(database_.get(), "SELECT text FROM document WHERE number = ?");
    if (!query.ok()) return DatabaseStatus(database_.get(), path_, "reading a text");
    if (!query.Bind(1, number).Next()) {
      return Status(StatusCode::kCorrupt, "ledger.corrupt", path_ + ": no document " + std::to_string(number));
    }
    return std::string(query.Text(0));
  }

 private:
  Result<bool> Contains(const std::string& address) {
    Query query(database_.get(), "SELECT 1 FROM document WHERE address = ?");
    if (query.ok()) query.Bind(1, address);
    const bool found = query.Next();
    if (query.failed()) return DatabaseStatus(database_.get(), path_, "looking for a document");
    return found;
  }

  Status Begin() {
    if (open_) return Status::Ok();
    Status status = Execute(database_.get(), path_, "BEGIN IMMEDIATE", "starting to write");
    open_ = status.ok();
    if (documents_) return status;
    documents_.emplace(database_.get());
    statements_.emplace(database_.get());
    return status;
  }

  void Rollback() {
    // After some failures SQLite has already done so; then this complains, rightly, and nothing is lost.
    if (open_) sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    open_ = false;
    coding_ = 0;  // its row may have gone too
  }

  Status FindOwnCoding() {
    if (coding_ != 0) return Status::Ok();
    if (const auto found = FindCoding(database_.get(), key_, true)) {
      coding_ = *found;
      return Status::Ok();
    }
    const Result<int64_t> added = AddCoding(database_.get(), path_, key_, "read", true);
    if (added.ok()) coding_ = *added;
    return added.status();
  }

  // By document: the newest complete coding up to this number.
  Result<std::unordered_map<int64_t, int64_t>> NewestCodings(int64_t up_to) {
    std::unordered_map<int64_t, int64_t> newest;
    Query query(database_.get(),
                "SELECT document, coding FROM coded JOIN coding ON coding.number = coded.coding WHERE complete AND "
                "coding.number <= ?");
    if (query.ok()) query.Bind(1, up_to);
    while (query.Next()) {
      int64_t& coding = newest[query.Int(0)];
      coding = std::max(coding, query.Int(1));
    }
    if (query.failed()) return DatabaseStatus(database_.get(), path_, "reading");
    return newest;
  }

  Status LoadDocuments(const std::unordered_map<int64_t, int64_t>& newest, LedgerContent& out) {
    Query query(database_.get(), "SELECT number, id, outlet, published_date, title FROM document ORDER BY number");
    while (query.Next()) {
      if (!newest.contains(query.Int(0))) continue;
      out.documents.push_back({query.Int(0), std::string(query.Text(1)), std::string(query.Text(2)),
                               DateOf(query.Text(3)), std::string(query.Text(4))});
    }
    return query.failed() ? DatabaseStatus(database_.get(), path_, "reading") : Status::Ok();
  }

  // Those that are kept; of the other documents they are made from the text.
  Status LoadSketches(LedgerContent& out) {
    std::unordered_map<int64_t, DocumentSketch> kept;
    Query sketches(database_.get(), "SELECT document, sketch FROM document_sketch");
    while (sketches.Next()) {
      const std::string_view bytes = sketches.Bytes(1);
      if (bytes.size() == sizeof(DocumentSketch)) std::memcpy(&kept[sketches.Int(0)], bytes.data(), bytes.size());
    }
    if (sketches.failed()) return DatabaseStatus(database_.get(), path_, "reading");
    for (const LedgerDocument& document : out.documents) {
      if (const auto found = kept.find(document.number); found != kept.end()) {
        out.sketches.push_back(found->second);
        continue;
      }
      Result<std::string> text = TextOf(document.number);
      if (!text.ok()) return text.status();
      out.sketches.push_back(SketchOf(*text));
    }
    return Status::Ok();
  }

  // In the order of the file, which is that of the documents unless some were coded again.
  Status LoadStatements(const std::unordered_map<int64_t, int64_t>& newest, LedgerContent& out) {
    Query query(database_.get(), "SELECT document, coding, json FROM statement ORDER BY number");
    std::vector<std::pair<int64_t, Statement>> found;
    while (query.Next()) {
      const auto coding = newest.find(query.Int(0));
      if (coding == newest.end() || coding->second != query.Int(1)) continue;
      Result<Statement> statement = StatementOf(query.Text(2));
      if (!statement.ok()) return {StatusCode::kCorrupt, "ledger.corrupt", path_ + ": " + statement.status().message()};
      found.emplace_back(query.Int(0), std::move(*statement));
    }
    if (query.failed()) return DatabaseStatus(database_.get(), path_, "reading");
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out.statements.reserve(found.size());
    for (auto& [document, statement] : found) out.statements.push_back(std::move(statement));
    return Status::Ok();
  }

  Database database_;
  std::string path_;
  CodingKey key_;
  bool open_ = false;
  int64_t coding_ = 0;  // of what is added; 0: not known yet
  // Made at the first Add. Before database_ in the order of going.
  std::optional<DocumentWriter> documents_;
  std::optional<StatementWriter> statements_;
};

}  // namespace

Result<std::unique_ptr<Ledger>> OpenSqliteLedger(const std::string& path, LedgerMode mode, const CodingKey& key) {
  Result<Database> database = OpenDatabase(path, mode);
  if (!database.ok()) return database.status();
  return std::unique_ptr<Ledger>(std::make_unique<SqliteLedger>(std::move(*database), path, key));
}

}  // namespace entente
