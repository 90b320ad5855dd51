#include <ctime>
#include <map>

#include "base/date.h"
#include "engine/corpus_facts.h"
#include "engine/ledger_corpus.h"
#include "engine/stream_columns.h"
#include "entente/engine.h"
#include "entente/stream.h"
#include "relation/weights.h"
#include "stream/stream_writer.h"

namespace entente {

struct Streams::Tools {
  DataFiles files;
  StreamTools tools;
};

std::string_view StreamFormsIn() { return "auto, icews, gdelt, gdelt-mentions, polecat, cameo, phoenix, quads"; }
std::string_view StreamFormsOut() { return kStreamWriterWords; }

Streams::Streams(std::unique_ptr<const Tools> tools) : tools_(std::move(tools)) {}
Streams::~Streams() = default;

Result<std::unique_ptr<Streams>> Streams::Open(const std::string& data_dir) {
  Result<DataFiles> files =
      data_dir.empty() ? Result<DataFiles>(DataFiles::Embedded()) : DataFiles::FromDirectory(data_dir);
  if (!files.ok()) return files.status();
  Result<StreamTools> tools = StreamTools::Load(*files);
  if (!tools.ok()) return tools.status();
  return std::unique_ptr<Streams>(new Streams(std::make_unique<Tools>(Tools{std::move(*files), std::move(*tools)})));
}

namespace {

Status BadForm(std::string_view form, std::string_view words) {
  return {StatusCode::kInvalidInput, "usage.bad_input", "--as " + std::string(form) + ": one of " + std::string(words)};
}

// Rows into the store; stops taking them at the first failure.
class ImportSink : public StreamSink {
 public:
  ImportSink(EventStreamStore& store, ImportedFile& file, const std::function<void(const StreamProblem&)>& problem)
      : store_(store), file_(file), problem_(problem) {}

  void Event(const StreamRow& row) override {
    if (!failed.ok()) return;
    failed = store_.Add(row);
    ++file_.events;
  }
  void Mention(const StreamMention& mention) override {
    if (!failed.ok()) return;
    failed = store_.Add(mention);
    ++file_.mentions;
  }
  void Refused(uint32_t row, std::string_view code, std::string_view why) override {
    ++file_.refused;
    ++reasons[std::string(code)];
    problem_({file_.path, row, Status(StatusCode::kInvalidInput, code, std::string(why))});
  }

  Status failed;
  std::map<std::string, uint64_t> reasons;

 private:
  EventStreamStore& store_;
  ImportedFile& file_;
  const std::function<void(const StreamProblem&)>& problem_;
};

// The content's name, where the file can be read twice; empty for standard input.
Result<std::string> AddressOf(const std::string& path) {
  if (path == "-") return std::string();
  Result<LineSource> lines = LineSource::Open(path);
  if (!lines.ok()) return lines.status();
  std::string_view line;
  while (lines->Next(line)) continue;
  return lines->Address();
}

}  // namespace

Result<ImportedFile> Streams::Import(const std::string& path, std::string_view form, const std::string& ledger_path,
                                     const std::function<void(const StreamProblem&)>& problem) const {
  const std::optional<StreamForm> as = StreamFormOf(form);
  if (!as) return BadForm(form, StreamFormsIn());
  Result<std::string> address = AddressOf(path);
  if (!address.ok()) return address.status();
  if (Result<std::unique_ptr<Ledger>> ledger = OpenSqliteLedger(ledger_path, LedgerMode::kWrite); !ledger.ok()) {
    return ledger.status();
  }
  Result<std::unique_ptr<EventStreamStore>> store = EventStreamStore::Open(ledger_path, LedgerMode::kWrite);
  if (!store.ok()) return store.status();
  ImportedFile file;
  file.path = path;
  const auto is_known = [&](const std::string& content) -> Result<bool> {
    return content.empty() ? Result<bool>(false) : (*store)->Contains(content);
  };
  Result<bool> known = is_known(*address);
  if (!known.ok()) return known.status();
  file.known = *known;
  if (file.known) return file;
  Result<LineSource> lines = LineSource::Open(path);
  if (!lines.ok()) return lines.status();
  StreamVocabulary words;
  if (Status status = (*store)->Begin(words); !status.ok()) return status;
  ImportSink sink(**store, file, problem);
  const Result<StreamForm> read = ReadStream(*lines, *as, tools_->tools, words, sink);
  if (!sink.failed.ok()) return sink.failed;
  // Data that breaks off counts up to there; a file that is none of ours leaves nothing.
  if (!read.ok() && file.events + file.mentions == 0) return read.status();
  if (!read.ok()) sink.Refused(lines->line_number(), read.status().id(), read.status().message());
  file.form = read.ok() ? ToString(*read) : form;
  file.refused_by_reason.assign(sink.reasons.begin(), sink.reasons.end());
  Result<bool> met = is_known(path == "-" ? lines->Address() : std::string());
  if (!met.ok()) return met.status();
  if (*met) {
    file.known = true;
    file.events = file.mentions = 0;
    return file;
  }
  const Status end = (*store)->End({path, file.form, lines->Address()}, file.events + file.mentions, file.refused);
  if (!end.ok()) return end;
  return file;
}

namespace {

struct Bounds {
  int32_t from = kAlways, to = kForever;
  explicit Bounds(const TimeWindow& window) {
    if (window.from) from = DayNumber(*window.from);
    if (window.to) to = LastDayNumber(*window.to);
  }
  bool Holds(int32_t day) const { return from <= day && day <= to; }
};

// One export: lines of imported rows, then of coded facts.
class LineExport {
 public:
  LineExport(const StreamTools& tools, const ExportRequest& request, StreamWriter& writer,
             const std::function<bool(std::string_view)>& write)
      : tools_(tools), bounds_(request.window), writer_(writer), write_(write), name_(request.actor) {
    if (!name_.empty()) key_ = tools.book.Resolve({name_, {}, {}, {}}).identity.key;
  }

