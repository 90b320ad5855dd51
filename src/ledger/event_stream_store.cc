#include "ledger/event_stream_store.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "base/date.h"
#include "ledger/stream_words.h"

namespace entente {
namespace {

// Mentions are GDELT's: they name events by its numbers, which other streams may use too.
constexpr std::string_view kFormWithMentions = "gdelt";

// What of a row is counted and sorted on; then its details, in the order of ForEachCell.
#define ENTENTE_ROW "stream, row, day, source, target, act, status, confidence"
#define ENTENTE_DETAIL "id, story, sentence, outlet, url, place, country, latitude, longitude, context, reports"
constexpr int kDetailColumn = 8;

constexpr const char* kInsertEvent =
    "INSERT INTO stream_event(" ENTENTE_ROW ", " ENTENTE_DETAIL ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kInsertMention =
    "INSERT INTO stream_mention(stream, event_id, day, outlet, url, confidence) VALUES (?,?,?,?,?,?)";
constexpr const char* kSelectRows = "SELECT " ENTENTE_ROW " FROM stream_event ORDER BY number";
constexpr const char* kSelectDetails = "SELECT " ENTENTE_ROW ", " ENTENTE_DETAIL " FROM stream_event ORDER BY number";
#undef ENTENTE_ROW
#undef ENTENTE_DETAIL

// min() picks the row that the outlet is taken from.
constexpr const char* kSelectMentions =
    "SELECT count(DISTINCT url), count(DISTINCT outlet), min(day), outlet FROM stream_mention WHERE event_id = ?";

// The cells of StreamDetail in the order of the table's columns.
template <typename Detail, typename Visit>
void ForEachCell(Detail& d, Visit visit) {
  visit(d.id), visit(d.story), visit(d.sentence), visit(d.outlet), visit(d.url), visit(d.place), visit(d.country);
  visit(d.latitude), visit(d.longitude), visit(d.context), visit(d.reports);
}

uint64_t CountOf(std::string_view digits) {
  uint64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

class SqliteEventStreamStore : public EventStreamStore {
 public:
  SqliteEventStreamStore(Database database, std::string path)
      : database_(std::move(database)), path_(std::move(path)) {}
  ~SqliteEventStreamStore() override { Abandon(); }

  Status PrepareToWrite() {
    // Pages of a file's rows stay in memory until they are committed, up to 64 MiB.
    return Execute(db(), path_, "PRAGMA cache_size=-65536", "opening to write");
  }

  Result<bool> Contains(std::string_view address) override {
    Query find(db(), "SELECT 1 FROM stream WHERE address = ?");
    if (find.ok()) find.Bind(1, address);
    const bool found = find.Next();
    if (find.failed()) return Failed("looking for a stream");
    return found;
  }

  Status Begin(const StreamVocabulary& words) override {
    Abandon();
    if (Status status = Execute(db(), path_, "BEGIN IMMEDIATE", "starting to write"); !status.ok()) return status;
    open_ = true;
    writer_.emplace(db());
    Query next(db(), "SELECT coalesce(max(number), 0) + 1 FROM stream");
    if (!writer_->words.Begin(words) || !writer_->ok() || !next.Next()) return Failed("adding events");
    next_stream_ = next.Int(0);
    return Status::Ok();
  }

  Status Add(const StreamRow& row) override {
    const int64_t source = writer_->words.Actor(row.source), target = writer_->words.Actor(row.target);
    const int64_t act = writer_->words.Act(row.act);
    if (source == 0 || target == 0 || act == 0) return Failed("adding a name");
    Query& insert = writer_->event;
    insert.Bind(1, next_stream_).Bind(2, int64_t{row.row}).Bind(3, int64_t{row.day}).Bind(4, source).Bind(5, target);
    insert.Bind(6, act).Bind(7, static_cast<int64_t>(row.status)).Bind(8, row.confidence);
    int at = kDetailColumn + 1;
    // Absent cells are NULL and take no room.
    ForEachCell(row.detail, [&](std::string_view cell) { insert.BindHeldOrNull(at++, cell); });
    return insert.Run() ? Status::Ok() : Failed("adding an event");
  }

  Status Add(const StreamMention& mention) override {
    Query& insert = writer_->mention;
    insert.Bind(1, next_stream_).BindHeld(2, mention.event_id).Bind(3, int64_t{mention.day});
    insert.BindHeld(4, mention.outlet).BindHeld(5, mention.url).Bind(6, mention.confidence);
    return insert.Run() ? Status::Ok() : Failed("adding a mention");
  }

  Status End(const StreamFile& file, uint64_t rows, uint64_t refused) override {
    Query insert(db(), "INSERT INTO stream(number, address, name, form, rows, refused) VALUES (?,?,?,?,?,?)");
    if (!insert.ok()) return Failed("adding a stream");
    insert.Bind(1, next_stream_).Bind(2, file.address).Bind(3, file.name).Bind(4, file.form);
    insert.Bind(5, static_cast<int64_t>(rows)).Bind(6, static_cast<int64_t>(refused));
    if (!insert.Run()) return Failed("adding a stream");
    if (Status status = Execute(db(), path_, "COMMIT", "committing"); !status.ok()) return status;
    open_ = false;
    writer_.reset();
    return Status::Ok();
  }

  void Abandon() override {
    writer_.reset();
    // After some failures SQLite has already done so; then this is refused, rightly.
    if (open_) (void)Execute(db(), path_, "ROLLBACK", "giving up");
    open_ = false;
  }

  Result<std::vector<StoredStream>> Streams() override {
    std::vector<StoredStream> out;
    Query each(db(), "SELECT number, name, form, address, rows, refused FROM stream ORDER BY number");
    while (each.Next()) {
      out.push_back({each.Int(0),
                     {std::string(each.Text(1)), std::string(each.Text(2)), std::string(each.Text(3))},
                     static_cast<uint64_t>(each.Int(4)),
                     static_cast<uint64_t>(each.Int(5))});
    }
    if (each.failed()) return Failed("reading streams");
    return out;
  }

  Result<std::string> StateKey() override {
    std::string key;
    for (const char* table : {"stream", "document", "statement", "coding"}) {  // which only grow
      Query last(db(), "SELECT coalesce(max(number), 0) FROM " + std::string(table));
      if (!last.Next()) return Failed("reading the ledger");
      key += std::string(table) + std::to_string(last.Int(0)) + ' ';
    }
    return key;
  }

  Result<EventReports> ReportsOf(const StreamFile& file, uint32_t row) override {
    Query found(db(),
                "SELECT id, reports, form FROM stream_event e JOIN stream s ON s.number = e.stream WHERE s.address = ? "
                "AND e.number = ?");
    const Result<int64_t> number = NumberOf(file, row);
    if (!number.ok()) return number.status();
    if (found.ok()) found.Bind(1, file.address).Bind(2, *number);
    EventReports out;
    if (found.Next()) {
      out.reports = CountOf(found.Text(1));
      if (found.Text(2) == kFormWithMentions) AddMentions(found.Text(0), out);
    }
    if (found.failed()) return Failed("reading reports");
    return out;
  }

  Status ForEach(StreamVocabulary& words, bool details,
                 const std::function<bool(int64_t, const StreamRow&)>& visit) override {
    std::vector<uint32_t> actors, acts;
    if (!LoadStreamWords(db(), words, actors, acts)) return Failed("reading names");
    const Result<std::vector<int64_t>> mentioned = details ? StreamsWithMentions() : std::vector<int64_t>();
    if (!mentioned.ok()) return mentioned.status();
    Query each(db(), details ? kSelectDetails : kSelectRows);
    while (each.Next()) {
      StreamRow row;
      row.row = static_cast<uint32_t>(each.Int(1));
      row.day = static_cast<int32_t>(each.Int(2));
      const auto source = static_cast<size_t>(each.Int(3)), target = static_cast<size_t>(each.Int(4));
      const auto act = static_cast<size_t>(each.Int(5));
      if (source >= actors.size() || target >= actors.size() || act >= acts.size()) {
        return {StatusCode::kCorrupt, "ledger.corrupt", path_ + ": an event names an actor or act that is not there"};
      }
      row.source = actors[source];
      row.target = actors[target];
      row.act = acts[act];
      row.status = static_cast<StatementStatus>(each.Int(6));
      row.confidence = each.Number(7);
      int at = kDetailColumn;
      if (details) ForEachCell(row.detail, [&](std::string_view& cell) { cell = each.Text(at++); });
      Told told;
      const bool asked = std::binary_search(mentioned->begin(), mentioned->end(), each.Int(0));
      if (asked) Tell(row, told);
      if (!visit(each.Int(0), row)) return Status::Ok();
    }
    return each.failed() ? Failed("reading events") : Status::Ok();
  }

 private:
  struct Writer {
    explicit Writer(sqlite3* database)
        : words(database), event(database, kInsertEvent), mention(database, kInsertMention) {}
    bool ok() const { return event.ok() && mention.ok(); }
    StreamWordWriter words;
    Query event, mention;
  };
  // Texts of what mentions tell of a row.
  struct Told {
    std::string reports, outlets, first_seen;
  };

  sqlite3* db() const { return database_.get(); }
  Status Failed(std::string_view doing) const { return DatabaseStatus(db(), path_, doing); }

  // Of the event in this row; 0 where there is none. Numbers go up by stream, then row, so halving finds it without an
  // index that every import would have to fill.
  Result<int64_t> NumberOf(const StreamFile& file, uint32_t row) {
    Query stream(db(), "SELECT number FROM stream WHERE address = ?");
    Query last(db(), "SELECT coalesce(max(number), 0) FROM stream_event");
    Query at(db(), "SELECT stream, row FROM stream_event WHERE number = ?");
    if (!stream.ok() || !last.ok() || !at.ok()) return Failed("reading reports");
    if (!stream.Bind(1, file.address).Next() || !last.Next()) return int64_t{0};
    const auto wanted = std::make_pair(stream.Int(0), int64_t{row});
    int64_t low = 1, high = last.Int(0);
    while (low < high) {
      const int64_t middle = low + (high - low) / 2;
      if (!at.Bind(1, middle).Next()) return Failed("reading reports");
      std::make_pair(at.Int(0), at.Int(1)) < wanted ? low = middle + 1 : high = middle;
      at.Reset();
    }
    if (!at.Bind(1, low).Next()) return int64_t{0};
    return std::make_pair(at.Int(0), at.Int(1)) == wanted ? low : int64_t{0};
  }

  void AddMentions(std::string_view event_id, EventReports& out) {
    if (!mentions_) mentions_.emplace(db(), kSelectMentions);
    if (!mentions_->ok() || event_id.empty()) return;
    if (mentions_->Bind(1, event_id).Next() && mentions_->Int(0) > 0) {
      // The stream's own number is of its first minutes, or counts what was not imported.
      out.reports = std::max(out.reports, static_cast<uint64_t>(mentions_->Int(0)));
      out.outlets = static_cast<uint64_t>(mentions_->Int(1));
      out.first_day = static_cast<int32_t>(mentions_->Int(2));
      out.first_outlet = mentions_->Text(3);
    }
    mentions_->Reset();
  }

  void Tell(StreamRow& row, Told& told) {
    EventReports reports;
    reports.reports = CountOf(row.detail.reports);
    AddMentions(row.detail.id, reports);
    if (reports.outlets == 0) return;
    told = {std::to_string(reports.reports), std::to_string(reports.outlets),
            ToString(DateOfDayNumber(reports.first_day))};
    row.detail.reports = told.reports;
    row.detail.outlets = told.outlets;
    row.detail.first_seen = told.first_seen;
  }

  // Those whose events mentions may name; none where there are no mentions.
  Result<std::vector<int64_t>> StreamsWithMentions() {
    std::vector<int64_t> out;
    Query each(db(), "SELECT number FROM stream WHERE form = ? AND EXISTS (SELECT 1 FROM stream_mention) ORDER BY 1");
    if (each.ok()) each.Bind(1, kFormWithMentions);
    while (each.Next()) out.push_back(each.Int(0));
    if (each.failed()) return Failed("reading mentions");
    return out;
  }

  Database database_;
  std::string path_;
  bool open_ = false;
  int64_t next_stream_ = 1;
  // Before database_ in the order of going.
  std::optional<Writer> writer_;
  std::optional<Query> mentions_;
};

}  // namespace

Result<std::unique_ptr<EventStreamStore>> EventStreamStore::Open(const std::string& ledger_path, LedgerMode mode) {
  Result<Database> database = OpenDatabase(ledger_path, mode);
  if (!database.ok()) return database.status();
  auto store = std::make_unique<SqliteEventStreamStore>(std::move(*database), ledger_path);
  if (Status status = mode == LedgerMode::kWrite ? store->PrepareToWrite() : Status::Ok(); !status.ok()) return status;
  return std::unique_ptr<EventStreamStore>(std::move(store));
}

}  // namespace entente
