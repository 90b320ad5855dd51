#include "ledger/ledger_verifier.h"

#include <cstring>
#include <optional>

#include "base/date.h"
#include "ledger/ledger.h"
#include "ledger/statement_writer.h"

namespace entente {
namespace {

constexpr uint64_t kAskEvery = 256;  // documents

class Verifier {
 public:
  Verifier(sqlite3* database, const std::string& path, const std::function<void(const std::string&)>& problem,
           const std::function<bool()>& go_on)
      : database_(database), path_(path), problem_(problem), go_on_(go_on) {}

  Result<LedgerVerdict> Run() {
    // One snapshot for all of it, whoever writes meanwhile.
    if (Status status = Execute(database_, path_, "BEGIN", "checking"); !status.ok()) return status;
    Status status = CheckAll();
    Query(database_, "ROLLBACK").Run();
    if (!status.ok()) return status;
    return verdict_;
  }

 private:
  Status CheckAll() {
    for (Status (Verifier::*check)() : {&Verifier::CheckFile, &Verifier::CheckReferences, &Verifier::CheckDocuments,
                                        &Verifier::CheckCounts, &Verifier::CheckIndex, &Verifier::CheckStreams}) {
      if (Status status = (this->*check)(); !status.ok()) return status;
      if (stopped_) break;
    }
    return Status::Ok();
  }

  void Say(const std::string& what) {
    ++verdict_.problems;
    problem_(what);
  }

  Status Failed() { return DatabaseStatus(database_, path_, "checking"); }

  Status CheckFile() {
    Query check(database_, "PRAGMA integrity_check(100)");
    while (check.Next()) {
      if (check.Text(0) != "ok") Say("the file: " + std::string(check.Text(0)));
    }
    return check.failed() ? Failed() : Status::Ok();
  }

  Status CheckReferences() {
    Query check(database_, "PRAGMA foreign_key_check");
    while (check.Next()) {
      Say("table " + std::string(check.Text(0)) + ", row " + std::to_string(check.Int(1)) + ": refers to a row of " +
          std::string(check.Text(2)) + " that is not there");
    }
    return check.failed() ? Failed() : Status::Ok();
  }

  Status CheckDocuments() {
    Query documents(database_,
                    "SELECT number, address, id, text, sketch FROM document LEFT JOIN document_sketch ON "
                    "document_sketch.document = document.number ORDER BY number");
    Query statements(database_,
                     "SELECT number, kind, first, second, agent, word, status, event_date, evidence_begin, "
                     "evidence_end, json FROM statement WHERE document = ? ORDER BY number");
    if (!statements.ok()) return Failed();
    while (documents.Next()) {
      CheckDocument(documents);
      statements.Bind(1, documents.Int(0));
      while (statements.Next()) CheckStatement(statements, documents.Text(2), documents.Text(3));
      if (statements.failed()) return Failed();
      statements.Reset();
      if (++verdict_.documents % kAskEvery == 0 && !go_on_()) {
        stopped_ = true;
        return Status::Ok();
      }
    }
    return documents.failed() ? Failed() : Status::Ok();
  }

  void CheckDocument(const Query& row) {
    Document document;
    document.id = row.Text(2);
    document.text = row.Text(3);
    const std::string name = "document " + std::to_string(row.Int(0)) + " (" + document.id + ")";
    if (ContentAddress(document) != row.Text(1)) Say(name + ": its content is not what its address says");
    const std::string_view bytes = row.Bytes(4);
    if (bytes.empty()) return;  // none is kept
    const DocumentSketch sketch = SketchOf(document.text);
    if (bytes.size() != sizeof(sketch) || std::memcmp(&sketch, bytes.data(), sizeof(sketch)) != 0) {
      Say(name + ": its sketch is not that of its text");
    }
  }

  void CheckStatement(const Query& row, std::string_view document, std::string_view text) {
    ++verdict_.statements;
    const Result<Statement> statement = StatementOf(row.Text(10));
    const std::string name = "statement " + std::to_string(row.Int(0));
    if (!statement.ok()) return Say(name + ": " + statement.status().message());
    const Statement& s = *statement;
    if (s.document != document) Say(name + ": of document " + s.document + ", kept under " + std::string(document));
    if (s.evidence.begin > s.evidence.end || s.evidence.end > text.size()) {
      Say(name + ": its evidence ends behind the text of " + s.document);
    } else if (Slice(text, s.evidence) != s.evidence_text) {
      Say(name + ": its evidence is not what stands there in " + s.document);
    }
    if (!ColumnsAgree(row, s)) Say(name + ": its columns do not say what its record says");
  }

