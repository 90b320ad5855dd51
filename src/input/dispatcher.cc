#include "input/dispatcher.h"

#include <algorithm>
#include <memory>

#include "input/gzip_source.h"
#include "input/reader_table.h"
#include "input/utf16_source.h"
#include "input/zstd_source.h"

namespace entente {

struct Dispatcher::Part {
  const std::string& name;
  const InputHints& hints;
  const DocumentSink& sink;

  Status Refuse(StatusCode code, std::string_view id, std::string what, uint64_t byte = 0) const {
    sink.problem({name, 0, byte, Status(code, id, std::move(what))});
    return Status::Ok();
  }
};

namespace {

bool IsContainer(Form form) { return form == Form::kGzip || form == Form::kZstd || form == Form::kZip; }
// Kinds of which the whole input is one document: cut short they are not kept.
bool IsOneDocument(Form form) { return form == Form::kText || form == Form::kHtml; }

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
  const Status status = ReadPart(source, {name, hints, watched});
  sources_.clear();
  return status.ok() ? source.status() : status;
}

Status Dispatcher::ReadMember(std::streambuf& bytes, const std::string& name, const InputHints& hints,
                              const DocumentSink& sink) {
  return ReadPart(bytes, {name, hints, sink});
}

bool Dispatcher::Whole() const {
  return std::all_of(sources_.begin(), sources_.end(), [](const Source* source) { return source->whole(); });
}

Form Dispatcher::FormOf(const Sniffed& sniffed) const {
  if (options_.kind == InputKind::kAuto || IsContainer(sniffed.form)) return sniffed.form;
  return FormOfKind(options_.kind);
}

Status Dispatcher::ReadPart(std::streambuf& bytes, const Part& part) {
  std::string head = HeadOf(bytes);
  const Sniffed sniffed = Sniff(head, part.name, part.hints, options_);
  if (sniffed.form == Form::kBinary) {
    return part.Refuse(StatusCode::kUnsupported, "text.binary", std::string(sniffed.what) + ": not read");
  }
  const Form form = sniffed.form == Form::kUtf16 ? Form::kUtf16 : FormOf(sniffed);
  if (form == Form::kXml) {
    return part.Refuse(StatusCode::kUnsupported, "text.unsupported", std::string(sniffed.what) + ": not read");
  }
  if (Rewind(bytes)) return ReadAs(form, bytes, part);
  ReplaySource replayed(std::move(head), bytes);
  return ReadAs(form, replayed, part);
}

template <typename UnpackingSource>
Status Dispatcher::Unpack(UnpackingSource& source, const Part& part) {
  sources_.push_back(&source);
  Status status = ReadPart(source, part);
  sources_.pop_back();
  if (!source.status().ok() && !stopped_) part.sink.problem({part.name, 0, source.damage_at(), source.status()});
  return status;
}

Status Dispatcher::ReadAs(Form form, std::streambuf& bytes, const Part& part) {
  if (!IsContainer(form) && form != Form::kUtf16) return ReadDocuments(form, bytes, part);
  if (sources_.size() > kMaxNesting) {
    return part.Refuse(StatusCode::kInvalidInput, "archive.too_deep",
                       "more than " + std::to_string(kMaxNesting) + " archives in each other");
  }
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
  return part.Refuse(StatusCode::kUnsupported, "text.unsupported", "ZIP: not read");
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
  return reader->Read(in, part.name, kept);
}

}  // namespace entente
