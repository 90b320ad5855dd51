#include "engine/event_files.h"

#include "stream/columns_sink.h"
#include "stream/event_columns_builder.h"
#include "stream/line_source.h"
#include "stream/stream_reader.h"

namespace entente {
namespace {

// What a reader gives, into columns; what it refuses, to the caller.
class FileSink : public ColumnsSink {
 public:
  FileSink(const std::string& name, const StreamVocabulary& words, const StreamActorBook& book,
           EventColumnsBuilder& builder, const std::function<void(const InputProblem&)>& problem)
      : ColumnsSink({name, "", ""}, words, book, builder), name_(name), problem_(problem) {}
  void Refused(uint32_t row, std::string_view code, std::string_view why) override {
    problem_({name_, row, 0, Status(StatusCode::kInvalidInput, code, std::string(why))});
  }

 private:
  std::string name_;
  const std::function<void(const InputProblem&)>& problem_;
};

}  // namespace

Result<EventColumns> ReadEventFiles(const std::vector<std::string>& files, const DataFiles& data,
                                    const std::function<void(const InputProblem&)>& problem) {
  const Result<StreamTools> tools = StreamTools::Load(data);
  if (!tools.ok()) return tools.status();
  EventColumnsBuilder builder;
  for (const std::string& file : files) {
    Result<LineSource> lines = LineSource::Open(file);
    if (!lines.ok()) return lines.status();
    StreamVocabulary words;
    FileSink sink(file.substr(file.rfind('/') + 1), words, tools->book, builder, problem);
    const Result<StreamForm> form = ReadStream(*lines, StreamForm::kAuto, *tools, words, sink);
    if (!form.ok()) return form.status();
  }
  return std::move(builder).Build();
}

}  // namespace entente