  bool Imported(const StreamRow& row, const StreamVocabulary& words, const std::string& stream) {
    if (!bounds_.Holds(row.day)) return true;
    const StreamActorName& source = words.actors()[row.source];
    const StreamActorName& target = words.actors()[row.target];
    const StreamIdentity& from = StreamActorBook::IdentityOn(EntryOf(row.source, source), row.day);
    const StreamIdentity& upon = StreamActorBook::IdentityOn(EntryOf(row.target, target), row.day);
    return Put({row, source, target, from, upon, words.acts()[row.act], stream, {}, ++number_});
  }

  bool Coded(const Statement& s, const std::optional<Date>& published) {
    const std::optional<Date> date = s.event_date ? std::optional(s.event_date->begin) : published;
    const StreamActEntry act = tools_.acts.Of(s.cameo, s.type, s.mode);
    if (s.kind != StatementKind::kEvent || s.source.empty() || s.target.empty() || !date || act.cameo.empty()) {
      return true;
    }
    StreamRow row;
    row.day = DayNumber(*date);
    row.status = s.status;
    row.confidence = s.confidence;
    row.detail.place = s.place;
    if (!bounds_.Holds(row.day)) return true;
    const auto named = [](const ActorRef& a) {
      return StreamActorName{a.name.empty() ? a.code : a.name, a.code, a.sector, {}};
    };
    const StreamIdentity from = tools_.book.Identity(s.source.code, s.source.sector, s.source.name);
    const StreamIdentity upon = tools_.book.Identity(s.target.code, s.target.sector, s.target.name);
    return Put({row, named(s.source), named(s.target), from, upon, act, s.document, s.evidence_text, ++number_});
  }

  bool Flush() {
    const bool written = line_.empty() || write_(line_);
    line_.clear();
    return written;
  }
  uint64_t left_out = 0;

 private:
  bool Put(const ExportedEvent& event) {
    constexpr size_t kPiece = size_t{1} << 16;
    const bool asked = key_.empty() || event.source_identity.key == key_ || event.target_identity.key == key_ ||
                       event.source.name == name_ || event.target.name == name_;
    if (!asked) return true;
    if (!writer_.Append(event, line_)) ++left_out;
    return line_.size() < kPiece || Flush();
  }

  const StreamActorEntry& EntryOf(uint32_t word, const StreamActorName& actor) {
    auto [at, fresh] = entries_.try_emplace(word);
    if (fresh) at->second = tools_.book.Resolve(actor);
    return at->second;
  }

