#include "engine/stream_columns.h"

#include <map>

#include "stream/coded_events.h"
#include "stream/columns_file.h"

namespace entente {
namespace {

constexpr std::string_view kStatementsForm = "statements";

// What names stand for is part of what columns are made of.
std::string KeyOf(const std::string& state, const DataFiles& files) {
  std::string all = state;
  for (const std::string_view folder : {"actors/", "stream/", "ontology/", "relation/"}) {
    for (const std::string_view name : files.List(folder)) {
      if (const Result<std::string_view> content = files.Read(name); content.ok()) all += *content;
    }
  }
  LineSource whole(all);
  std::string_view line;
  while (whole.Next(line)) continue;
  return whole.Address();
}

}  // namespace

void AddFacts(const FactTable& facts, const std::string& name, const StreamTools& tools, EventColumnsBuilder& builder) {
  const uint32_t file = builder.AddFile({name, std::string(kStatementsForm), {}});
  for (FactId fact = 0; fact < facts.size(); ++fact) {
    const Statement& statement = facts.Representative(fact);
    const DocumentInfo* document = facts.Document(statement.document);
    const std::optional<Date> published = document == nullptr ? std::nullopt : document->published_date;
    AddStatement(statement, published, fact, file, tools, builder);
  }
}

Result<EventColumns> ColumnsOfLedger(const std::string& ledger_path, const DataFiles& files, const StreamTools& tools,
                                     const std::function<Result<FactTable>()>& facts_of) {
  Result<std::unique_ptr<EventStreamStore>> store = EventStreamStore::Open(ledger_path, LedgerMode::kRead);
  if (!store.ok()) return store.status();
  Result<std::string> state = (*store)->StateKey();
  if (!state.ok()) return state.status();
  const std::string key = KeyOf(*state, files);
  const std::string snapshot = ledger_path + ".columns";
  if (Result<EventColumns> kept = ReadColumnsFile(key, snapshot); kept.ok()) return kept;

  Result<std::vector<StoredStream>> streams = (*store)->Streams();
  if (!streams.ok()) return streams.status();
  EventColumnsBuilder builder;
  std::map<int64_t, uint32_t> file_of;
  for (const StoredStream& stream : *streams) file_of.emplace(stream.number, builder.AddFile(stream.file));
  StreamVocabulary words;
  ColumnsMapper mapper(words, tools.book, builder);
  const Status read = (*store)->ForEach(words, false, [&](int64_t stream, const StreamRow& row) {
    mapper.Add(file_of[stream], row);
    return true;
  });
  if (!read.ok()) return read;
  Result<FactTable> facts = facts_of();
  if (!facts.ok()) return facts.status();
  AddFacts(*facts, ledger_path, tools, builder);
  Result<EventColumns> columns = std::move(builder).Build();
  // On a disk that is full or read-only the next start is slower, no more.
  if (columns.ok()) (void)WriteColumnsFile(*columns, key, snapshot);
  return columns;
}

Result<EventColumns> ColumnsOfFiles(const std::vector<std::string>& paths, StreamForm form, const StreamTools& tools) {
  EventColumnsBuilder builder;
  StreamVocabulary words;
  for (const std::string& path : paths) {
    Result<LineSource> lines = LineSource::Open(path);
    if (!lines.ok()) return lines.status();
    ColumnsSink sink({path, std::string(ToString(form)), {}}, words, tools.book, builder);
    if (Result<StreamForm> read = ReadStream(*lines, form, tools, words, sink); !read.ok()) return read.status();
  }
  return std::move(builder).Build();
}

}  // namespace entente
