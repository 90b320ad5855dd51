#include "engine/event_book.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/words.h"
#include "base/ascii.h"
#include "base/date.h"
#include "engine/corpus_facts.h"
#include "engine/event_files.h"
#include "engine/ledger_corpus.h"
#include "engine/stream_columns.h"
#include "entente/engine.h"
#include "ledger/event_stream_store.h"

namespace entente {
namespace {

constexpr std::string_view kStatementsForm = "statements";

Result<DataFiles> FilesOf(const EventBookOptions& options) {
  return options.data_dir.empty() ? Result<DataFiles>(DataFiles::Embedded())
                                  : DataFiles::FromDirectory(options.data_dir);
}

Result<FactTable> FactsOfLedger(const std::string& ledger_path, const RevisionCues& cues, const DuplicateRules& rules) {
  const Result<Corpus> corpus = LoadLedgerCorpus(ledger_path, 0, cues);
  if (!corpus.ok()) return corpus.status();
  return FactsOf(*corpus, rules);
}

}  // namespace

EventBook::EventBook(std::unique_ptr<const Rooms> rooms) : rooms_(std::move(rooms)) {}
EventBook::~EventBook() = default;

Result<EventBook::Rooms> EventBook::Rooms::Make(EventColumns columns, const DataFiles& data,
                                                const EventBookOptions& options) {
  Result<RelationWeights> weights = RelationWeights::Load(data);
  if (!weights.ok()) return weights.status();
  Result<SeriesSettings> settings = SeriesSettings::Load(data);
  if (!settings.ok()) return settings.status();
  Result<InferenceWeights> inference = InferenceWeights::Load(data);
  if (!inference.ok()) return inference.status();
  Result<WaveActs> acts = WaveActs::Load(data);
  if (!acts.ok()) return acts.status();
  Result<NameBook> names = NameBook::Load(data);
  if (!names.ok()) return names.status();
  Result<ReportWords> words = ReportWords::Load(data);
  if (!words.ok()) return words.status();
  Result<BrokerWeights> broker_weights = BrokerWeights::Load(data);
  if (!broker_weights.ok()) return broker_weights.status();
  Result<StreamBrokerModel> broker_model = StreamBrokerModel::Load(data);
  if (!broker_model.ok()) return broker_model.status();
  const EventScale scale = options.goldstein ? EventScale::kGoldstein : EventScale::kOwn;
  EventWeights by_act = EventWeights::Of(columns, *weights, scale);
  const std::string where = fmt::format("the {} events read", columns.size());
  return Rooms{std::move(columns),
               std::move(by_act),
               *settings,
               *inference,
               std::move(*acts),
               std::move(*names),
               std::move(*words),
               std::move(*weights),
               std::move(*broker_weights),
               std::move(*broker_model),
               where,
               options.goldstein ? "goldstein" : "own",
               {}};
}

Result<std::unique_ptr<EventBook>> EventBook::Open(const std::vector<std::string>& files,
                                                   const EventBookOptions& options,
                                                   const std::function<void(const InputProblem&)>& problem) {
  Result<DataFiles> data = FilesOf(options);
  if (!data.ok()) return data.status();
  Result<EventColumns> columns = ReadEventFiles(files, *data, problem);
  if (!columns.ok()) return columns.status();
  Result<Rooms> rooms = Rooms::Make(std::move(*columns), *data, options);
  if (!rooms.ok()) return rooms.status();
  return std::unique_ptr<EventBook>(new EventBook(std::make_unique<Rooms>(std::move(*rooms))));
}

Result<std::unique_ptr<EventBook>> EventBook::OpenLedger(const std::string& ledger_path,
                                                         const EventBookOptions& options) {
  Result<DataFiles> data = FilesOf(options);
  if (!data.ok()) return data.status();
  const Result<StreamTools> tools = StreamTools::Load(*data);
  if (!tools.ok()) return tools.status();
  const Result<RelationWeights> weights = RelationWeights::Load(*data);
  if (!weights.ok()) return weights.status();
  const Result<RevisionCues> cues = RevisionCues::Load(*data);
  if (!cues.ok()) return cues.status();
  const auto facts_of = [ledger_path, cues = *cues, rules = weights->duplicate_rules()] {
    return FactsOfLedger(ledger_path, cues, rules);
  };
  Result<EventColumns> columns = ColumnsOfLedger(ledger_path, *data, *tools, facts_of);
  if (!columns.ok()) return columns.status();
  Result<Rooms> rooms = Rooms::Make(std::move(*columns), *data, options);
  if (!rooms.ok()) return rooms.status();
  rooms->facts_of = facts_of;
  rooms->ledger_path = ledger_path;
  return std::unique_ptr<EventBook>(new EventBook(std::make_unique<Rooms>(std::move(*rooms))));
}

bool EventBook::HasStreams(const std::string& ledger_path) {
  Result<std::unique_ptr<EventStreamStore>> store = EventStreamStore::Open(ledger_path, LedgerMode::kRead);
  if (!store.ok()) return false;
  const Result<std::vector<StoredStream>> streams = (*store)->Streams();
  return streams.ok() && !streams->empty();
}

void EventBook::Rooms::FindReports(std::vector<ReportEvent>& evidence) const {
  const auto imported = [](const ReportEvent& event) { return !event.address.empty(); };
  if (ledger_path.empty() || std::none_of(evidence.begin(), evidence.end(), imported)) return;
  const Result<std::unique_ptr<EventStreamStore>> store = EventStreamStore::Open(ledger_path, LedgerMode::kRead);
  if (!store.ok()) return;
  for (ReportEvent& event : evidence) {
    if (!imported(event)) continue;
    const Result<EventReports> told = (*store)->ReportsOf({event.file, event.form, event.address}, event.row);
    if (!told.ok()) return;
    event.reports = told->reports;
    event.outlets = told->outlets;
    event.first_day = told->first_day;
    event.first_outlet = told->first_outlet;
  }
}

void EventBook::Rooms::FindSentences(std::vector<ReportEvent>& evidence) const {
  const bool coded = std::any_of(evidence.begin(), evidence.end(),
                                 [](const ReportEvent& event) { return event.form == kStatementsForm; });
  if (!coded || !facts_of) return;
  const Result<FactTable> facts = facts_of();
  if (!facts.ok()) return;
  for (ReportEvent& event : evidence) {
    if (event.form != kStatementsForm || event.row >= facts->size()) continue;
    const Statement& statement = facts->Representative(event.row);
    event.document = statement.document;
    event.text = statement.evidence_text;
  }
}

size_t EventBook::size() const { return rooms_->columns.size(); }

Result<StreamGroupId> EventBook::Rooms::GroupOf(std::string_view name) const {
  const Result<std::string> key = names.Resolve(name);
  if (key.ok()) {
    if (const auto group = columns.Find(*key)) return *group;
  }
  if (const auto group = columns.Find(name)) return *group;
  if (const auto group = columns.Find(LowerAscii(name))) return *group;
  const auto [begin, end] = columns.ActorsNamed(name);
  if (begin < end) return columns.GroupOn(begin, columns.last_day());
  if (!key.ok()) return key.status();
  return Status(StatusCode::kNotFound, "actor.unknown", fmt::format("no event of {} among {}", name, where));
}

DayRange EventBook::Rooms::DaysOf(const TimeWindow& window) const {
  DayRange days{columns.first_day(), columns.last_day()};
  if (window.from) days.from = std::max(days.from, DayNumber(*window.from));
  if (window.to) days.to = std::min(days.to, LastDayNumber(*window.to));
  if (window.as_of) days.to = std::min(days.to, LastDayNumber(*window.as_of));
  return days;
}

}  // namespace entente
