#include "evaluate/broker_cases.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/date.h"
#include "base/tsv.h"
#include "parse/regex.h"
#include "stream/columns_sink.h"
#include "stream/event_columns_builder.h"

namespace entente {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kFiles = {
    {{"ICEWS05-15", "icews0515.tsv.gz"}, {"ICEWS14", "icews14.train_valid.tsv.gz"}, {"ICEWS18", "icews18.tsv.gz"}}};

Status BadGold(const std::string& what) { return Status(StatusCode::kInvalidInput, "eval.bad_gold", what); }

Result<EventColumns> LoadColumns(const std::string& path, const StreamTools& tools) {
  Result<LineSource> lines = LineSource::Open(path);
  if (!lines.ok()) return lines.status();
  EventColumnsBuilder builder;
  StreamVocabulary words;
  ColumnsSink sink({path, "", ""}, words, tools.book, builder);
  const Result<StreamForm> read = ReadStream(*lines, StreamForm::kAuto, tools, words, sink);
  if (!read.ok()) return read.status();
  return std::move(builder).Build();
}

}  // namespace

Result<BrokerStreams> BrokerStreams::Open(std::string folder) {
  BrokerStreams streams;
  streams.folder_ = std::move(folder);
  Result<StreamTools> tools = StreamTools::Load(DataFiles::Embedded());
  if (!tools.ok()) return tools.status();
  streams.tools_ = std::move(tools).value();
  Result<StreamBrokerModel> model = StreamBrokerModel::Load(DataFiles::Embedded());
  if (!model.ok()) return model.status();
  streams.model_ = std::move(model).value();
  return streams;
}

Result<const EventColumns*> BrokerStreams::Columns(const std::string& dataset) {
  if (const auto found = columns_.find(dataset); found != columns_.end()) return &found->second;
  const auto file = std::find_if(kFiles.begin(), kFiles.end(), [&](const auto& one) { return one.first == dataset; });
  if (file == kFiles.end()) return BadGold("no stream \"" + dataset + "\"");
  Result<EventColumns> columns = LoadColumns(folder_ + "/" + std::string(file->second), tools_);
  if (!columns.ok()) return columns.status();
  return &columns_.emplace(dataset, std::move(columns).value()).first->second;
}

std::string BrokerStreams::KeyOf(std::string_view name) const {
  return tools_.book.Resolve({.name = std::string(name)}).identity.key;
}

std::vector<std::string> BrokerStreams::KeysOf(std::string_view list) const {
  std::vector<std::string> keys;
  std::stringstream names{std::string(list)};
  for (std::string name; std::getline(names, name, ';');) {
    const size_t begin = name.find_first_not_of(' '), end = name.find_last_not_of(' ');
    if (begin != std::string::npos) keys.push_back(KeyOf(name.substr(begin, end - begin + 1)));
  }
  return keys;
}

Result<std::vector<BrokerCase>> BrokerStreams::ReadCases(const std::string& path) const {
  constexpr std::array<std::string_view, 10> kColumns = {"id",      "dataset", "A",         "A_regex", "B",
                                                         "B_regex", "brokers", "secondary", "start",   "end"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status(StatusCode::kNotFound, "io.not_found", path);
  const std::string content((std::istreambuf_iterator<char>(in)), {});
  const Result<TsvTable> table = TsvTable::Parse(path, content, kColumns);
  if (!table.ok()) return BadGold(table.status().ToString());
  std::vector<BrokerCase> cases;
  for (const TsvRow& row : table->rows()) {
    const auto cell = [&](std::string_view column) { return std::string(table->Cell(row, column)); };
    const auto start = DateOf(cell("start")), end = DateOf(cell("end"));
    if (!start || !end) return BadGold(path + " line " + std::to_string(row.line) + ": no dates");
    BrokerCase one{.id = cell("id"), .kind = cell("kind"), .dataset = cell("dataset")};
    if (one.kind.empty()) one.kind = "mediation";
    one.sides = {cell("A"), cell("B")};
    one.patterns = {cell("A_regex"), cell("B_regex")};
    one.brokers = KeysOf(cell("brokers"));
    one.secondary = KeysOf(cell("secondary"));
    one.window = {DayNumber(*start), DayNumber(*end)};
    cases.push_back(std::move(one));
  }
  return cases;
}

Status BrokerStreams::FillSide(const BrokerCase& one, size_t side, const EventColumns& columns, StreamSide& out) {
  if (one.patterns[side].empty()) {
    if (const auto group = columns.Find(KeyOf(one.sides[side]))) out.groups.push_back(*group);
    return {};
  }
  auto [at, is_new] = matches_.try_emplace({one.dataset, one.patterns[side]});
  if (is_new) {
    const Result<parse::Regex> pattern = parse::Regex::Compile(one.patterns[side]);
    if (!pattern.ok()) return BadGold(one.id + ": " + pattern.status().message());
    parse::RegexScratch scratch;
    parse::RegexMatch match;
    for (StreamActorId actor = 0; actor < columns.actor_count(); ++actor) {
      if (pattern->Search(columns.Actor(actor).name, 0, &scratch, &match)) at->second.push_back(actor);
    }
  }
  out.actors = at->second;
  return {};
}

Result<std::array<StreamSide, 2>> BrokerStreams::Sides(const BrokerCase& one) {
  const Result<const EventColumns*> columns = Columns(one.dataset);
  if (!columns.ok()) return columns.status();
  std::array<StreamSide, 2> sides;
  for (const size_t side : {0, 1}) {
    if (Status status = FillSide(one, side, **columns, sides[side]); !status.ok()) return status;
  }
  return sides;
}

}  // namespace entente
