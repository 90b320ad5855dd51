// Tables with a header: which column holds what is said by data/stream/columns.tsv.
#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "stream/row_reader.h"

namespace entente {
namespace {

enum Field {
  kDate,
  kSource,
  kSourceSectors,
  kSourceCountry,
  kSourceCode,
  kTarget,
  kTargetSectors,
  kTargetCountry,
  kTargetCode,
  kAct,
  kCameo,
  kType,
  kMode,
  kContext,
  kStatus,
  kConfidence,
  kId,
  kStory,
  kSentence,
  kOutlet,
  kUrl,
  kPlace,
  kCountry,
  kLatitude,
  kLongitude,
  kReports,
  kFields
};
constexpr std::array<std::string_view, kFields> kFieldNames = {
    "date",        "source",  "source_sectors", "source_country",
    "source_code", "target",  "target_sectors", "target_country",
    "target_code", "act",     "cameo",          "type",
    "mode",        "context", "status",         "confidence",
    "id",          "story",   "sentence",       "outlet",
    "url",         "place",   "country",        "latitude",
    "longitude",   "reports"};

constexpr int kAbsent = -1;
using FieldColumns = std::array<int, kFields>;

std::string HeaderWord(std::string_view cell) {
  std::string out;
  for (const char c : cell) out += c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

class TableReader : public RowReader {
 public:
  TableReader(char separator, FieldColumns columns, const StreamTools& tools, StreamVocabulary& words, StreamSink& sink)
      : cells_(separator), columns_(columns), actors_(words), acts_(tools.acts, words), sink_(sink) {
    for (const Field field : {kDate, kSource, kTarget, kAct, kCameo, kType}) {
      last_needed_ = std::max(last_needed_, columns_[field]);
    }
  }

  void Read(uint32_t number, std::string_view line) override {
    if (line.empty()) return;
    row_cells_ = cells_.Split(line);
    if (static_cast<int>(row_cells_.size()) <= last_needed_) {
      return sink_.Refused(number, "stream.short_row",
                           std::to_string(row_cells_.size()) + " columns, fewer than the header has");
    }
    StreamRow row;
    row.row = number;
    const std::optional<int32_t> day = days_.Day(Cell(kDate));
    if (!day) return sink_.Refused(number, "stream.bad_date", "'" + std::string(Cell(kDate)) + "' is no date");
    row.day = *day;
    if (Name(kSource, kSourceCode).empty() || Name(kTarget, kTargetCode).empty()) {
      return sink_.Refused(number, "stream.no_actor", "an event needs a source and a target");
    }
    const std::optional<uint32_t> act = acts_.Find(Cell(kCameo), Cell(kAct), Cell(kType), Cell(kMode));
    if (!act) return sink_.Refused(number, "stream.unknown_act", "no act '" + ActWords() + "'");
    row.act = *act;
    row.source =
        actors_.Find(Name(kSource, kSourceCode), Cell(kSourceCode), Cell(kSourceSectors), Cell(kSourceCountry));
    row.target =
        actors_.Find(Name(kTarget, kTargetCode), Cell(kTargetCode), Cell(kTargetSectors), Cell(kTargetCountry));
    ReadRest(row);
    sink_.Event(row);
  }

 private:
  std::string_view Cell(Field field) const {
    const int column = columns_[field];
    if (column == kAbsent || static_cast<size_t>(column) >= row_cells_.size()) return {};
    const std::string_view cell = row_cells_[static_cast<size_t>(column)];
    return cell == "NA" || cell == "None" ? std::string_view() : cell;
  }

  std::string_view Name(Field name, Field code) const { return Cell(name).empty() ? Cell(code) : Cell(name); }

  std::string ActWords() const {
    for (const Field field : {kAct, kCameo, kType}) {
      if (!Cell(field).empty()) return std::string(Cell(field));
    }
    return {};
  }

  void ReadRest(StreamRow& row) const {
    if (!Cell(kStatus).empty()) row.status = StatementStatusOf(Cell(kStatus)).value_or(StatementStatus::kActual);
    if (!Cell(kConfidence).empty()) row.confidence = std::atof(std::string(Cell(kConfidence)).c_str());
    row.detail = {Cell(kId),      Cell(kStory),    Cell(kSentence),  Cell(kOutlet),  Cell(kUrl),    Cell(kPlace),
                  Cell(kCountry), Cell(kLatitude), Cell(kLongitude), Cell(kContext), Cell(kReports)};
  }

  CellSplitter cells_;
  FieldColumns columns_;
  int last_needed_ = 0;
  ActorCache actors_;
  ActCache acts_;
  DayReader days_;
  StreamSink& sink_;
  std::span<const std::string_view> row_cells_;
};

}  // namespace

Result<std::unique_ptr<RowReader>> MakeTableReader(std::string_view header, char separator, const StreamTools& tools,
                                                   StreamVocabulary& words, StreamSink& sink) {
  FieldColumns columns;
  std::array<uint32_t, kFields> ranks;
  columns.fill(kAbsent);
  ranks.fill(std::numeric_limits<uint32_t>::max());
  int at = 0;
  CellSplitter names(SeparatorOf(header));
  for (const std::string_view cell : names.Split(header)) {
    const auto column = tools.columns.find(HeaderWord(cell));
    const auto field = column == tools.columns.end()
                           ? kFieldNames.end()
                           : std::find(kFieldNames.begin(), kFieldNames.end(), column->second.field);
    if (field != kFieldNames.end()) {
      const auto f = static_cast<size_t>(field - kFieldNames.begin());
      if (column->second.rank < ranks[f]) ranks[f] = column->second.rank, columns[f] = at;
    }
    ++at;
  }
  const auto have = [&](Field a, Field b) { return columns[a] != kAbsent || columns[b] != kAbsent; };
  const bool complete = columns[kDate] != kAbsent && have(kSource, kSourceCode) && have(kTarget, kTargetCode) &&
                        (have(kAct, kCameo) || columns[kType] != kAbsent);
  if (!complete) {
    return Status(StatusCode::kInvalidInput, "stream.missing_column",
                  "the header needs date, source, target and an act, type or CAMEO code; see docs/format/streams.md");
  }
  return std::unique_ptr<RowReader>(std::make_unique<TableReader>(separator, columns, tools, words, sink));
}

}  // namespace entente
