// read: documents into the ledger, or, with --dry-run, to standard output.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <numeric>

#include "commands.h"
#include "entente/reading.h"
#include "problem_list.h"
#include "progress_bar.h"

namespace entente::cli {
namespace {

using Reasons = std::vector<std::pair<std::string, uint64_t>>;

void PrintReasons(std::FILE* to, std::string_view verb, const Reasons& reasons) {
  for (const auto& [reason, count] : reasons) fmt::print(to, "  {} {} {}\n", verb, count, reason);
}

// As many code points as fit; names and titles may hold anything.
std::string Cut(const std::string& text, size_t width) {
  std::string clean = PrintableName(text);
  size_t at = 0;
  for (size_t points = 0; at < clean.size(); ++at) {
    if ((static_cast<unsigned char>(clean[at]) & 0xC0) == 0x80) continue;
    if (points++ == width) break;
  }
  clean.resize(at);
  return clean;
}

std::string TableLine(const Document& document) {
  std::string date = "-";
  if (const auto& day = document.published_date) {
    date = fmt::format("{:04}", day->year);
    if (day->month > 0) date += fmt::format("-{:02}", day->month);
    if (day->day > 0) date += fmt::format("-{:02}", day->day);
  }
  return fmt::format("{:10}  {:>8}  {:20}  {:50}  {}\n", date, document.text.size(), Cut(document.outlet, 20),
                     Cut(document.title, 50), PrintableName(document.id));
}

int DryRun(const Common& common, const InputOptions& options) {
  const std::string format = common.format.empty() ? "table" : common.format;
  if (format != "table" && format != "ndjson") return Misuse("--format " + format + ": one of table, ndjson");
  const bool table = format == "table";
  ProgressBar bar(IsTerminal(STDERR_FILENO) && !IsTerminal(STDOUT_FILENO));
  ProblemList problems;
  uint64_t documents = 0;
  std::map<std::string, uint64_t> skipped;
  if (table) fmt::print("{:10}  {:>8}  {:20}  {:50}  {}\n", "date", "bytes", "outlet", "title", "id");
  const DocumentSink sink{[&](const Document& document) {
                            ++documents;
                            const std::string line = table ? TableLine(document) : ToJson(document) + "\n";
                            return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && !Interrupted();
                          },
                          [&](const InputProblem& problem) {
                            bar.Clear();
                            problems.Add(problem);
                          },
                          [&](std::string_view reason) { ++skipped[std::string(reason)]; }};
  ReadDocuments(common.paths, options, sink, [&](const InputProgress& now) { bar.Show(now, documents); });
  bar.Clear();
  problems.TellRest();
  // Standard output is for documents; the summary stands beside the problems.
  fmt::print(stderr, "{} documents; {} refused, {} skipped\n", documents, problems.count(),
             std::accumulate(skipped.begin(), skipped.end(), uint64_t{0},
                             [](uint64_t sum, const auto& one) { return sum + one.second; }));
  PrintReasons(stderr, "refused", {problems.by_reason().begin(), problems.by_reason().end()});
  PrintReasons(stderr, "skipped", {skipped.begin(), skipped.end()});
  return Finish(problems.count() > 0 ? kSomeRefused : kDone);
}

}  // namespace

int Read(const Common& common, bool dry_run) {
  Result<InputOptions> input = InputOf(common);
  if (!input.ok()) return Fail(input.status());
  if (dry_run) return DryRun(common, *input);
  if (!common.format.empty()) return Misuse("--format goes with --dry-run");
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, true);
  if (!engine.ok()) return Fail(engine.status());
  ProgressBar bar(IsTerminal(STDERR_FILENO));
  ProblemList problems;
  Result<ReadSummary> summary = (*engine)->ReadIntoLedger(
      common.paths, *input, common.ledger,
      [&](const InputProblem& problem) {
        bar.Clear();
        problems.Add(problem);
      },
      [&](const ReadSummary& so_far) {
        bar.Show(so_far.progress, so_far.documents + so_far.known);
        return !Interrupted();
      });
  bar.Clear();
  problems.TellRest();
  if (!summary.ok()) return Fail(summary.status());
  fmt::print("{}: {} documents read, {} statements; {} already there, {} refused, {} skipped\n", common.ledger,
             summary->documents, summary->statements, summary->known, summary->refused, summary->skipped);
  PrintReasons(stdout, "refused", summary->refused_by_reason);
  PrintReasons(stdout, "skipped", summary->skipped_by_reason);
  if (Interrupted())
    fmt::print(stderr, "entente: stopped; what was read is kept, the same command goes on from there\n");
  return Finish(summary->refused > 0 ? kSomeRefused : kDone);
}

}  // namespace entente::cli
