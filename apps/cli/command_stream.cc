// import, export: event data of others.
#include <fmt/format.h>

#include <chrono>
#include <map>

#include "commands.h"
#include "entente/stream.h"

namespace entente::cli {
namespace {

// Of each kind of bad row in a file the first few are told one by one; the summary counts them all.
constexpr uint64_t kToldOfEach = 5;

class Teller {
 public:
  void operator()(const StreamProblem& problem) {
    const uint64_t count = ++told_[{problem.file, problem.status.id()}];
    if (count <= kToldOfEach) {
      fmt::print(stderr, "entente: {}: row {}: {} [{}]\n", problem.file, problem.row, problem.status.message(),
                 problem.status.id());
    } else if (count == kToldOfEach + 1) {
      fmt::print(stderr, "entente: {}: more of [{}] are counted, not told\n", problem.file, problem.status.id());
    }
  }

 private:
  std::map<std::pair<std::string, std::string>, uint64_t> told_;
};

void PrintImported(const ImportedFile& file, double seconds) {
  if (file.known) {
    fmt::print("{}: already in the ledger, nothing added\n", file.path);
    return;
  }
  const uint64_t rows = file.events + file.mentions + file.refused;
  fmt::print("{}: {}, {} events", file.path, file.form, file.events);
  if (file.mentions > 0) fmt::print(", {} mentions", file.mentions);
  fmt::print(", {} rows refused; {:.2f} s, {:.0f} rows/s\n", file.refused, seconds,
             static_cast<double>(rows) / std::max(seconds, 1e-9));
  for (const auto& [reason, count] : file.refused_by_reason) fmt::print("  {} {}\n", count, reason);
}

}  // namespace

int Import(const Common& common, const std::string& form) {
  Result<std::unique_ptr<Streams>> streams = Streams::Open(common.data);
  if (!streams.ok()) return Fail(streams.status());
  int exit_status = kDone;
  Teller tell;
  for (const std::string& path : common.paths) {
    if (Interrupted()) break;
    const auto start = std::chrono::steady_clock::now();
    const Result<ImportedFile> file = (*streams)->Import(path, form, common.ledger, std::ref(tell));
    if (!file.ok()) {
      // One file that cannot be read does not keep the others out; a ledger that cannot be written does.
      const bool fatal = file.status().id().rfind("ledger.", 0) == 0 || file.status().id().rfind("usage.", 0) == 0;
      if (fatal || common.paths.size() == 1) return Fail(file.status());
      Tell(file.status());
      exit_status = kSomeRefused;
      continue;
    }
    PrintImported(*file, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (file->refused > 0) exit_status = kSomeRefused;
  }
  return Finish(exit_status);
}

int Export(const Common& common, const std::string& form, const std::string& actor) {
  Result<TimeWindow> window = WindowOf(common);
  if (!window.ok()) return Fail(window.status());
  Result<std::unique_ptr<Streams>> streams = Streams::Open(common.data);
  if (!streams.ok()) return Fail(streams.status());
  const auto write = [](std::string_view text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && !Interrupted();
  };
  const Result<uint64_t> left_out = (*streams)->Export({form, actor, *window}, common.ledger, write);
  if (!left_out.ok()) return Fail(left_out.status());
  if (*left_out > 0) fmt::print(stderr, "entente: {} events have no place in {} and were left out\n", *left_out, form);
  return Finish(kDone);
}

int BenchStream(const Common& common, const std::string& form) {
  Result<std::unique_ptr<Streams>> streams = Streams::Open(common.data);
  if (!streams.ok()) return Fail(streams.status());
  for (const std::string& path : common.paths) {
    const Result<Streams::ColumnTimes> times = (*streams)->Measure(path, form);
    if (!times.ok()) return Fail(times.status());
    const double both = times->read_seconds + times->build_seconds;
    fmt::print(
        "{}: {} events, {} refused, {} actors, {} groups, {} links; read {:.3f} s, build {:.3f} s, {:.0f} events/s; "
        "{:.1f} bytes an event; dearest pair {:.0f} us\n",
        path, times->events, times->refused, times->actors, times->groups, times->pairs, times->read_seconds,
        times->build_seconds, static_cast<double>(times->events) / both,
        static_cast<double>(times->bytes) / static_cast<double>(std::max<uint64_t>(times->events, 1)),
        times->query_microseconds);
  }
  return Finish(kDone);
}

}  // namespace entente::cli
