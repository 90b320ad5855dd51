#include "engine/event_files.h"

#include "stream/event_columns_builder.h"
#include "stream/line_source.h"
#include "stream/stream_reader.h"

namespace entente {
namespace {

class FileSink : public StreamSink {
 public:
  FileSink(EventColumnsBuilder& builder, std::string file, const std::function<void(const InputProblem&)>& problem)
      : builder_(builder), name_(file), problem_(problem), file_(builder.AddFile({std::move(file), "", ""})) {}
  void Event(const StreamRow& row) override { builder_.Add(file_, row); }
  void Refused(uint32_t row, std::string_view code, std::string_view why) override {
    problem_({name_, row, 0, Status(StatusCode::kInvalidInput, code, std::string(why))});
  }

 private:
  EventColumnsBuilder& builder_;
  std::string name_;
  const std::function<void(const InputProblem&)>& problem_;
  uint32_t file_;
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
    FileSink sink(builder, file.substr(file.rfind('/') + 1), problem);
    const Result<StreamForm> form = ReadStream(*lines, StreamForm::kAuto, *tools, builder.names(), sink);
    if (!form.ok()) return form.status();
  }
  return std::move(builder).Build();
}

}  // namespace entente
