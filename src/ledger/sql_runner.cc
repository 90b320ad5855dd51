#include "ledger/sql_runner.h"

#include <sqlite3.h>

#include <chrono>

namespace entente {
namespace {

constexpr int kStepsBetweenAsking = 20'000;   // of SQLite's machine: well under a millisecond
constexpr int kLargestValueBytes = 64 << 20;  // four times the largest text
constexpr std::string_view kLoader = "load_extension";

// What SQLite asks before it compiles: only reading is allowed.
int AllowReading(void* refused, int action, const char* first, const char* second, const char*, const char*) {
  const bool reads = action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE;
  const bool calls = action == SQLITE_FUNCTION && second != nullptr && second != kLoader;
  if (reads || calls) return SQLITE_OK;
  auto& what = *static_cast<std::string*>(refused);
  if (what.empty()) what = first == nullptr ? "a change" : first;
  return SQLITE_DENY;
}

// Why a query that was told to end was.
struct Watch {
  const SqlLimits& limits;
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  bool stopped = false, late = false;

  static int Ask(void* self) {
    auto& watch = *static_cast<Watch*>(self);
    const std::chrono::duration<double> run = std::chrono::steady_clock::now() - watch.begin;
    watch.late = watch.limits.seconds > 0 && run.count() > watch.limits.seconds;
    watch.stopped = watch.limits.stopped && watch.limits.stopped();
    return watch.late || watch.stopped ? 1 : 0;
  }
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

Status Bad(std::string_view id, const std::string& message) { return {StatusCode::kInvalidInput, id, message}; }

Result<Prepared> Compile(sqlite3* database, std::string_view sql) {
  std::string refused;
  sqlite3_set_authorizer(database, AllowReading, &refused);
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &raw, &rest);
  sqlite3_set_authorizer(database, nullptr, nullptr);
  Prepared statement(raw);
  if (!refused.empty() || code == SQLITE_AUTH) {
    return Bad("usage.sql_refused", "only reading is allowed: SELECT over the views of docs/format/ledger.md");
  }
  if (code != SQLITE_OK) return Bad("usage.bad_sql", std::string("SQL: ") + sqlite3_errmsg(database));
  if (statement == nullptr) return Bad("usage.bad_sql", "no SQL given");
  const std::string_view after(rest, static_cast<size_t>(sql.data() + sql.size() - rest));
  if (after.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    return Bad("usage.bad_sql", "one statement at a time");
  }
  if (sqlite3_stmt_readonly(statement.get()) == 0 || sqlite3_stmt_isexplain(statement.get()) != 0) {
    return Bad("usage.sql_refused", "only reading is allowed: SELECT over the views of docs/format/ledger.md");
  }
  return statement;
}

std::vector<std::string> ColumnsOf(sqlite3_stmt* statement) {
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) names.emplace_back(sqlite3_column_name(statement, i));
  return names;
}

SqlSink::Cell CellOf(sqlite3_stmt* statement, int column) {
  const int type = sqlite3_column_type(statement, column);
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(statement, column));
  return {text == nullptr ? std::string_view() : std::string_view(text, size), type == SQLITE_NULL,
          type == SQLITE_INTEGER || type == SQLITE_FLOAT};
}

}  // namespace

Status RunSql(sqlite3* database, const std::string& path, std::string_view sql, const SqlLimits& limits,
              const SqlSink& sink) {
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kLargestValueBytes);
  Result<Prepared> statement = Compile(database, sql);
  if (!statement.ok()) return statement.status();
  Watch watch{limits};
  sqlite3_progress_handler(database, kStepsBetweenAsking, Watch::Ask, &watch);
  sink.columns(ColumnsOf(statement->get()));
  std::vector<SqlSink::Cell> cells(static_cast<size_t>(sqlite3_column_count(statement->get())));
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(statement->get())) == SQLITE_ROW) {
    for (size_t i = 0; i < cells.size(); ++i) cells[i] = CellOf(statement->get(), static_cast<int>(i));
    if (!sink.row(cells)) break;
  }
  sqlite3_progress_handler(database, 0, nullptr, nullptr);
  if (watch.stopped) return {StatusCode::kIo, "sql.stopped", "stopped"};
  if (watch.late)
    return {StatusCode::kIo, "sql.too_long", "stopped after the time limit; narrow it, or raise --seconds"};
  if (step == SQLITE_DONE || step == SQLITE_ROW) return Status::Ok();
  const int code = sqlite3_errcode(database) & 0xFF;
  if (code == SQLITE_ERROR || code == SQLITE_TOOBIG || code == SQLITE_MISMATCH) {
    return Bad("usage.bad_sql", std::string("SQL: ") + sqlite3_errmsg(database));
  }
  return DatabaseStatus(database, path, "running SQL");
}

}  // namespace entente
