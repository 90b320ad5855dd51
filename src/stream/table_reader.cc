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
  kAmount,
  kFields
};
constexpr std::array<std::string_view, kFields> kFieldNames = {
    "date",        "source",  "source_sectors", "source_country",
    "source_code", "target",  "target_sectors", "target_country",
    "target_code", "act",     "cameo",          "type",
    "mode",        "context", "status",         "confidence",
    "id",          "story",   "sentence",       "outlet",
    "url",         "place",   "country",        "latitude",
    "longitude",   "amount"};

constexpr int kAbsent = -1;
using FieldColumns = std::array<int, kFields>;

std::string HeaderWord(std::string_view cell) {
  std::string out;
  for (const char c : cell) out += c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// The separator that cuts the header into most cells.
char SeparatorOf(std::string_view header) {
  char best = '\t';
  size_t most = 0;
  for (const char c : {'\t', ',', ';', '|'}) {
    const auto count = static_cast<size_t>(std::count(header.begin(), header.end(), c));
    if (count > most) most = count, best = c;
  }
  return best;
}

class TableReader : public RowReader {
 public:
  TableReader(char separator, FieldColumns columns, const StreamTools& tools, StreamNames& names, StreamSink& sink)
      : cells_(separator), columns_(columns), actors_(tools.book, names), acts_(tools.acts, names), sink_(sink) {
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
    if (Cell(kSource).empty() || Cell(kTarget).empty()) {
      return sink_.Refused(number, "stream.no_actor", "an event needs a source and a target");
    }
    const std::optional<StreamActId> act = acts_.Find(Cell(kCameo), Cell(kAct), Cell(kType), Cell(kMode));
    if (!act) return sink_.Refused(number, "stream.unknown_act", "no act '" + ActWords() + "'");
    row.act = *act;
    row.source = actors_.Resolve(Cell(kSource), Cell(kSourceSectors), Cell(kSourceCountry));
    row.target = actors_.Resolve(Cell(kTarget), Cell(kTargetSectors), Cell(kTargetCountry));
    ReadRest(row);
    sink_.Event(row);
  }

 private:
  std::string_view Cell(Field field) const {
    const int column = columns_[field];
    if (column == kAbsent || static_cast<size_t>(column) >= row_cells_.size()) return {};
    const std::string_view cell = row_cells_[static_cast<size_t>(column)];
    return cell == "NA" ? std::string_view() : cell;
  }

  std::string ActWords() const {
    for (const Field field : {kAct, kCameo, kType}) {
      if (!Cell(field).empty()) return std::string(Cell(field));
    }
    return {};
  }

  void ReadRest(StreamRow& row) const {
    if (!Cell(kStatus).empty()) row.status = StatementStatusOf(Cell(kStatus)).value_or(StatementStatus::kActual);
    if (!Cell(kConfidence).empty()) row.confidence = std::atof(std::string(Cell(kConfidence)).c_str());
    row.detail = {Cell(kId),      Cell(kStory),    Cell(kSentence),  Cell(kOutlet),  Cell(kUrl),   Cell(kPlace),
                  Cell(kCountry), Cell(kLatitude), Cell(kLongitude), Cell(kContext), Cell(kAmount)};
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

Result<std::unique_ptr<RowReader>> MakeTableReader(std::string_view header, const StreamTools& tools,
                                                   StreamNames& names, StreamSink& sink) {
  FieldColumns columns;
  std::array<uint32_t, kFields> ranks;
  columns.fill(kAbsent);
  ranks.fill(std::numeric_limits<uint32_t>::max());
  CellSplitter splitter(SeparatorOf(header));
  int at = 0;
  for (const std::string_view cell : splitter.Split(header)) {
    const std::string word = HeaderWord(cell);
    if (const auto field = tools.fields.find(word); field != tools.fields.end()) {
      const uint32_t rank = tools.field_ranks.find(word)->second;
      for (size_t f = 0; f < kFields; ++f) {
        if (kFieldNames[f] == field->second && rank < ranks[f]) ranks[f] = rank, columns[f] = at;
      }
    }
    ++at;
  }
  const bool has_act = columns[kAct] != kAbsent || columns[kCameo] != kAbsent || columns[kType] != kAbsent;
  for (const Field field : {kDate, kSource, kTarget}) {
    if (columns[field] != kAbsent && has_act) continue;
    return Status(StatusCode::kInvalidInput, "stream.missing_column",
                  "the header needs date, source, target and an act, type or CAMEO code; see docs/format/streams.md");
  }
  return std::unique_ptr<RowReader>(std::make_unique<TableReader>(splitter.separator(), columns, tools, names, sink));
}

}  // namespace entente
