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

// Numbers of actors by the cells that name them.
class ActorCache {
 public:
  explicit ActorCache(StreamVocabulary& words) : words_(words) {}
  uint32_t Find(std::string_view name, std::string_view code, std::string_view sectors, std::string_view country);

 private:
  StreamVocabulary& words_;
  TextIndex known_;
  std::string key_;
};

// Numbers of acts, asking the table once for each.
class ActCache {
 public:
  ActCache(const StreamActs& acts, StreamVocabulary& words) : acts_(acts), words_(words) {}
  // Nothing where neither code, name nor type is known.
  std::optional<uint32_t> Find(std::string_view cameo, std::string_view name, std::string_view type,
                               std::string_view mode);

 private:
  const StreamActs& acts_;
  StreamVocabulary& words_;
  TextIndex known_;  // kUnknownAct where no act is meant
  std::string key_;
};

// Tables whose columns `header` names, cut by `separator`: every form. Errors: stream.missing_column.
Result<std::unique_ptr<RowReader>> MakeTableReader(std::string_view header, char separator, const StreamTools& tools,
                                                   StreamVocabulary& words, StreamSink& sink);
// GDELT's mentions, 16 columns. A mention names its event by GlobalEventID.
std::unique_ptr<RowReader> MakeMentionReader(StreamSink& sink);

// The separator that cuts the line into most cells; a space only where there is no other.
char SeparatorOf(std::string_view line);

}  // namespace entente
