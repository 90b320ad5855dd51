#include "input/dispatcher.h"

#include <algorithm>
#include <memory>

#include "input/reader_table.h"
#include "input/utf16_source.h"
#include "unpack/gzip_source.h"
#include "unpack/zstd_source.h"

namespace entente {

struct Dispatcher::Part {
  const std::string& name;
  const InputHints& hints;
  const DocumentSink& sink;
  std::string_view only_pages;

  Status Refuse(StatusCode code, std::string_view id, std::string what, uint64_t byte = 0) const {
    sink.problem({name, 0, byte, Status(code, id, std::move(what))});
    return Status::Ok();
  }
};

namespace {

bool IsContainer(Form form) { return form == Form::kGzip || form == Form::kZstd || form == Form::kZip; }
// Kinds of which the whole input is one document: cut short they are not kept.
bool IsOneDocument(Form form) { return form == Form::kText || form == Form::kHtml; }

bool IsPage(Form form) { return IsOneDocument(form) || form == Form::kFeed; }
// Kinds whose records can be told apart without what came before.
bool HasOwnRecords(Form form) { return form == Form::kWarc || form == Form::kNdjson; }

class DepthGuard {
 public:
  explicit DepthGuard(int& depth) : depth_(depth) { ++depth_; }
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  int& depth_;
};

// As much as sniffing wants. Streams that jump go back to their beginning; of the others the head must be replayed.
std::string HeadOf(std::streambuf& bytes) {
  std::string head(kSniffBytes, '\0');
  const std::streamsize got = bytes.sgetn(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<size_t>(std::max<std::streamsize>(got, 0)));
  return head;
}

bool Rewind(std::streambuf& bytes) {
  return bytes.pubseekoff(0, std::ios_base::beg, std::ios_base::in) == std::streampos(0);
}

}  // namespace

Status Dispatcher::Read(Source& source, const std::string& name, const InputHints& hints, const DocumentSink& sink) {
  const DocumentSink watched{[&](Document document) {
                               if (!sink.document(std::move(document))) stopped_ = true;
                               return !stopped_;
                             },
                             sink.problem, sink.skipped ? sink.skipped : [](std::string_view) {}};
  sources_.assign(1, &source);
  const Status status = ReadPart(source, {name, hints, watched, {}});
  sources_.clear();
  return status.ok() ? source.status() : status;
}

Status Dispatcher::ReadMember(std::span<Source* const> sources, const std::string& name, const InputHints& hints,
                              const DocumentSink& sink, std::string_view only_pages) {
  sources_.insert(sources_.end(), sources.begin(), sources.end());
  const Status status = ReadPart(*sources.back(), {name, hints, sink, only_pages});
  sources_.resize(sources_.size() - sources.size());
  for (const Source* source : sources) {
    if (source->status().ok() || stopped_) continue;
    sink.problem({name, 0, source->damage_at(), source->status()});
    break;
  }
  return status;
}

bool Dispatcher::Whole() const {
  for (auto source = sources_.rbegin(); source != sources_.rend(); ++source) {
    if (!(*source)->whole() || (*source)->delimits()) return (*source)->whole();
  }
  return true;
}

Form Dispatcher::FormOf(const Sniffed& sniffed) const {
  if (options_.kind == InputKind::kAuto || IsContainer(sniffed.form)) return sniffed.form;
  return FormOfKind(options_.kind);
}

Status Dispatcher::ReadPart(std::streambuf& bytes, const Part& part) {
  const DepthGuard deeper(depth_);
  if (depth_ > kMaxNesting + 1) {
    return part.Refuse(StatusCode::kInvalidInput, "archive.too_deep",
                       "more than " + std::to_string(kMaxNesting) + " archives in each other");
  }
  std::string head = HeadOf(bytes);
  const Sniffed sniffed = Sniff(head, part.name, part.hints, options_);
  if (!part.only_pages.empty() && !IsPage(sniffed.form)) {
    part.sink.skipped(part.only_pages);
    return Status::Ok();
  }
  if (sniffed.form == Form::kBinary) {
    return part.Refuse(StatusCode::kUnsupported, "text.binary", std::string(sniffed.what) + ": not read");
  }
  const Form form = sniffed.form == Form::kUtf16 ? Form::kUtf16 : FormOf(sniffed);
  if (form == Form::kXml) {
    return part.Refuse(StatusCode::kUnsupported, "text.unsupported", std::string(sniffed.what) + ": not read");
  }
  if (Rewind(bytes)) return ReadSniffed(form, bytes, part);
  ReplaySource replayed(std::move(head), bytes);
  return ReadSniffed(form, replayed, part);
}

Status Dispatcher::Unpack(Source& source, const Part& part) {
  Status status;
  do {
    sources_.push_back(&source);
    status = ReadPart(source, part);
    sources_.pop_back();
    if (stopped_ || source.status().ok()) break;
    part.sink.problem({part.name, 0, source.damage_at(), source.status()});
    source.ClearStatus();
    // Behind the damage only records mean something by themselves.
  } while (status.ok() && HasOwnRecords(last_form_) && source.Resume());
  return status;
}

Status Dispatcher::ReadSniffed(Form form, std::streambuf& bytes, const Part& part) {
  if (!IsContainer(form) && form != Form::kUtf16) return ReadDocuments(form, bytes, part);
  if (form == Form::kGzip) {
    GzipSource source(bytes, GzipSource::Wrapping::kGzip, budget_);
    return Unpack(source, part);
  }
  if (form == Form::kZstd) {
    ZstdSource source(bytes, budget_);
    return Unpack(source, part);
  }
  if (form == Form::kUtf16) {
    Utf16Source source(bytes);
    return Unpack(source, part);
  }
  return ReadDocuments(form, bytes, part);
}

Status Dispatcher::ReadDocuments(Form form, std::streambuf& bytes, const Part& part) {
  const std::unique_ptr<Reader> reader = MakeReader(form, part.hints, options_, *this);
  if (reader == nullptr) return part.Refuse(StatusCode::kUnsupported, "text.unsupported", "not read yet");
  const DocumentSink kept{[&](Document document) {
                            if (!Whole() && IsOneDocument(form)) return true;
                            return part.sink.document(std::move(document));
                          },
                          part.sink.problem, part.sink.skipped};
  std::istream in(&bytes);
  Status status = reader->Read(in, part.name, kept);
  last_form_ = form;  // after its members have set it
  return status;
}

}  // namespace entente
