// Plain text: one file, one document.
#include <istream>

#include "base/utf8.h"
#include "html/charset.h"
#include "input/fields.h"
#include "input/readers.h"
#include "text/blocks.h"

namespace entente {
namespace {

// More broken sequences than one in this many bytes, and it is no text in any character set we know.
constexpr size_t kBytesPerBroken = 50;

struct Sequences {
  size_t well_formed = 0;  // beyond ASCII
  size_t broken = 0;
};

Sequences CountSequences(std::string_view text) {
  Sequences count;
  while (!text.empty()) {
    const size_t good = FirstInvalidUtf8(text);
    for (const unsigned char c : text.substr(0, good)) count.well_formed += c >= 0xC0 ? 1 : 0;
    if (good < text.size()) ++count.broken;
    text.remove_prefix(std::min(good + 1, text.size()));
  }
  return count;
}

// Bytes that no writer of windows-1252 or its like puts into prose.
bool HasControls(std::string_view text) {
  size_t controls = 0;
  for (const unsigned char c : text) controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' ? 1 : 0;
  return controls * 100 > text.size();
}

class TextReader : public Reader {
 public:
  explicit TextReader(InputHints hints) : hints_(std::move(hints)) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    std::string text;
    if (!ReadLimited(in, text)) {
      return Refuse(sink, name, kMaxDocumentBytes, "text.too_large",
                    "more than " + std::to_string(kMaxDocumentBytes >> 20) +
                        " MiB of plain text in one document; split it, or give NDJSON");
    }
    if (IsBlank(text)) return Refuse(sink, name, 0, "text.empty", "nothing in it to read");
    if (const size_t zero = text.find('\0'); zero != std::string::npos) {
      return Refuse(sink, name, zero, "text.binary", "a zero byte: this is no text");
    }
    const size_t bad = FirstInvalidUtf8(text);
    const bool declared = !CharsetOfContentType(hints_.content_type).empty();
    if ((bad < text.size() || declared) && !Decode(text)) {
      return Refuse(sink, name, bad, "text.invalid_utf8", "neither UTF-8 nor text in a character set that is known");
    }
    Document document;
    document.id = name;
    document.title = std::string(HeadingOf(text));
    document.published_date = DateLineOf(text);
    document.url = hints_.url;
    document.text = std::move(text);
    sink.document(std::move(document));
    return Status::Ok();
  }

 private:
  // UTF-8 with a few faults is mended; else the declared set, else windows-1252. False where nothing of it fits.
  bool Decode(std::string& text) const {
    const Sequences count = CountSequences(text);
    if (count.well_formed > count.broken) {
      if (count.broken * kBytesPerBroken > text.size()) return false;
      uint64_t replaced = 0;
      text = MendUtf8(text, replaced);
      return true;
    }
    if (HasControls(text)) return false;
    text = DecodeToUtf8(text, {hints_.content_type}).text;
    return true;
  }

  // False where the limit is passed; no more than the limit is held.
  static bool ReadLimited(std::istream& in, std::string& text) {
    std::string chunk(size_t{1} << 16, '\0');
    std::streambuf& bytes = *in.rdbuf();
    while (true) {
      const std::streamsize got = bytes.sgetn(chunk.data(), static_cast<std::streamsize>(chunk.size()));
      if (got <= 0) return true;
      if (text.size() + static_cast<size_t>(got) > kMaxDocumentBytes) return false;
      text.append(chunk, 0, static_cast<size_t>(got));
    }
  }

  static Status Refuse(const DocumentSink& sink, const std::string& name, uint64_t byte, std::string_view id,
                       std::string what) {
    sink.problem({name, 0, byte, Status(StatusCode::kInvalidInput, id, std::move(what))});
    return Status::Ok();
  }

  InputHints hints_;
};

}  // namespace

std::unique_ptr<Reader> MakeTextReader(InputHints hints) { return std::make_unique<TextReader>(std::move(hints)); }

}  // namespace entente
