// Plain text: one file, one document.
#include <algorithm>
#include <array>
#include <cctype>
#include <istream>
#include <utility>

#include "base/utf8.h"
#include "text/blocks.h"
#include "text/reader.h"

namespace entente {
namespace {

// What the first bytes say it is, where that is something other readers will take one day; else empty.
std::string_view OtherKindOf(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kBeginnings = {
      {{"<!doctype html", "HTML"},
       {"<html", "HTML"},
       {"<?xml", "XML"},
       {"<rss", "RSS"},
       {"<feed", "Atom"},
       {"%pdf-", "PDF"},
       {"warc/", "WARC"},
       {"pk\x03\x04", "ZIP"},
       {"\x1f\x8b", "gzip"}}};
  std::string head(text.substr(0, 512));
  head.erase(0, std::min(head.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), head.size()));
  std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const auto& [beginning, kind] : kBeginnings) {
    if (head.starts_with(beginning)) return kind;
  }
  return {};
}

class TextReader : public Reader {
 public:
  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    std::string text;
    if (!ReadLimited(in, text)) {
      return Refuse(sink, name, kMaxDocumentBytes, "text.too_large",
                    "more than " + std::to_string(kMaxDocumentBytes >> 20) +
                        " MiB of plain text in one document; split it, or give NDJSON");
    }
    if (in.bad()) return {StatusCode::kIo, "io.unreadable", name + ": cannot be read"};
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
      return Refuse(sink, name, 0, "text.empty", "nothing in it to read");
    }
    if (const std::string_view kind = OtherKindOf(text); !kind.empty()) {
      return Refuse(sink, name, 0, "text.unsupported",
                    std::string(kind) + " is not read yet; give its text, or NDJSON with it");
    }
    if (const size_t zero = text.find('\0'); zero != std::string::npos) {
      return Refuse(sink, name, zero, "text.binary", "a zero byte: this is no text; plain text and NDJSON are read");
    }
    if (const size_t bad = FirstInvalidUtf8(text); bad < text.size()) {
      return Refuse(sink, name, bad, "text.invalid_utf8", "not UTF-8; convert it, as with iconv -t UTF-8");
    }
    Document document;
    document.id = name;
    document.title = std::string(HeadingOf(text));
    document.published_date = DateLineOf(text);
    document.text = std::move(text);
    sink.document(std::move(document));
    return Status::Ok();
  }

 private:
  // False where the limit is passed; no more than the limit is held.
  static bool ReadLimited(std::istream& in, std::string& text) {
    std::string chunk(size_t{1} << 16, '\0');
    while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
      if (text.size() + static_cast<size_t>(in.gcount()) > kMaxDocumentBytes) return false;
      text.append(chunk, 0, static_cast<size_t>(in.gcount()));
    }
    return true;
  }

  static Status Refuse(const DocumentSink& sink, const std::string& name, uint64_t byte, std::string_view id,
                       std::string what) {
    sink.problem({name, 0, byte, Status(StatusCode::kInvalidInput, id, std::move(what))});
    return Status::Ok();
  }
};

}  // namespace

std::unique_ptr<Reader> MakeTextReader() { return std::make_unique<TextReader>(); }

}  // namespace entente
