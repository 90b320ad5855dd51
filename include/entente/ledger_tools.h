// What can be asked of a ledger file besides answers: what it holds, whether it is whole, its texts, its tables.
//
// Plain values, and functions that open the file, do one thing and close it: any thread may call them, any number of
// processes at once. Rows and problems are handed on as they come; a caller that has seen enough returns false.
// Errors of all of them: ledger.missing, ledger.corrupt, ledger.version, ledger.busy, ledger.failed.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente {

class Engine;

// What a document was coded with. Equal keys give equal statements.
struct CodingKey {
  std::string program;     // "entente 0.1.0"
  std::string model;       // "core_web_sm 3.8.0"
  std::string model_hash;  // XXH64 of the model file, 16 hexadecimal digits; empty where unknown
  std::string data_hash;   // the same of all tables
  friend bool operator==(const CodingKey&, const CodingKey&) = default;
};

// One generation of statements. Answers use, for each document, the newest complete coding it has.
struct LedgerCoding {
  int64_t number = 0;
  std::string purpose;  // "read" or "rebuild"
  CodingKey key;
  std::string begun;      // "2026-01-31T12:00:00Z"; empty where unknown
  bool complete = false;  // false: a rebuild that was stopped, or is under way
  uint64_t documents = 0;
  uint64_t statements = 0;
};

struct LedgerInfo {
  int64_t schema = 0;
  uint64_t bytes = 0;  // of the file and its log
  uint64_t documents = 0;
  uint64_t text_bytes = 0;
  uint64_t outlets = 0;
  std::string first_date, last_date;  // of publication; empty where no document has one
  std::vector<LedgerCoding> codings;  // by number
};

// Cost: linear in the documents.
Result<LedgerInfo> InfoOfLedger(const std::string& path);

// What a check looked at, and what it found wrong.
struct LedgerVerdict {
  uint64_t documents = 0;
  uint64_t statements = 0;
  uint64_t problems = 0;
};

// Reads all of it and compares: SQLite's own check, references, content addresses, statements against their columns,
// evidence against the text, counts, sketches, the full-text index. Each problem is one line for `problem`.
// `go_on` is asked now and then; false stops (what was found so far is in the verdict). Changes nothing.
Result<LedgerVerdict> VerifyLedger(const std::string& path, const std::function<void(const std::string&)>& problem,
                                   const std::function<bool()>& go_on);

struct SearchHit {
  std::string document;  // id
  std::string published_date;
  std::string outlet;
  std::string title;
  std::string snippet;  // the words in their surroundings; each found word between kHitBegin and kHitEnd
  double rank = 0;      // BM25; lower is better
};
inline constexpr char kHitBegin = '\x01';
inline constexpr char kHitEnd = '\x02';

// Documents whose title or text has all the words, best first (BM25), then by id. Words in double quotes are a phrase,
// word* a beginning; nothing else has a meaning of its own. Errors: also usage.no_words. Cost: that of the index.
Result<std::vector<SearchHit>> SearchLedger(const std::string& path, std::string_view words, size_t most);

struct SqlLimits {
  double seconds = 60;            // of running; 0: none
  std::function<bool()> stopped;  // asked now and then; true ends it
};

struct SqlSink {
  std::function<void(std::span<const std::string>)> columns;  // once, before the rows
  // Cells as text; `null` and `number` say of each what it is. False ends it.
  struct Cell {
    std::string_view text;
    bool null = false;
    bool number = false;
  };
  std::function<bool(std::span<const Cell>)> row;
};

// Runs one SELECT over the views of docs/format/ledger.md. What would write, attach a file, load code or change a
// setting is refused. Errors: also usage.sql_refused, usage.bad_sql, sql.stopped, sql.too_long.
Status QueryLedger(const std::string& path, std::string_view sql, const SqlLimits& limits, const SqlSink& sink);

struct RebuildSummary {
  int64_t coding = 0;
  uint64_t documents = 0;   // coded now
  uint64_t before = 0;      // by an earlier run of the same rebuild
  uint64_t statements = 0;  // of those coded now
  bool complete = false;    // false: stopped; the same command goes on from there
  bool needed = true;       // false: all documents already have this coding; nothing was done
};

// Codes every document again with the engine's model and tables, as a coding of its own; the old ones stay beside.
// Answers change to it at once, when it is complete. `again`: also where nothing would change. `progress` is called
// after each batch with the documents done and all there are; false stops. REQUIRES: an engine opened with a model.
Result<RebuildSummary> RebuildLedger(const Engine& engine, const std::string& path, bool again,
                                     const std::function<bool(uint64_t done, uint64_t all)>& progress);

}  // namespace entente
