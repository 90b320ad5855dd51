// JSON that spans lines: an array of objects, or objects one after the other. One object is held at a time.
#include <simdjson.h>

#include <istream>

#include "base/utf8.h"
#include "input/json_fields.h"
#include "input/readers.h"

namespace entente {
namespace {

// Cuts a stream into the objects at its top, or in the array at its top, by counting brackets outside strings.
class ObjectCutter {
 public:
  ObjectCutter(std::streambuf& from, size_t max_bytes) : from_(from), max_bytes_(max_bytes) {}

  enum class Outcome {
    kObject,
    kTooLong,  // passed over
    kStray,    // something that is no object, passed over
    kUnclosed,
    kEnd,
  };

  Outcome Next(std::string& object) {
    object.clear();
    if (!FindObject()) return stray_ ? (stray_ = false, Outcome::kStray) : Outcome::kEnd;
    if (stray_) {
      stray_ = false;
      return Outcome::kStray;
    }
    begin_ = at_;
    return Cut(object);
  }
  uint64_t begin() const { return begin_; }

 private:
  static bool IsBetween(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == '[' || c == ']';
  }

  // Stands before the next '{' at the top. What else there is sets stray_.
  bool FindObject() {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    for (int c = from_.sgetc(); c != EOF; c = from_.sgetc()) {
      if (c == '{') return true;
      const bool mark = at_ < kMark.size() && c == static_cast<unsigned char>(kMark[at_]);
      if (!IsBetween(c) && !mark) {
        if (!stray_) begin_ = at_;
        stray_ = true;
      }
      Step();
      if (stray_ && (c == ',' || c == '\n')) return true;
    }
    return false;
  }

  Outcome Cut(std::string& object) {
    size_t depth = 0;
    bool in_string = false;
    bool escaped = false;
    bool too_long = false;
    for (int c = from_.sgetc(); c != EOF; c = from_.sgetc()) {
      Step();
      if (object.size() < max_bytes_) {
        object += static_cast<char>(c);
      } else {
        too_long = true;
      }
      if (in_string) {
        in_string = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return too_long ? Outcome::kTooLong : Outcome::kObject;
      }
    }
    return too_long ? Outcome::kTooLong : Outcome::kUnclosed;
  }

  void Step() {
    from_.sbumpc();
    ++at_;
  }

  std::streambuf& from_;
  size_t max_bytes_;
  uint64_t at_ = 0;
  uint64_t begin_ = 0;
  bool stray_ = false;
};

class JsonReader : public Reader {
 public:
  explicit JsonReader(InputOptions options) : options_(std::move(options)) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    ObjectCutter objects(*in.rdbuf(), kMaxDocumentBytes);
    simdjson::dom::parser parser;
    std::string bytes;
    for (uint64_t record = 1;; ++record) {
      const ObjectCutter::Outcome outcome = objects.Next(bytes);
      if (outcome == ObjectCutter::Outcome::kEnd) return Status::Ok();
      auto refuse = [&](std::string_view id, std::string what, uint64_t at = 0) {
        sink.problem({name, record, objects.begin() + at, Status(StatusCode::kInvalidInput, id, std::move(what))});
      };
      if (outcome == ObjectCutter::Outcome::kTooLong) {
        refuse("text.too_large", "an object of more than " + std::to_string(kMaxDocumentBytes >> 20) + " MiB");
      } else if (outcome == ObjectCutter::Outcome::kStray) {
        refuse("json.bad_json", "not a JSON object");
      } else if (outcome == ObjectCutter::Outcome::kUnclosed) {
        refuse("json.bad_json", "an object that is not closed");
      } else if (const size_t bad = FirstInvalidUtf8(bytes); bad < bytes.size()) {
        refuse("text.invalid_utf8", "not UTF-8", bad);
      } else if (!Give(parser, bytes, name + "#" + std::to_string(record), refuse, sink)) {
        return Status::Ok();
      }
    }
  }

 private:
  // False where the sink wants no more.
  template <typename Refuse>
  bool Give(simdjson::dom::parser& parser, const std::string& bytes, std::string name, const Refuse& refuse,
            const DocumentSink& sink) const {
    simdjson::dom::object from;
    if (parser.parse(bytes).get(from) != simdjson::SUCCESS) {
      refuse("json.bad_json", "not a JSON object");
      return true;
    }
    Document document = DocumentOfJson(from, options_);
    if (IsBlank(document.text)) {
      refuse("json.no_text", "no \"text\" in it");
      return true;
    }
    if (document.id.empty()) document.id = std::move(name);
    return sink.document(std::move(document));
  }

  InputOptions options_;
};

}  // namespace

std::unique_ptr<Reader> MakeJsonReader(InputOptions options) {
  return std::make_unique<JsonReader>(std::move(options));
}

}  // namespace entente
