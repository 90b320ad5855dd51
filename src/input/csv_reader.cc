// CSV and TSV (RFC 4180): a header, then one document a row.
//
// Rows that are no UTF-8 are read as windows-1252, which spreadsheets write. A quote that is followed by neither the
// separator nor the end of its row did not quote the cell: it stays in it, as in a table nobody quoted.
#include <algorithm>
#include <istream>

#include "base/utf8.h"
#include "html/charset.h"
#include "input/fields.h"
#include "input/readers.h"
#include "unpack/source.h"

namespace entente {
namespace {

constexpr size_t kMaxHeaderBytes = size_t{1} << 16;

// One row at a time, cells unquoted.
class RowReader {
 public:
  RowReader(std::streambuf& from, size_t max_bytes) : from_(from), max_bytes_(max_bytes) {}

  enum class Outcome { kRow, kTooLong, kUnclosed, kEnd };

  // `separator` 0: cells are not parted (for the header, before it is known).
  Outcome Next(char separator) {
    cells_.assign(1, {});
    held_ = 0;
    begin_ = at_;
    too_long_ = false;
    if (from_.sgetc() == EOF) return Outcome::kEnd;
    while (true) {
      const Stop stop = ReadCell(separator);
      if (stop == Stop::kUnclosed) return too_long_ ? Outcome::kTooLong : Outcome::kUnclosed;
      if (stop == Stop::kRow) return too_long_ ? Outcome::kTooLong : Outcome::kRow;
      if (cells_.size() < kMaxCells) cells_.emplace_back();
    }
  }
  std::vector<std::string>& cells() { return cells_; }
  uint64_t begin() const { return begin_; }

 private:
  static constexpr size_t kMaxCells = 4096;
  enum class Stop { kCell, kRow, kUnclosed };

  Stop ReadCell(char separator) {
    bool quoted = Peek() == '"';
    if (quoted) Take();
    const bool began_quoted = quoted;
    for (int c = Take();; c = Take()) {
      if (c == EOF) return quoted ? Stop::kUnclosed : Stop::kRow;
      if (quoted && c == '"') {
        const int next = Peek();
        if (next == '"') {
          Add(Take());
          continue;
        }
        quoted = false;
        if (next != separator && next != '\r' && next != '\n' && next != EOF) {
          cells_.back().insert(0, 1, '"');
          Add('"');
        }
      } else if (!quoted && c == separator && separator != 0) {
        return Stop::kCell;
      } else if (!quoted && c == '\n') {
        if (!began_quoted && cells_.back().ends_with('\r')) cells_.back().pop_back();
        return Stop::kRow;
      } else if (!quoted && c == '\r' && began_quoted && Peek() == '\n') {
        continue;
      } else {
        Add(c);
      }
    }
  }

  int Peek() { return from_.sgetc(); }
  int Take() {
    const int c = from_.sbumpc();
    if (c != EOF) ++at_;
    return c;
  }
  void Add(int c) {
    if (++held_ > max_bytes_) {
      too_long_ = true;
      cells_.back().clear();
      return;
    }
    cells_.back() += static_cast<char>(c);
  }

  std::streambuf& from_;
  size_t max_bytes_;
  std::vector<std::string> cells_;
  size_t held_ = 0;
  uint64_t at_ = 0;
  uint64_t begin_ = 0;
  bool too_long_ = false;
};

// The separator that parts the header into most cells.
char SeparatorOf(std::string_view header) {
  char best = ',';
  size_t most = 0;
  for (const char one : {',', '\t', ';', '|'}) {
    const size_t count = static_cast<size_t>(std::count(header.begin(), header.end(), one));
    if (count > most) {
      most = count;
      best = one;
    }
  }
  return best;
}

std::vector<std::optional<Field>> FieldsOf(const std::vector<std::string>& header, const InputOptions& options) {
  std::vector<std::optional<Field>> fields;
  fields.reserve(header.size());
  for (const std::string& column : header) fields.push_back(FieldOf(column, options));
  return fields;
}

std::string HeadLine(std::streambuf& from) {
  std::string line;
  for (int c = from.sbumpc(); c != EOF && c != '\n' && line.size() < kMaxHeaderBytes; c = from.sbumpc()) {
    line += static_cast<char>(c);
  }
  return line;
}

class CsvReader : public Reader {
 public:
  CsvReader(char separator, InputOptions options) : separator_(separator), options_(std::move(options)) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    auto refuse = [&](uint64_t record, uint64_t byte, std::string_view id, std::string what) {
      sink.problem({name, record, byte, Status(StatusCode::kInvalidInput, id, std::move(what))});
    };
    std::string header = HeadLine(*in.rdbuf());
    const uint64_t header_bytes = header.size() + 1;
    const char separator = separator_ != 0 ? separator_ : SeparatorOf(header);
    const std::vector<std::optional<Field>> fields = FieldsOf(HeaderCells(header, separator), options_);
    if (std::find(fields.begin(), fields.end(), Field::kText) == fields.end()) {
      refuse(0, 0, "csv.no_text_column", "no column is named text; say which holds it: --columns text=NAME");
      return Status::Ok();
    }
    RowReader rows(*in.rdbuf(), kMaxDocumentBytes);
    for (uint64_t record = 2;; ++record) {  // as a spreadsheet numbers them
      const RowReader::Outcome outcome = rows.Next(separator);
      const uint64_t at = header_bytes + rows.begin();
      if (outcome == RowReader::Outcome::kEnd) return Status::Ok();
      if (outcome == RowReader::Outcome::kTooLong) {
        refuse(record, at, "text.too_large", "a row of more than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB");
        continue;
      }
      if (outcome == RowReader::Outcome::kUnclosed) {
        refuse(record, at, "csv.unclosed_quote", "a quote is opened here and never closed");
        return Status::Ok();
      }
      if (rows.cells().size() == 1 && IsBlank(rows.cells()[0])) continue;
      Document document = DocumentOf(rows.cells(), fields);
      if (IsBlank(document.text)) {
        refuse(record, at, "csv.no_text", "no text in this row");
        continue;
      }
      if (document.id.empty()) document.id = name + "#" + std::to_string(record);
      if (!sink.document(std::move(document))) return Status::Ok();
    }
  }

 private:
  static std::vector<std::string> HeaderCells(std::string header, char separator) {
    if (header.starts_with("\xEF\xBB\xBF")) header.erase(0, 3);
    MemorySource source(header);
    RowReader rows(source, kMaxHeaderBytes);
    rows.Next(separator);
    return std::move(rows.cells());
  }

  static Document DocumentOf(const std::vector<std::string>& cells, const std::vector<std::optional<Field>>& fields) {
    Document document;
    for (size_t i = 0; i < std::min(cells.size(), fields.size()); ++i) {
      if (!fields[i]) continue;
      const bool utf8 = FirstInvalidUtf8(cells[i]) == cells[i].size();
      SetField(*fields[i], utf8 ? cells[i] : DecodeToUtf8(cells[i]).text, document);
    }
    return document;
  }

  char separator_;
  InputOptions options_;
};

}  // namespace

std::unique_ptr<Reader> MakeCsvReader(char separator, InputOptions options) {
  return std::make_unique<CsvReader>(separator, std::move(options));
}

}  // namespace entente
