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
  StreamTools out{std::move(*book), std::move(*acts), {}, {}, {}};
  static constexpr std::array<std::string_view, 2> kColumns = {"field", "names"};
  Status status = ForEachRow(files, "stream/columns.tsv", kColumns, [&](uint32_t, auto cell) {
    uint32_t rank = 0;
    for (std::string_view name : SplitList(cell("names"))) {
      out.columns.emplace(name, Column{std::string(cell("field")), rank++});
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  static constexpr std::array<std::string_view, 2> kLayout = {"form", "columns"};
  status = ForEachRow(files, "stream/layouts.tsv", kLayout, [&](uint32_t, auto cell) {
    const std::optional<StreamForm> form = StreamFormOf(cell("form"));
    if (!form) return Status(StatusCode::kInvalidInput, "data.bad_table", "stream/layouts.tsv: no such form");
    Layout layout{*form, 0, {}};
    for (std::string_view name : SplitList(cell("columns"))) {
      layout.header += (layout.cells++ == 0 ? "" : "\t") + std::string(name);
    }
    out.layouts.push_back(std::move(layout));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  static constexpr std::array<std::string_view, 2> kSectors = {"sector", "icews"};
  status = ForEachRow(files, "ontology/icews_sectors.tsv", kSectors, [&](uint32_t, auto cell) {
    out.icews_sectors.emplace(cell("sector"), cell("icews"));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

namespace {

// What the first line tells of a file.
struct Shape {
  StreamForm form = StreamForm::kAuto;
  std::string header;  // empty where the first line is it
  char separator = '\t';
};

bool HasField(const StreamTools& tools, std::span<const std::string_view> cells) {
  size_t known = 0;
  for (const std::string_view cell : cells) {
    std::string word;
    for (const char c : cell) word += c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (tools.columns.find(word) != tools.columns.end()) ++known;
  }
  return known >= 3;
}

// The form of a file with a header, by what only that form has.
StreamForm FormOfHeader(std::string_view header) {
  if (header.find("Event Mode") != std::string_view::npos) return StreamForm::kPolecat;
  if (header.find("SourceActorFull") != std::string_view::npos) return StreamForm::kPhoenix;
  if (header.find("Actor1Code") != std::string_view::npos) return StreamForm::kGdelt;
  const bool icews = header.find("Source Sectors") != std::string_view::npos ||
                     header.find("source_sectors") != std::string_view::npos;
  return icews ? StreamForm::kIcews : StreamForm::kQuads;
}

Result<Shape> ShapeOf(std::string_view line, StreamForm form, const StreamTools& tools) {
  Shape shape;
  shape.separator = SeparatorOf(line);
  CellSplitter splitter(shape.separator);
  const std::span<const std::string_view> cells = splitter.Split(line);
  if (HasField(tools, cells)) {
    shape.form = form == StreamForm::kAuto ? FormOfHeader(line) : form;
    return shape;
  }
  for (const StreamTools::Layout& layout : tools.layouts) {
    // KEDS lines end in free text, or not: a lower bound.
    const bool fits = layout.form == StreamForm::kCameo ? cells.size() >= layout.cells : cells.size() == layout.cells;
    if (!fits || (form != StreamForm::kAuto && form != layout.form)) continue;
    shape.form = layout.form;
    shape.header = layout.header;
    return shape;
  }
  return Status(StatusCode::kUnsupported, "stream.unknown_form",
                "the first line is neither a header nor " + std::string(ToString(form)) + ": " +
                    std::to_string(cells.size()) + " columns; see docs/format/streams.md");
}

}  // namespace

Result<StreamForm> ReadStream(LineSource& lines, StreamForm form, const StreamTools& tools, StreamVocabulary& words,
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
    Result<Shape> shape = ShapeOf(line, form, tools);
    if (!shape.ok()) return shape.status();
    form = shape->form;
    const std::string first(line);
    if (form == StreamForm::kGdeltMentions) {
      reader = MakeMentionReader(sink);
    } else {
      const std::string& header = shape->header.empty() ? first : shape->header;
      Result<std::unique_ptr<RowReader>> made = MakeTableReader(header, shape->separator, tools, words, sink);
      if (!made.ok()) return made.status();
      reader = std::move(*made);
    }
    if (!shape->header.empty()) reader->Read(lines.line_number(), first);
  }
  if (!lines.status().ok()) return lines.status();
  return form;
}

}  // namespace entente
