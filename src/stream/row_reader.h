// RowReader: one form of stream, line by line. What the forms share: cells, dates, actors looked up once.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "stream/stream_reader.h"

namespace entente {

class RowReader {
 public:
  virtual ~RowReader() = default;
  virtual void Read(uint32_t number, std::string_view line) = 0;
};

// Cells of a line. Quotes count where the separator is no tab (RFC 4180); a quoted cell with doubled quotes is
// unescaped into memory of its own. Views are good until the next Split.
class CellSplitter {
 public:
  static constexpr size_t kMaxCells = 128;
  explicit CellSplitter(char separator = '\t') : separator_(separator) {}
  std::span<const std::string_view> Split(std::string_view line);
  char separator() const { return separator_; }

 private:
  std::string_view Quoted(std::string_view line, size_t& at);
  char separator_;
  std::array<std::string_view, kMaxCells> cells_;
  std::string unescaped_;
};

// Days by text; remembers the last, since streams come by date. "2018-06-01" (what follows is dropped), "20180601",
// "180601"; nothing where not valid, or outside the years 1000 to 2999.
class DayReader {
 public:
  std::optional<int32_t> Day(std::string_view text);

 private:
  std::string last_text_;
  std::optional<int32_t> last_;
};

// Numbers of actors, asking the book once for each.
class ActorCache {
 public:
  ActorCache(const StreamActorBook& book, StreamNames& names) : book_(book), names_(names) {}
  StreamActorId Resolve(std::string_view name, std::string_view sectors, std::string_view country);

 private:
  const StreamActorBook& book_;
  StreamNames& names_;
  TextMap<StreamActorId> known_;
  std::string key_;
};

// Numbers of acts, asking the table once for each.
class ActCache {
 public:
  ActCache(const StreamActs& acts, StreamNames& names) : acts_(acts), names_(names) {}
  // Nothing where neither code, name nor type is known.
  std::optional<StreamActId> Find(std::string_view cameo, std::string_view name, std::string_view type,
                                  std::string_view mode);

 private:
  const StreamActs& acts_;
  StreamNames& names_;
  TextMap<std::optional<StreamActId>> known_;
  std::string key_;
};

// Tables with a header line: ICEWS, POLECAT, Phoenix, quads. Errors: stream.missing_column.
Result<std::unique_ptr<RowReader>> MakeTableReader(std::string_view header, const StreamTools& tools,
                                                   StreamNames& names, StreamSink& sink);

}  // namespace entente
