// What can be read, how, and how a problem in it is told.
//
// Plain values. Nothing here opens a file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/document.h"
#include "entente/status.h"

namespace entente {

// What the innermost bytes are. Compression and archives around them are always seen by content.
enum class InputKind { kAuto, kText, kHtml, kFeed, kWarc, kNdjson, kJson, kCsv, kTsv };
// "auto", "text", "html", "feed", "warc", "ndjson", "json", "csv", "tsv"; nothing for other words.
std::optional<InputKind> InputKindOf(std::string_view word);
inline constexpr std::string_view kInputWords = "auto, text, html, feed, warc, ndjson, json, csv, tsv";

// A column (or JSON key) that holds a field of documents under a name of its own.
struct ColumnName {
  std::string field;   // "id", "text", "title", "date", "outlet", "url", "authors", "language"
  std::string column;  // as the header has it
};
// "text=body,date=published" → {{"text","body"},{"date","published"}}. Errors: usage.bad_columns.
Result<std::vector<ColumnName>> ColumnNamesOf(std::string_view words);

struct DocumentSink;
// Gives the documents of `paths` where these are no files: see fetch.h.
using InputSupply = std::function<void(const std::vector<std::string>& paths, const DocumentSink& sink)>;

// How inputs are read.
struct InputOptions {
  InputOptions(InputKind k = InputKind::kAuto) : kind(k) {}  // NOLINT(google-explicit-constructor)
  InputKind kind;
  std::vector<ColumnName> columns;  // before the usual names, for CSV, TSV, NDJSON and JSON
  InputSupply supply = {};          // in place of files
};

// Where a problem is. record 0: the whole input; `byte` is an offset in the input.
struct InputProblem {
  std::string input;  // "crawl.zip!day1.warc.gz" for a member; fit to be printed (see PrintableName)
  uint64_t record = 0;
  uint64_t byte = 0;
  Status status;
};

// What readers give their documents and problems to, on the calling thread, in input order.
struct DocumentSink {
  std::function<bool(Document)> document;              // false: stop reading
  std::function<void(const InputProblem&)> problem;    // something refused
  std::function<void(std::string_view)> skipped = {};  // left out as it should be: a stable code ("warc.request")
};

// How far reading has come.
struct InputProgress {
  uint64_t bytes = 0;  // of the files as they lie on the disk
  uint64_t total = 0;  // 0 where unknown: standard input, a pipe
};

// Names come from strangers too: invalid UTF-8, control characters and marks that turn writing round become '?'.
std::string PrintableName(std::string_view name);

}  // namespace entente
