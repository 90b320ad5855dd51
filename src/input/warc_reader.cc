#include "input/warc_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <istream>

#include "base/ascii.h"
#include "base/date.h"
#include "input/fields.h"
#include "input/http_message.h"

namespace entente {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kMaxLineBytes = size_t{64} << 10;

// Types of record that hold no page, and the code they are counted under.
struct SkippedType {
  std::string_view type;
  std::string_view code;
};
constexpr std::array kSkippedTypes = {
    SkippedType{"request", "warc.request"},           SkippedType{"metadata", "warc.metadata"},
    SkippedType{"revisit", "warc.revisit"},           SkippedType{"warcinfo", "warc.warcinfo"},
    SkippedType{"continuation", "warc.continuation"},
};
// What a declared type must contain to be looked at: pages, feeds, text, and what tells nothing.
constexpr std::array kPageTypes = {"html"sv, "text/plain"sv, "xml"sv, "rss"sv, "atom"sv, "json"sv, "octet-stream"sv};
constexpr int kHttpOk = 200;
constexpr int kHttpNonAuthoritative = 203;

struct Record {
  uint64_t number = 0;
  uint64_t byte = 0;  // where it begins
  HeaderLines headers;
  uint64_t length = 0;

  std::string Address() const {
    std::string_view address = headers.Find("warc-target-uri");
    // wget writes <…> around it.
    if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
    return PrintableName(address);
  }
};

bool IsPageType(std::string_view content_type) {
  const std::string type = LowerAscii(content_type);
  return type.empty() || std::any_of(kPageTypes.begin(), kPageTypes.end(),
                                     [&](std::string_view part) { return type.find(part) != std::string::npos; });
}

// Stands before the records of one stream.
class RecordFinder {
 public:
  explicit RecordFinder(std::streambuf& from) : from_(from) {}

  enum class Outcome { kRecord, kBadRecord, kEnd };

  // `strayed`: other bytes came before it, which were passed over.
  Outcome Next(Record& record, bool& strayed) {
    strayed = false;
    std::string line;
    while (true) {
      const uint64_t begin = at_;
      if (!ReadLine(from_, kMaxLineBytes, line, at_)) return Outcome::kEnd;
      if (line.starts_with("WARC/") && line.size() < 16) {
        record.byte = begin;
        break;
      }
      strayed = strayed || !IsBlank(line);
    }
    ++number_;
    record.number = number_;
    const bool whole = record.headers.Read(from_);
    at_ += record.headers.bytes();
    const std::string_view length = record.headers.Find("content-length");
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), record.length);
    const bool sound = whole && error == std::errc() && end == length.data() + length.size();
    return sound ? Outcome::kRecord : Outcome::kBadRecord;
  }
  void Passed(uint64_t bytes) { at_ += bytes; }

 private:
  std::streambuf& from_;
  uint64_t at_ = 0;
  uint64_t number_ = 0;
};

class WarcReader : public Reader {
 public:
  explicit WarcReader(MemberReader& members) : members_(members) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    std::streambuf& from = *in.rdbuf();
    RecordFinder records(from);
    while (!members_.stopped()) {
      Record record;
      bool strayed = false;
      const RecordFinder::Outcome outcome = records.Next(record, strayed);
      auto refuse = [&](std::string_view id, std::string what) {
        sink.problem({name, record.number, record.byte, Status(StatusCode::kInvalidInput, id, std::move(what))});
      };
      if (strayed) refuse("warc.corrupt", "bytes that belong to no record; passed over");
      if (outcome == RecordFinder::Outcome::kEnd) break;
      if (outcome == RecordFinder::Outcome::kBadRecord) {
        refuse("warc.corrupt", "a record without sound headers; passed over");
        continue;
      }
      LimitSource body(from, record.length);
      if (Status status = ReadRecord(record, body, name, sink); !status.ok()) return status;
      const bool whole = body.Finish();
      records.Passed(record.length - body.left());
      if (!whole && !members_.stopped()) {
        refuse("warc.truncated", "the record is shorter than it says");
        break;
      }
    }
    return Status::Ok();
  }

 private:
  Status ReadRecord(const Record& record, LimitSource& body, const std::string& name, const DocumentSink& sink) const {
    const std::string type = LowerAscii(record.headers.Find("warc-type"));
    for (const SkippedType& skipped : kSkippedTypes) {
      if (type == skipped.type) return sink.skipped(skipped.code), Status::Ok();
    }
    if (type != "response" && type != "resource" && type != "conversion") {
      return sink.skipped("warc.other_record"), Status::Ok();
    }
    const std::string address = record.Address();
    if (address.starts_with("metadata:")) return sink.skipped("warc.metadata"), Status::Ok();  // wget's log
    const std::string content_type(record.headers.Find("content-type"));
    InputHints hints{content_type, address, DateOf(record.headers.Find("warc-date"))};
    const DocumentSink named = NamedSink(record, address, name, sink);
    if (!LowerAscii(content_type).starts_with("application/http")) {
      if (type == "response") return sink.skipped("warc.other_record"), Status::Ok();  // DNS answers and the like
      return ReadPage({&body}, name, hints, named);
    }
    return ReadResponse(body, name, hints, named);
  }

  Status ReadResponse(LimitSource& body, const std::string& name, InputHints hints, const DocumentSink& sink) const {
    HttpResponse response;
    if (!ReadHttpHead(body, response)) {
      sink.problem({name, 0, 0, Status(StatusCode::kInvalidInput, "http.bad_head", "no HTTP response")});
      return Status::Ok();
    }
    if (response.status != kHttpOk && response.status != kHttpNonAuthoritative) {
      return sink.skipped("warc.http_status"), Status::Ok();
    }
    hints.content_type = std::string(response.headers.Find("content-type"));
    if (!IsPageType(hints.content_type)) return sink.skipped("warc.other_type"), Status::Ok();
    const BodySources decoded = SourcesOf(response, body, members_.budget());
    if (!decoded.unknown.empty()) {
      sink.problem(
          {name, 0, 0, Status(StatusCode::kUnsupported, "http.encoding", "content encoding " + decoded.unknown)});
      return Status::Ok();
    }
    std::vector<Source*> chain = {&body};
    for (const std::unique_ptr<Source>& source : decoded.sources) chain.push_back(source.get());
    return ReadPage(std::move(chain), name, std::move(hints), sink);
  }

  Status ReadPage(std::vector<Source*> chain, const std::string& name, const InputHints& hints,
                  const DocumentSink& sink) const {
    if (!IsPageType(hints.content_type)) return sink.skipped("warc.other_type"), Status::Ok();
    const std::string member = hints.url.empty() ? name : name + "!" + hints.url;
    return members_.ReadMember(chain, member, hints, sink, "warc.other_type");
  }

  // Says of documents and problems which record they are from.
  static DocumentSink NamedSink(const Record& record, const std::string& address, const std::string& name,
                                const DocumentSink& sink) {
    return {[&](Document document) {
              if (!address.empty() && document.id.starts_with(name + "!" + address)) {
                document.id.erase(0, name.size() + 1);
              }
              if (document.id == name) document.id += "#" + std::to_string(record.number);
              if (document.url.empty()) document.url = address;
              return sink.document(std::move(document));
            },
            [&](InputProblem problem) {
              problem.input = address.empty() ? name : name + "!" + address;
              problem.record = record.number;
              problem.byte = record.byte;
              sink.problem(problem);
            },
            sink.skipped};
  }

  MemberReader& members_;
};

}  // namespace

std::unique_ptr<Reader> MakeWarcReader(MemberReader& members) { return std::make_unique<WarcReader>(members); }

}  // namespace entente