  static bool ColumnsAgree(const Query& row, const Statement& s) {
    const bool event = s.kind == StatementKind::kEvent;
    return row.Text(1) == ToString(s.kind) && row.Text(2) == ActorKey(event ? s.source : s.pair[0]) &&
           row.Text(3) == ActorKey(event ? s.target : s.pair[1]) && row.Text(4) == ActorKey(s.agent) &&
           row.Text(5) == WordColumn(s) && row.Text(6) == ToString(s.status) &&
           row.Text(7) == (s.event_date ? ToString(*s.event_date) : std::string()) &&
           row.Int(8) == static_cast<int64_t>(s.evidence.begin) && row.Int(9) == static_cast<int64_t>(s.evidence.end);
  }

  Status SayEach(std::string_view sql, const std::string& what) {
    Query found(database_, sql);
    while (found.Next()) Say("document " + std::to_string(found.Int(0)) + ": " + what);
    return found.failed() ? Failed() : Status::Ok();
  }

  Status CheckCounts() {
    Status status = SayEach(
        "SELECT document, coding FROM coded WHERE statements <> (SELECT count(*) FROM statement WHERE "
        "statement.document = coded.document AND statement.coding = coded.coding)",
        "its statements are not as many as were written");
    if (!status.ok()) return status;
    status = SayEach(
        "SELECT DISTINCT document FROM statement WHERE NOT EXISTS (SELECT 1 FROM coded WHERE coded.document = "
        "statement.document AND coded.coding = statement.coding)",
        "it has statements of a coding it never got");
    if (!status.ok()) return status;
    return SayEach(
        "SELECT number FROM document WHERE NOT EXISTS (SELECT 1 FROM coded JOIN coding ON coding.number = coded.coding "
        "WHERE coded.document = document.number AND complete)",
        "it has no complete coding");
  }

  // Which documents it has; CheckFullText compares their words.
  Status CheckIndex() {
    Query missing(database_,
                  "SELECT number FROM document WHERE number NOT IN (SELECT id FROM document_text_docsize) UNION ALL "
                  "SELECT id FROM document_text_docsize WHERE id NOT IN (SELECT number FROM document)");
    while (missing.Next()) Say("document " + std::to_string(missing.Int(0)) + ": full text and documents disagree");
    return missing.failed() ? Failed() : Status::Ok();
  }

  Status CheckStreams() {
    Query counts(
        database_,
        "SELECT number FROM stream LEFT JOIN (SELECT stream, count(*) AS events FROM stream_event GROUP BY 1) e "
        "ON e.stream = number LEFT JOIN (SELECT stream, count(*) AS mentions FROM stream_mention GROUP BY 1) m "
        "ON m.stream = number WHERE rows <> coalesce(events, 0) + coalesce(mentions, 0)");
    while (counts.Next())
      Say("stream " + std::to_string(counts.Int(0)) + ": its rows are not as many as were imported");
    // Events are found by halving.
    Query order(
        database_,
        "SELECT number FROM (SELECT number, (stream, row) <= (lag(stream) OVER all_rows, lag(row) OVER all_rows) "
        "OR number <> lag(number) OVER all_rows + 1 AS wrong FROM stream_event WINDOW all_rows AS (ORDER BY "
        "number)) WHERE wrong LIMIT 100");
    while (order.Next()) Say("imported event " + std::to_string(order.Int(0)) + ": out of the order of its file");
    return counts.failed() || order.failed() ? Failed() : Status::Ok();
  }

  sqlite3* database_;
  const std::string& path_;
  const std::function<void(const std::string&)>& problem_;
  const std::function<bool()>& go_on_;
  LedgerVerdict verdict_;
  bool stopped_ = false;
};

}  // namespace

Result<LedgerVerdict> Verify(sqlite3* database, const std::string& path,
                             const std::function<void(const std::string&)>& problem,
                             const std::function<bool()>& go_on) {
  return Verifier(database, path, problem, go_on).Run();
}

Result<bool> FullTextAgrees(sqlite3* database, const std::string& path) {
  if (Status status = Execute(database, path, "BEGIN IMMEDIATE", "checking the full text"); !status.ok()) return status;
  const bool agrees =
      Query(database, "INSERT INTO document_text(document_text, rank) VALUES ('integrity-check', 1)").Run();
  const Status status = agrees ? Status::Ok() : DatabaseStatus(database, path, "checking the full text");
  Query(database, "ROLLBACK").Run();
  if (!agrees && status.id() != "ledger.corrupt") return status;
  return agrees;
}

}  // namespace entente
