// NDJSON: one JSON object a line, {"id","text","date"?,"outlet"?,"url"?,"title"?}.
#include <simdjson.h>

#include <istream>

#include "base/date.h"
#include "base/utf8.h"
#include "text/reader.h"

namespace entente {
namespace {

using simdjson::dom::object;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string TextIn(const object& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

// Many collections number their documents.
std::string IdIn(const object& from) {
  int64_t number = 0;
  return from["id"].get(number) == simdjson::SUCCESS ? std::to_string(number) : TextIn(from, "id");
}

class NdjsonReader : public Reader {
 public:
  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    simdjson::dom::parser parser;
    std::string line;
    uint64_t record = 0;
    uint64_t at = 0;
    while (true) {
      const LineEnd end = NextLine(in, line);
      if (end == LineEnd::kInput && line.empty()) break;
      ++record;
      const uint64_t begin = at;
      at += line.size() + 1;
      auto refuse = [&](std::string_view id, std::string what, uint64_t byte) {
        sink.problem({name, record, byte, Status(StatusCode::kInvalidInput, id, std::move(what))});
      };
      if (end == LineEnd::kTooLong) {
        at += SkipLine(in);
        refuse("text.too_large", "a line of more than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB", begin);
        continue;
      }
      if (record == 1 && line.starts_with(kByteOrderMark)) line.replace(0, kByteOrderMark.size(), "   ");
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      if (const size_t bad = FirstInvalidUtf8(line); bad < line.size()) {
        refuse("text.invalid_utf8", "not UTF-8", begin + bad);
        continue;
      }
      object from;
      if (parser.parse(line).get(from) != simdjson::SUCCESS) {
        refuse("ndjson.bad_json", "not one JSON object on one line", begin);
        continue;
      }
      Document document = DocumentOf(from, name, record);
      if (document.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        refuse("ndjson.no_text", "no \"text\" in it", begin);
        continue;
      }
      if (!sink.document(std::move(document))) break;
    }
    return in.bad() ? Status(StatusCode::kIo, "io.unreadable", name + ": cannot be read") : Status::Ok();
  }

 private:
  enum class LineEnd { kLine, kInput, kTooLong };

  static LineEnd NextLine(std::istream& in, std::string& line) {
    line.clear();
    std::streambuf& bytes = *in.rdbuf();
    for (int c = bytes.sbumpc(); c != EOF; c = bytes.sbumpc()) {
      if (c == '\n') return LineEnd::kLine;
      line += static_cast<char>(c);
      if (line.size() > kMaxDocumentBytes) return LineEnd::kTooLong;
    }
    return LineEnd::kInput;
  }

  static uint64_t SkipLine(std::istream& in) {
    uint64_t skipped = 0;
    std::streambuf& bytes = *in.rdbuf();
    for (int c = bytes.sbumpc(); c != EOF && c != '\n'; c = bytes.sbumpc()) ++skipped;
    return skipped;
  }

  static Document DocumentOf(const object& from, const std::string& name, uint64_t record) {
    Document document;
    document.id = IdIn(from);
    if (document.id.empty()) document.id = name + "#" + std::to_string(record);
    document.text = TextIn(from, "text");
    document.title = TextIn(from, "title");
    document.outlet = TextIn(from, "outlet");
    document.url = TextIn(from, "url");
    document.published_date = DateOf(TextIn(from, "date"));
    return document;
  }
};

}  // namespace

std::unique_ptr<Reader> MakeNdjsonReader() { return std::make_unique<NdjsonReader>(); }

}  // namespace entente
