#include "input/input.h"

#include <memory>

#include "input/dispatcher.h"
#include "input/fields.h"
#include "input/walk.h"
#include "unpack/file_source.h"

namespace entente {
namespace {

// `reached` is called with the bytes of the file read so far.
Status ReadFile(const std::string& path, const InputOptions& options, const DocumentSink& sink, PageTools& pages,
                std::function<void(uint64_t)> reached) {
  Result<std::unique_ptr<FileSource>> opened = FileSource::Open(path);
  if (!opened.ok()) return opened.status();
  FileSource& source = **opened;
  source.OnBlock(std::move(reached));
  ExpansionBudget budget([&] { return source.reached(); });
  return Dispatcher(options, budget, pages).Read(source, PrintableName(path), {}, sink);
}

uint64_t TotalBytes(const std::vector<std::string>& paths) {
  uint64_t total = 0;
  bool known = true;
  const WalkSink count{[&](const std::string& path) {
                         const std::optional<uint64_t> bytes = FileBytes(path);
                         known = known && bytes.has_value();
                         total += bytes.value_or(0);
                         return true;
                       },
                       [](const InputProblem&) {}, [](std::string_view) {}};
  for (const std::string& path : paths) Walk(path, count);
  return known ? total : 0;
}

}  // namespace

void ReadInputs(const std::vector<std::string>& paths, const InputOptions& options, const DocumentSink& sink,
                const ProgressSink& progress) {
  if (options.supply) return options.supply(paths, sink);
  InputProgress so_far;
  if (progress) so_far.total = TotalBytes(paths);
  PageTools pages;
  bool go_on = true;
  const DocumentSink watched{[&](Document document) { return go_on = sink.document(std::move(document)); },
                             sink.problem, sink.skipped ? sink.skipped : [](std::string_view) {}};
  auto read = [&](const std::string& path) {
    const uint64_t before = so_far.bytes;
    auto reached = [&](uint64_t bytes) {
      so_far.bytes = before + bytes;
      if (progress) progress(so_far);
    };
    const Status status = ReadFile(path, options, watched, pages, reached);
    if (!status.ok()) sink.problem({PrintableName(path), 0, 0, status});
    return go_on;
  };
  for (const std::string& path : paths) {
    if (!Walk(path, {read, sink.problem, watched.skipped})) return;
  }
}

Status ReadInput(const std::string& path, const InputOptions& options, const DocumentSink& sink) {
  PageTools pages;
  return ReadFile(path, options, sink, pages, {});
}

Status ReadBytes(const std::string& name, std::string_view bytes, const InputHints& hints, const DocumentSink& sink,
                 PageTools* pages) {
  MemorySource source(bytes);
  PageTools own;
  ExpansionBudget budget([&] { return bytes.size(); });
  return Dispatcher(InputKind::kAuto, budget, pages == nullptr ? own : *pages)
      .Read(source, PrintableName(name), hints, sink);
}

Result<std::vector<ColumnName>> ColumnNamesOf(std::string_view words) {
  std::vector<ColumnName> names;
  while (!words.empty()) {
    const size_t end = std::min(words.find(','), words.size());
    const std::string_view one = words.substr(0, end);
    const size_t equals = one.find('=');
    const std::string field(one.substr(0, std::min(equals, one.size())));
    const bool known = FieldNamed(field).has_value();
    if (equals == std::string_view::npos || equals + 1 == one.size() || !known) {
      return Status(StatusCode::kInvalidInput, "usage.bad_columns",
                    "--columns " + std::string(one) +
                        ": write FIELD=COLUMN, FIELD one of id, text, title, date, outlet, url, authors, language");
    }
    names.push_back({field, std::string(one.substr(equals + 1))});
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return names;
}

}  // namespace entente