  const StreamTools& tools_;
  Bounds bounds_;
  StreamWriter& writer_;
  const std::function<bool(std::string_view)>& write_;
  std::string name_, key_, line_;
  uint64_t number_ = 0;
  std::unordered_map<uint32_t, StreamActorEntry> entries_;
};

}  // namespace

Result<uint64_t> Streams::Export(const ExportRequest& request, const std::string& ledger_path,
                                 const std::function<bool(std::string_view)>& write) const {
  const StreamTools& tools = tools_->tools;
  const bool graph = request.form == "graphml" || request.form == "gexf";
  const std::unique_ptr<StreamWriter> writer = MakeStreamWriter(request.form, tools);
  if (writer == nullptr && !graph) return BadForm(request.form, StreamFormsOut());
  Result<RelationWeights> weights = RelationWeights::Load(tools_->files);
  if (!weights.ok()) return weights.status();
  Result<RevisionCues> cues = RevisionCues::Load(tools_->files);
  if (!cues.ok()) return cues.status();
  Result<Corpus> corpus = LoadLedgerCorpus(ledger_path, 0, *cues);
  if (!corpus.ok()) return corpus.status();
  if (graph) {
    Result<EventColumns> columns = ColumnsOfLedger(ledger_path, tools_->files, tools, [&]() -> Result<FactTable> {
      return FactsOf(*corpus, weights->duplicate_rules());
    });
    if (!columns.ok()) return columns.status();
    std::optional<StreamGroupId> only;
    if (!request.actor.empty()) {
      only = columns->Find(tools.book.Resolve({request.actor, {}, {}, {}}).identity.key);
      if (!only) return Status(StatusCode::kNotFound, "actor.unknown", "no events of '" + request.actor + "'");
    }
    const Bounds bounds(request.window);
    const EventRange window = columns->Window(bounds.from, bounds.to);
    const auto piece = [&](std::string_view text) { (void)write(text); };
    request.form == "gexf" ? WriteGexf(*columns, window, only, piece) : WriteGraphml(*columns, window, only, piece);
    return uint64_t{0};
  }
  Result<std::unique_ptr<EventStreamStore>> store = EventStreamStore::Open(ledger_path, LedgerMode::kRead);
  if (!store.ok()) return store.status();
  Result<std::vector<StoredStream>> streams = (*store)->Streams();
  if (!streams.ok()) return streams.status();
  std::map<int64_t, std::string> name_of;
  for (const StoredStream& stream : *streams) name_of.emplace(stream.number, stream.file.name);
  if (!write(writer->Header())) return uint64_t{0};
  LineExport lines(tools, request, *writer, write);
  StreamVocabulary words;
  const Status read = (*store)->ForEach(
      words, true, [&](int64_t stream, const StreamRow& row) { return lines.Imported(row, words, name_of[stream]); });
  if (!read.ok()) return read;
  const FactTable facts = FactsOf(*corpus, weights->duplicate_rules());
  for (FactId fact = 0; fact < facts.size(); ++fact) {
    const Statement& s = facts.Representative(fact);
    const DocumentInfo* document = facts.Document(s.document);
    if (!lines.Coded(s, document == nullptr ? std::nullopt : document->published_date)) return lines.left_out;
  }
  lines.Flush();
  return lines.left_out;
}

namespace {

// Of this process: what others do on the machine does not enter.
double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

Result<Streams::ColumnTimes> Streams::Measure(const std::string& path, std::string_view form) const {
  const std::optional<StreamForm> as = StreamFormOf(form);
  if (!as) return BadForm(form, StreamFormsIn());
  Result<LineSource> lines = LineSource::Open(path);
  if (!lines.ok()) return lines.status();
  ColumnTimes out;
  const double start = CpuSeconds();
  StreamVocabulary words;
  EventColumnsBuilder builder;
  ColumnsSink sink({path, std::string(form), {}}, words, tools_->tools.book, builder);
  if (Result<StreamForm> read = ReadStream(*lines, *as, tools_->tools, words, sink); !read.ok()) return read.status();
  const double after_read = CpuSeconds();
  Result<EventColumns> columns = std::move(builder).Build();
  if (!columns.ok()) return columns.status();
  const double after_build = CpuSeconds();
  out.read_seconds = after_read - start;
  out.build_seconds = after_build - after_read;
  out.events = columns->size();
  out.refused = sink.refused;
  out.actors = columns->actor_count();
  out.groups = columns->group_count();
  ColumnTables tables = columns->tables();
  out.pairs = tables.links.size();
  tables.ForEach([&](const auto& values) { out.bytes += values.size_bytes(); });
  // The dearest look-up: every event of the group that has most.
  double best = 0;
  for (StreamGroupId group = 0; group < columns->group_count(); ++group) {
    for (const GroupLink& link : columns->LinksOf(group)) {
      const double begin = CpuSeconds();
      int64_t sum = 0;
      for (const StreamEventId e : columns->EventsBetween(group, link.other)) sum += columns->Day(e) + columns->Act(e);
      const double took = (CpuSeconds() - begin) * 1e6;
      if (sum != 0) best = std::max(best, took);
    }
  }
  out.query_microseconds = best;
  return out;
}

}  // namespace entente
