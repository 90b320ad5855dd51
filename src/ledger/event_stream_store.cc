#include "ledger/event_stream_store.h"

#include <sqlite3.h>

#include <array>

namespace entente {
namespace {

constexpr int kBusyMs = 10'000;

// Numbers of stream_event are given in order, so that a scan by number is one by stream and row.
constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS stream (
  number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, name TEXT NOT NULL, form TEXT NOT NULL,
  rows INTEGER NOT NULL, refused INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stream_actor (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, sectors TEXT NOT NULL, country TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stream_act (
  number INTEGER PRIMARY KEY, cameo TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL,
  goldstein REAL NOT NULL, quad INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stream_event (
  number INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream(number), row INTEGER NOT NULL,
  day INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES stream_actor(number),
  target INTEGER NOT NULL REFERENCES stream_actor(number), act INTEGER NOT NULL REFERENCES stream_act(number),
  status INTEGER NOT NULL, confidence REAL NOT NULL, id TEXT, story TEXT, sentence TEXT, outlet TEXT, url TEXT,
  place TEXT, country TEXT, latitude TEXT, longitude TEXT, context TEXT, reports TEXT);
CREATE TABLE IF NOT EXISTS stream_mention (
  number INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream(number), event_id TEXT NOT NULL,
  day INTEGER NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL, confidence REAL NOT NULL);
CREATE VIEW IF NOT EXISTS imported_event AS
  SELECT e.number, date(e.day * 86400, 'unixepoch') AS date, s.name AS source, s.country AS source_country,
    a.name AS act, a.cameo, a.type, a.goldstein, t.name AS target, t.country AS target_country, e.id, e.story,
    e.sentence, e.outlet, e.url, e.place, e.reports, f.name AS file, e.row
  FROM stream_event e JOIN stream f ON f.number = e.stream JOIN stream_actor s ON s.number = e.source
    JOIN stream_actor t ON t.number = e.target JOIN stream_act a ON a.number = e.act;
)sql";

Status Failure(sqlite3* db, const std::string& path, std::string_view doing) {
  const std::string message = path + ": " + std::string(doing) + ": " + sqlite3_errmsg(db);
  switch (sqlite3_errcode(db) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {StatusCode::kIo, "ledger.busy", message + "; another process is writing, try again"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return {StatusCode::kIo, "ledger.unwritable", message + "; nothing of this file was kept"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {StatusCode::kCorrupt, "ledger.corrupt", message + "; this is no entente ledger"};
    default:
      return {StatusCode::kIo, "ledger.failed", message};
  }
}

struct CloseConnection {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinalizeStep {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Step = std::unique_ptr<sqlite3_stmt, FinalizeStep>;

Step Prepared(sqlite3* db, const char* sql) {
  sqlite3_stmt* out = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &out, nullptr);
  return Step(out);
}

// The text must live until the statement is run: nothing is copied.
void BindText(sqlite3_stmt* statement, int at, std::string_view text) {
  sqlite3_bind_text(statement, at, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
}

// Absent cells take no space as NULL.
void BindCell(sqlite3_stmt* statement, int at, std::string_view text) {
  if (text.empty()) {
    sqlite3_bind_null(statement, at);
  } else {
    BindText(statement, at, text);
  }
}

std::string_view TextAt(sqlite3_stmt* statement, int column) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {bytes == nullptr ? "" : bytes, static_cast<size_t>(sqlite3_column_bytes(statement, column))};
}

// The cells of StreamDetail in the order of the table's columns.
template <typename Detail, typename Visit>
void ForEachCell(Detail& d, Visit visit) {
  visit(d.id), visit(d.story), visit(d.sentence), visit(d.outlet), visit(d.url), visit(d.place), visit(d.country);
  visit(d.latitude), visit(d.longitude), visit(d.context), visit(d.reports);
}

class SqliteEventStreamStore : public EventStreamStore {
 public:
  SqliteEventStreamStore(std::unique_ptr<sqlite3, CloseConnection> db, std::string path)
      : db_(std::move(db)), path_(std::move(path)) {}
  ~SqliteEventStreamStore() override { Abandon(); }

  Status Prepare(LedgerMode mode) {
    sqlite3_busy_timeout(db_.get(), kBusyMs);
    if (mode == LedgerMode::kRead) return Status::Ok();
    // Pages of a file's rows stay in memory until they are committed, up to 64 MiB.
    if (Status status = Run("PRAGMA cache_size=-65536", "opening to write"); !status.ok()) return status;
    return Run(kTables, "making the tables of streams");
  }

  Result<bool> Contains(std::string_view address) override {
    if (!HasTables()) return false;
    const Step find = Prepared(db_.get(), "SELECT 1 FROM stream WHERE address = ?");
    if (find == nullptr) return Failed("looking for a stream");
    BindText(find.get(), 1, address);
    return sqlite3_step(find.get()) == SQLITE_ROW;
  }

  Status Begin(const StreamVocabulary& words) override {
    Abandon();
    if (Status status = Run("BEGIN IMMEDIATE", "starting to write"); !status.ok()) return status;
    open_ = true;
    words_ = &words;
    actors_.clear();
    acts_.clear();
    if (Status status = LoadNumbers(); !status.ok()) return status;
    insert_ = Prepared(db_.get(),
                       "INSERT INTO stream_event(stream, row, day, source, target, act, status, confidence, id, story, "
                       "sentence, outlet, url, place, country, latitude, longitude, context, reports) "
                       "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    insert_mention_ = Prepared(db_.get(),
                               "INSERT INTO stream_mention(stream, event_id, day, outlet, url, confidence) "
                               "VALUES (?,?,?,?,?,?)");
    insert_actor_ = Prepared(db_.get(), "INSERT INTO stream_actor VALUES (?,?,?,?,?)");
    const bool ready = insert_ != nullptr && insert_mention_ != nullptr && insert_actor_ != nullptr;
    return ready ? Status::Ok() : Failed("adding events");
  }

  Status Add(const StreamRow& row) override {
    const int64_t source = ActorNumber(row.source), target = ActorNumber(row.target), act = ActNumber(row.act);
    if (source == 0 || target == 0 || act == 0) return Failed("adding a name");
    sqlite3_stmt* s = insert_.get();
    sqlite3_bind_int64(s, 1, next_stream_);
    sqlite3_bind_int64(s, 2, row.row);
    sqlite3_bind_int64(s, 3, row.day);
    sqlite3_bind_int64(s, 4, source);
    sqlite3_bind_int64(s, 5, target);
    sqlite3_bind_int64(s, 6, act);
    sqlite3_bind_int64(s, 7, static_cast<int>(row.status));
    sqlite3_bind_double(s, 8, row.confidence);
    int at = 9;
    ForEachCell(row.detail, [&](std::string_view cell) { BindCell(s, at++, cell); });
    const bool done = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_reset(s);
    return done ? Status::Ok() : Failed("adding an event");
  }

  Status Add(const StreamMention& mention) override {
    sqlite3_stmt* s = insert_mention_.get();
    sqlite3_bind_int64(s, 1, next_stream_);
    BindText(s, 2, mention.event_id);
    sqlite3_bind_int64(s, 3, mention.day);
    BindText(s, 4, mention.outlet);
    BindText(s, 5, mention.url);
    sqlite3_bind_double(s, 6, mention.confidence);
    const bool done = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_reset(s);
    return done ? Status::Ok() : Failed("adding a mention");
  }

  Status End(const StreamFile& file, uint64_t rows, uint64_t refused) override {
    const Step insert =
        Prepared(db_.get(), "INSERT INTO stream(number, address, name, form, rows, refused) VALUES (?,?,?,?,?,?)");
    if (insert == nullptr) return Failed("adding a stream");
    sqlite3_bind_int64(insert.get(), 1, next_stream_);
    BindText(insert.get(), 2, file.address);
    BindText(insert.get(), 3, file.name);
    BindText(insert.get(), 4, file.form);
    sqlite3_bind_int64(insert.get(), 5, static_cast<int64_t>(rows));
    sqlite3_bind_int64(insert.get(), 6, static_cast<int64_t>(refused));
    if (sqlite3_step(insert.get()) != SQLITE_DONE) return Failed("adding a stream");
    if (Status status = Run("COMMIT", "committing"); !status.ok()) return status;
    open_ = false;
    return Status::Ok();
  }

  void Abandon() override {
    insert_.reset();
    insert_mention_.reset();
    insert_actor_.reset();
    if (open_) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    open_ = false;
  }

  Result<std::vector<StoredStream>> Streams() override {
    std::vector<StoredStream> out;
    if (!HasTables()) return out;
    const Step each =
        Prepared(db_.get(), "SELECT number, name, form, address, rows, refused FROM stream ORDER BY number");
    if (each == nullptr) return Failed("reading streams");
    while (sqlite3_step(each.get()) == SQLITE_ROW) {
      sqlite3_stmt* s = each.get();
      out.push_back({sqlite3_column_int64(s, 0),
                     {std::string(TextAt(s, 1)), std::string(TextAt(s, 2)), std::string(TextAt(s, 3))},
                     static_cast<uint64_t>(sqlite3_column_int64(s, 4)),
                     static_cast<uint64_t>(sqlite3_column_int64(s, 5))});
    }
    return out;
  }

  Result<std::string> StateKey() override {
    std::string key;
    for (const char* table : {"stream", "document", "statement", "coding"}) {
      // Tables only grow; one that is not there counts as empty.
      const std::string sql = "SELECT coalesce(max(number), 0) FROM " + std::string(table);
      const Step last = Prepared(db_.get(), sql.c_str());
      const bool there = last != nullptr && sqlite3_step(last.get()) == SQLITE_ROW;
      key += std::string(table) + std::to_string(there ? sqlite3_column_int64(last.get(), 0) : 0) + ' ';
    }
    return key;
  }

  Status ForEach(StreamVocabulary& words, bool details,
                 const std::function<bool(int64_t, const StreamRow&)>& visit) override {
    if (!HasTables()) return Status::Ok();
    std::vector<uint32_t> actors, acts;
    if (Status status = LoadWords(words, actors, acts); !status.ok()) return status;
    const Step each =
        Prepared(db_.get(), details ? "SELECT stream, row, day, source, target, act, status, confidence, id, "
                                      "story, sentence, outlet, url, place, country, latitude, longitude, "
                                      "context, reports FROM stream_event ORDER BY number"
                                    : "SELECT stream, row, day, source, target, act, status, confidence FROM "
                                      "stream_event ORDER BY number");
    if (each == nullptr) return Failed("reading events");
    sqlite3_stmt* s = each.get();
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
      StreamRow row;
      row.row = static_cast<uint32_t>(sqlite3_column_int64(s, 1));
      row.day = sqlite3_column_int(s, 2);
      const auto source = static_cast<size_t>(sqlite3_column_int64(s, 3));
      const auto target = static_cast<size_t>(sqlite3_column_int64(s, 4));
      const auto act = static_cast<size_t>(sqlite3_column_int64(s, 5));
      if (source >= actors.size() || target >= actors.size() || act >= acts.size()) {
        return {StatusCode::kCorrupt, "ledger.corrupt", path_ + ": an event names an actor or act that is not there"};
      }
      row.source = actors[source];
      row.target = actors[target];
      row.act = acts[act];
      row.status = static_cast<StatementStatus>(sqlite3_column_int(s, 6));
      row.confidence = sqlite3_column_double(s, 7);
      int at = 8;
      if (details) ForEachCell(row.detail, [&](std::string_view& cell) { cell = TextAt(s, at++); });
      if (!visit(sqlite3_column_int64(s, 0), row)) return Status::Ok();
    }
    return step == SQLITE_DONE ? Status::Ok() : Failed("reading events");
  }

 private:
  Status Failed(std::string_view doing) { return Failure(db_.get(), path_, doing); }

  Status Run(const char* sql, std::string_view doing) {
    return sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Status::Ok() : Failed(doing);
  }

  bool HasTables() {
    const Step find = Prepared(db_.get(), "SELECT 1 FROM sqlite_master WHERE name = 'stream_event'");
    return find != nullptr && sqlite3_step(find.get()) == SQLITE_ROW;
  }

  // The numbers that names have already, and the next free ones.
  Status LoadNumbers() {
    StreamVocabulary known;
    std::vector<uint32_t> actors, acts;
    if (Status status = LoadWords(known, actors, acts); !status.ok()) return status;
    actor_numbers_.clear();
    act_numbers_.clear();
    for (size_t number = 0; number < actors.size(); ++number) {
      if (actors[number] < known.actors().size()) actor_numbers_[KeyOf(known.actors()[actors[number]])] = number;
    }
    for (size_t number = 0; number < acts.size(); ++number) {
      if (acts[number] < known.acts().size()) act_numbers_[KeyOf(known.acts()[acts[number]])] = number;
    }
    next_actor_ = static_cast<int64_t>(std::max<size_t>(actors.size(), 1));
    next_act_ = static_cast<int64_t>(std::max<size_t>(acts.size(), 1));
    const Step next = Prepared(db_.get(), "SELECT coalesce(max(number), 0) + 1 FROM stream");
    if (next == nullptr || sqlite3_step(next.get()) != SQLITE_ROW) return Failed("reading streams");
    next_stream_ = sqlite3_column_int64(next.get(), 0);
    return Status::Ok();
  }

  static std::string KeyOf(const StreamActorName& a) {
    return a.name + '\t' + a.code + '\t' + a.sectors + '\t' + a.country;
  }
  static std::string KeyOf(const StreamActEntry& a) { return a.cameo + '\t' + a.type + '\t' + a.mode; }

  // Fills `words`; actors[number] and acts[number] are the numbers there.
  Status LoadWords(StreamVocabulary& words, std::vector<uint32_t>& actors, std::vector<uint32_t>& acts) {
    constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
    const auto put = [=](std::vector<uint32_t>& to, int64_t number, uint32_t word) {
      if (number < 0 || number > std::numeric_limits<int32_t>::max()) return;
      if (to.size() <= static_cast<size_t>(number)) to.resize(static_cast<size_t>(number) + 1, kNone);
      to[static_cast<size_t>(number)] = word;
    };
    const Step each =
        Prepared(db_.get(), "SELECT number, name, code, sectors, country FROM stream_actor ORDER BY number");
    if (each == nullptr) return Failed("reading actors");
    while (sqlite3_step(each.get()) == SQLITE_ROW) {
      sqlite3_stmt* s = each.get();
      put(actors, sqlite3_column_int64(s, 0),
          words.Add(StreamActorName{std::string(TextAt(s, 1)), std::string(TextAt(s, 2)), std::string(TextAt(s, 3)),
                                    std::string(TextAt(s, 4))}));
    }
    const Step act = Prepared(db_.get(), "SELECT number, cameo, name, type, mode, goldstein, quad FROM stream_act");
    if (act == nullptr) return Failed("reading acts");
    while (sqlite3_step(act.get()) == SQLITE_ROW) {
      sqlite3_stmt* s = act.get();
      put(acts, sqlite3_column_int64(s, 0),
          words.Add(StreamActEntry{std::string(TextAt(s, 1)), std::string(TextAt(s, 2)), std::string(TextAt(s, 3)),
                                   std::string(TextAt(s, 4)), sqlite3_column_double(s, 5), sqlite3_column_int(s, 6)}));
    }
    return Status::Ok();
  }

  // The ledger's number of a word of this import; 0 where it could not be added.
  int64_t ActorNumber(uint32_t word) {
    if (actors_.size() <= word) actors_.resize(words_->actors().size(), 0);
    if (actors_[word] != 0) return actors_[word];
    const StreamActorName& actor = words_->actors()[word];
    const auto [at, fresh] = actor_numbers_.try_emplace(KeyOf(actor), next_actor_);
    if (fresh) {
      sqlite3_stmt* s = insert_actor_.get();
      sqlite3_bind_int64(s, 1, next_actor_);
      BindText(s, 2, actor.name);
      BindText(s, 3, actor.code);
      BindText(s, 4, actor.sectors);
      BindText(s, 5, actor.country);
      const bool done = sqlite3_step(s) == SQLITE_DONE;
      sqlite3_reset(s);
      if (!done) return 0;
      ++next_actor_;
    }
    return actors_[word] = at->second;
  }

  int64_t ActNumber(uint32_t word) {
    if (acts_.size() <= word) acts_.resize(words_->acts().size(), 0);
    if (acts_[word] != 0) return acts_[word];
    const StreamActEntry& act = words_->acts()[word];
    const auto [at, fresh] = act_numbers_.try_emplace(KeyOf(act), next_act_);
    if (fresh) {
      const Step insert = Prepared(db_.get(), "INSERT INTO stream_act VALUES (?,?,?,?,?,?,?)");
      if (insert == nullptr) return 0;
      sqlite3_bind_int64(insert.get(), 1, next_act_);
      BindText(insert.get(), 2, act.cameo);
      BindText(insert.get(), 3, act.name);
      BindText(insert.get(), 4, act.type);
      BindText(insert.get(), 5, act.mode);
      sqlite3_bind_double(insert.get(), 6, act.goldstein);
      sqlite3_bind_int64(insert.get(), 7, act.quad);
      if (sqlite3_step(insert.get()) != SQLITE_DONE) return 0;
      ++next_act_;
    }
    return acts_[word] = at->second;
  }

  std::unique_ptr<sqlite3, CloseConnection> db_;
  std::string path_;
  bool open_ = false;
  const StreamVocabulary* words_ = nullptr;
  std::vector<int64_t> actors_, acts_;  // of this import
  TextMap<int64_t> actor_numbers_, act_numbers_;
  int64_t next_stream_ = 1, next_actor_ = 1, next_act_ = 1;
  Step insert_, insert_mention_, insert_actor_;  // after db_: finalized before it closes
};

}  // namespace

Result<std::unique_ptr<EventStreamStore>> EventStreamStore::Open(const std::string& ledger_path, LedgerMode mode) {
  sqlite3* raw = nullptr;
  // One thread at a time is the contract: no locks within the process.
  const int flags = (mode == LedgerMode::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(ledger_path.c_str(), &raw, flags, nullptr);
  std::unique_ptr<sqlite3, CloseConnection> db(raw);
  if (code != SQLITE_OK) return Failure(raw, ledger_path, "opening");
  auto store = std::make_unique<SqliteEventStreamStore>(std::move(db), ledger_path);
  if (Status status = store->Prepare(mode); !status.ok()) return status;
  return std::unique_ptr<EventStreamStore>(std::move(store));
}

}  // namespace entente
