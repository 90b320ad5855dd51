// Laws of stream readers: any bytes give rows whose numbers are known, with days the columns give back; what is written
// in the fullest form reads back as as many events; rows are either given or refused.
#include <algorithm>

#include "fuzz.h"
#include "stream/columns_sink.h"
#include "stream/stream_writer.h"

using entente::fuzz::Demand;

namespace {

class Sink : public entente::StreamSink {
 public:
  Sink(const entente::StreamTools& tools, const entente::StreamVocabulary& words)
      : tools_(tools), words_(words), mapper_(words, tools.book, builder), writer_(MakeStreamWriter("csv", tools)) {
    file_ = builder.AddFile({"fuzz", "quads", ""});
    written = writer_->Header();
  }
  void Event(const entente::StreamRow& row) override {
    Demand(row.source < words_.actors().size() && row.target < words_.actors().size(), "actors are known");
    Demand(row.act < words_.acts().size(), "acts are known");
    mapper_.Add(file_, row);
    const entente::StreamIdentity none;
    writer_->Append({row, words_.actors()[row.source], words_.actors()[row.target], none, none, words_.acts()[row.act],
                     "fuzz", "", ++rows},
                    written);
  }
  void Refused(uint32_t, std::string_view code, std::string_view why) override {
    Demand(!code.empty() && !why.empty(), "a refusal says why");
    ++refused;
  }

  entente::EventColumnsBuilder builder;
  std::string written;
  uint64_t rows = 0, refused = 0;

 private:
  const entente::StreamTools& tools_;
  const entente::StreamVocabulary& words_;
  entente::ColumnsMapper mapper_;
  std::unique_ptr<entente::StreamWriter> writer_;
  uint32_t file_ = 0;
};

void ReadAll(std::string_view bytes, entente::StreamForm form, const entente::StreamTools& tools, bool back) {
  entente::StreamVocabulary words;
  Sink sink(tools, words);
  entente::LineSource lines(bytes);
  (void)ReadStream(lines, form, tools, words, sink);
  const auto columns = std::move(sink.builder).Build();
  Demand(columns.ok() && columns->size() == sink.rows, "every row has a place");
  for (entente::StreamEventId e = 0; e < columns->size(); ++e) {
    const entente::EventRange day = columns->Window(columns->Day(e), columns->Day(e));
    Demand(day.begin <= e && e < day.end, "an event lies in its day");
    const auto pair = columns->EventsBetween(columns->SourceGroup(e), columns->TargetGroup(e));
    Demand(std::find(pair.begin(), pair.end(), e) != pair.end(), "an event lies in its pair");
  }
  if (!back || sink.rows == 0) return;
  entente::StreamVocabulary again_words;
  Sink again(tools, again_words);
  entente::LineSource written(sink.written);
  const auto form_back = ReadStream(written, entente::StreamForm::kQuads, tools, again_words, again);
  Demand(form_back.ok(), "what is written is a stream");
  Demand(again.rows == sink.rows, "every event reads back");
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const entente::StreamTools tools =
      std::move(entente::StreamTools::Load(entente::DataFiles::Embedded()).value());
  if (size == 0) return 0;
  // The first byte chooses the form; most inputs go the way of `auto`.
  const auto form = data[0] < 8 ? static_cast<entente::StreamForm>(data[0]) : entente::StreamForm::kAuto;
  ReadAll(entente::fuzz::ViewOf(data, size).substr(data[0] < 8 ? 1 : 0), form, tools, true);
  return 0;
}
