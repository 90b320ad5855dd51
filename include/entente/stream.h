// Streams: event data of others into a ledger and out again. Beside Engine; needs no language model.
//
// Immutable after Open; any thread may call its const members.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/answer.h"
#include "entente/status.h"

namespace entente {

// One row that was skipped, or one file that could not be read (row 0).
struct StreamProblem {
  std::string file;
  uint32_t row = 0;  // line, 1-based
  Status status;
};

struct ImportedFile {
  std::string path;
  std::string form;    // what it was: "icews", "gdelt", …
  bool known = false;  // a file of this content is in the ledger already: nothing was added
  uint64_t events = 0;
  uint64_t mentions = 0;
  uint64_t refused = 0;
  std::vector<std::pair<std::string, uint64_t>> refused_by_reason;  // stable code and count, sorted
};

struct ExportRequest {
  std::string form;   // one of StreamForms().out
  std::string actor;  // code, key or name; empty: all
  TimeWindow window;
};

// The words `import --as` and `export --as` take, for messages.
std::string_view StreamFormsIn();
std::string_view StreamFormsOut();

class Streams {
 public:
  // `data_dir` empty: the tables in the binary. Errors: data.*.
  static Result<std::unique_ptr<Streams>> Open(const std::string& data_dir);
  ~Streams();

  // Each file whole or not at all. `form`: see StreamFormsIn(); "auto" looks at the first line. `problem` hears of
  // every row that is skipped. Errors: usage.bad_input, io.*, stream.*, ledger.*. Cost: 300,000 rows a second and more.
  Result<ImportedFile> Import(const std::string& path, std::string_view form, const std::string& ledger_path,
                              const std::function<void(const StreamProblem&)>& problem) const;

  // Imported events, then coded ones, in pieces; `write` returns false to stop. What the form has no place for is
  // counted in the result. Errors: usage.bad_input, actor.unknown, ledger.*.
  Result<uint64_t> Export(const ExportRequest& request, const std::string& ledger_path,
                          const std::function<bool(std::string_view)>& write) const;

  // CPU seconds to read a file into columns, without a ledger, and what came of it: for measuring.
  struct ColumnTimes {
    uint64_t events = 0, actors = 0, groups = 0, pairs = 0, refused = 0;
    double read_seconds = 0, build_seconds = 0, query_microseconds = 0;
    uint64_t bytes = 0;  // of the columns, index included
  };
  Result<ColumnTimes> Measure(const std::string& path, std::string_view form) const;

  struct Tools;
  const Tools& tools() const { return *tools_; }

 private:
  explicit Streams(std::unique_ptr<const Tools> tools);
  std::unique_ptr<const Tools> tools_;
};

}  // namespace entente
