// Readers: one input at a time to documents, streamed to a sink.
//
// A Reader is the seam for every kind of input; ReadInput chooses one by content. Bad records are reported and skipped;
// only an input that cannot be read at all fails. Readers hold no state between calls; any thread may use its own.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/input.h"
#include "entente/status.h"

namespace entente {

// What a reader gives its documents and problems to. `document` returns false to stop reading.
struct DocumentSink {
  std::function<bool(Document)> document;
  std::function<void(const InputProblem&)> problem;
};

class Reader {
 public:
  virtual ~Reader() = default;
  // `name`: the path, or "-". Errors: io.* (kIo) where the stream breaks.
  virtual Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const = 0;
};

// Limits that keep memory bounded whatever comes in.
inline constexpr size_t kMaxDocumentBytes = size_t{16} << 20;

// Opens `path` ("-": standard input), sniffs, reads. Errors: io.not_found, io.unreadable; content problems go to the
// sink: text.empty, text.binary, text.invalid_utf8, text.too_large, ndjson.bad_json, ndjson.no_text.
Status ReadInput(const std::string& path, InputKind kind, const DocumentSink& sink);

// Files below the paths (of a directory: its .txt and .ndjson files, sorted by name); "-" and files pass through.
// Errors: io.not_found.
Result<std::vector<std::string>> ExpandPaths(const std::vector<std::string>& paths);

std::unique_ptr<Reader> MakeTextReader();
std::unique_ptr<Reader> MakeNdjsonReader();

}  // namespace entente
