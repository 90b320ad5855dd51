#include "stream/stream_reader.h"

#include <algorithm>
#include <array>

#include "base/table_rows.h"
#include "stream/row_reader.h"

namespace entente {
namespace {

constexpr std::array<std::pair<StreamForm, std::string_view>, 8> kForms = {
    {{StreamForm::kAuto, "auto"},
     {StreamForm::kIcews, "icews"},
     {StreamForm::kGdelt, "gdelt"},
     {StreamForm::kGdeltMentions, "gdelt-mentions"},
     {StreamForm::kPolecat, "polecat"},
     {StreamForm::kCameo, "cameo"},
     {StreamForm::kPhoenix, "phoenix"},
     {StreamForm::kQuads, "quads"}}};

}  // namespace

std::string_view ToString(StreamForm form) {
  return std::find_if(kForms.begin(), kForms.end(), [&](const auto& known) { return known.first == form; })->second;
}

std::optional<StreamForm> StreamFormOf(std::string_view word) {
  for (const auto& [form, name] : kForms) {
    if (name == word) return form;
  }
  return std::nullopt;
}

Result<StreamTools> StreamTools::Load(const DataFiles& files) {
  Result<StreamActorBook> book = StreamActorBook::Load(files);
  if (!book.ok()) return book.status();
  Result<StreamActs> acts = StreamActs::Load(files);
  if (!acts.ok()) return acts.status();
  StreamTools out{std::move(*book), std::move(*acts), {}, {}};
  static constexpr std::array<std::string_view, 2> kColumns = {"field", "names"};
  Status status = ForEachRow(files, "stream/columns.tsv", kColumns, [&](uint32_t, auto cell) {
    uint32_t rank = 0;
    for (std::string_view name : SplitList(cell("names"))) {
      out.fields.emplace(name, cell("field"));
      out.field_ranks.emplace(name, rank++);
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

Result<StreamForm> ReadStream(LineSource& lines, StreamForm form, const StreamTools& tools, StreamNames& names,
                              StreamSink& sink) {
  std::string_view line;
  std::unique_ptr<RowReader> reader;
  while (lines.Next(line)) {
    if (lines.too_long()) {
      sink.Refused(lines.line_number(), "stream.long_line", "longer than 1 MiB");
      continue;
    }
    if (reader != nullptr) {
      reader->Read(lines.line_number(), line);
      continue;
    }
    if (line.empty()) continue;
    Result<std::unique_ptr<RowReader>> made = MakeTableReader(line, tools, names, sink);
    if (!made.ok()) return made.status();
    reader = std::move(*made);
    if (form == StreamForm::kAuto) form = StreamForm::kIcews;
  }
  if (!lines.status().ok()) return lines.status();
  return form;
}

}  // namespace entente
