// NDJSON: one JSON object a line.
#include <simdjson.h>

#include <istream>

#include "base/utf8.h"
#include "input/json_fields.h"
#include "input/line_reader.h"
#include "input/readers.h"

namespace entente {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
static_assert(LineReader::kPadding >= simdjson::SIMDJSON_PADDING);

class NdjsonReader : public Reader {
 public:
  explicit NdjsonReader(InputOptions options) : options_(std::move(options)) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    simdjson::dom::parser parser;
    LineReader lines(*in.rdbuf(), kMaxDocumentBytes);
    std::string_view line;
    for (uint64_t record = 1;; ++record) {
      const LineReader::Outcome outcome = lines.Next(line);
      if (outcome == LineReader::Outcome::kEnd) break;
      auto refuse = [&](std::string_view id, std::string what, uint64_t byte) {
        sink.problem({name, record, byte, Status(StatusCode::kInvalidInput, id, std::move(what))});
      };
      if (outcome == LineReader::Outcome::kTooLong) {
        refuse("text.too_large", "a line of more than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB",
               lines.begin());
        continue;
      }
      const size_t mark = record == 1 && line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
      line.remove_prefix(mark);
      if (IsBlank(line)) continue;
      if (const size_t bad = FirstInvalidUtf8(line); bad < line.size()) {
        refuse("text.invalid_utf8", "not UTF-8", lines.begin() + mark + bad);
        continue;
      }
      simdjson::dom::object from;
      if (parser.parse(line.data(), line.size(), false).get(from) != simdjson::SUCCESS) {
        refuse("ndjson.bad_json", "not one JSON object on one line", lines.begin());
        continue;
      }
      Document document = DocumentOfJson(from, options_);
      if (IsBlank(document.text)) {
        refuse("ndjson.no_text", "no \"text\" in it", lines.begin());
        continue;
      }
      if (document.id.empty()) document.id = name + "#" + std::to_string(record);
      if (!sink.document(std::move(document))) break;
    }
    return Status::Ok();
  }

 private:
  InputOptions options_;
};

}  // namespace

std::unique_ptr<Reader> MakeNdjsonReader(InputOptions options) {
  return std::make_unique<NdjsonReader>(std::move(options));
}

}  // namespace entente
