// ledger info | codings | verify | rebuild: the file behind the answers.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.h"
#include "entente/ledger_tools.h"

namespace entente::cli {
namespace {

constexpr uint64_t kMostProblems = 100;

std::string KeyText(const CodingKey& key) {
  if (key.program.empty()) return "made before codings were kept";
  return fmt::format("{}, model {} {}, tables {}", key.program, key.model, key.model_hash, key.data_hash);
}

void PrintCoding(const LedgerCoding& coding) {
  fmt::print("coding {}  {}{}  {}  {} documents, {} statements\n          {}\n", coding.number, coding.purpose,
             coding.complete ? "" : " (not complete)", coding.begun.empty() ? "-" : coding.begun, coding.documents,
             coding.statements, KeyText(coding.key));
}

int Info(const Common& common) {
  const Result<LedgerInfo> info = InfoOfLedger(common.ledger);
  if (!info.ok()) return Fail(info.status());
  fmt::print("{}: schema {}, {} bytes\n", common.ledger, info->schema, info->bytes);
  fmt::print("{} documents of {} outlets, {} bytes of text", info->documents, info->outlets, info->text_bytes);
  if (!info->first_date.empty()) fmt::print(", published {} to {}", info->first_date, info->last_date);
  fmt::print("\n");
  if (info->documents > 0) fmt::print("{} bytes a document\n", info->bytes / info->documents);
  for (const LedgerCoding& coding : info->codings) PrintCoding(coding);
  return Finish(kDone);
}

int Codings(const Common& common) {
  const Result<LedgerInfo> info = InfoOfLedger(common.ledger);
  if (!info.ok()) return Fail(info.status());
  for (const LedgerCoding& coding : info->codings) PrintCoding(coding);
  return Finish(kDone);
}

int Verify(const Common& common) {
  uint64_t told = 0;
  const Result<LedgerVerdict> verdict = VerifyLedger(
      common.ledger,
      [&](const std::string& problem) {
        if (++told <= kMostProblems) {
          Tell(Status(StatusCode::kCorrupt, "ledger.damaged", common.ledger + ": " + problem));
        }
      },
      [] { return !Interrupted(); });
  if (!verdict.ok()) return Fail(verdict.status());
  if (told > kMostProblems) fmt::print(stderr, "entente: and {} more like these\n", told - kMostProblems);
  fmt::print("{}: {} documents, {} statements checked; {}\n", common.ledger, verdict->documents, verdict->statements,
             verdict->problems == 0 ? "all whole" : fmt::format("{} problems", verdict->problems));
  return Finish(verdict->problems == 0 ? kDone : kFailed);
}

int Rebuild(const Common& common, bool again) {
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, true);
  if (!engine.ok()) return Fail(engine.status());
  const bool bar = IsTerminal(STDERR_FILENO);
  const Result<RebuildSummary> summary =
      RebuildLedger(**engine, common.ledger, again, [&](uint64_t done, uint64_t all) {
        if (bar) fmt::print(stderr, "\r{} of {} documents\033[K", done, all);
        return !Interrupted();
      });
  if (bar) fmt::print(stderr, "\r\033[K");
  if (!summary.ok()) return Fail(summary.status());
  if (!summary->needed) {
    fmt::print("{}: every document is coded by this model and these tables already\n", common.ledger);
    return Finish(kDone);
  }
  fmt::print("{}: coding {}: {} documents coded, {} statements; {} were done before\n", common.ledger, summary->coding,
             summary->documents, summary->statements, summary->before);
  if (!summary->complete) {
    fmt::print(stderr, "entente: stopped; answers stay with the old coding, the same command goes on from here\n");
  }
  return Finish(kDone);
}

}  // namespace

void AddLedgerCommands(CLI::App& app, Common& common, int& exit_status) {
  CLI::App* ledger = app.add_subcommand("ledger", "what a ledger holds, whether it is whole; code it again");
  ledger->require_subcommand(1);
  CLI::App* info = ledger->add_subcommand("info", "its size, documents and codings");
  info->footer("example: entente ledger info --ledger talks.db");
  info->callback([&] { exit_status = Info(common); });
  CLI::App* codings = ledger->add_subcommand("codings", "by which model and tables its documents were coded, and when");
  codings->footer("example: entente ledger codings --ledger talks.db");
  codings->callback([&] { exit_status = Codings(common); });
  CLI::App* verify = ledger->add_subcommand("verify", "is it whole? Says what is not; then exit status 3");
  verify->footer("example: entente ledger verify --ledger talks.db");
  verify->callback([&] { exit_status = Verify(common); });
  CLI::App* rebuild = ledger->add_subcommand(
      "rebuild", "code all documents anew, beside the old coding; can be stopped and gone on with");
  rebuild->footer("example: entente ledger rebuild --ledger talks.db");
  const auto again = std::make_shared<bool>(false);
  rebuild->add_flag("--again", *again, "also where model and tables are those it was coded with");
  rebuild->callback([&common, &exit_status, again] { exit_status = Rebuild(common, *again); });
}

}  // namespace entente::cli
