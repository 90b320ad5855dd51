// The commands, each given its parsed options and returning an exit status.
#pragma once

#include <string>
#include <vector>

#include "console.h"

namespace CLI {
class App;
}

namespace entente::cli {

int Code(const Common& common);
// `dry_run`: documents to standard output instead of the ledger.
int Read(const Common& common, bool dry_run);
// `read --fetch`: the paths are web addresses.
struct FetchChoice {
  bool fetch = false;
  bool follow = false;
  std::string allow_private;
  double delay_seconds = 1;
  double timeout_seconds = 60;
  uint64_t most_megabytes = 64;
};
int ReadFetched(Common common, const FetchChoice& choice, bool dry_run);
// `which`: explain, relation, brokers.
int AnswerPair(const Common& common, const std::string& which, const std::string& a, const std::string& b);
// Are there event streams to ask: files named, or imported into the ledger that is asked?
bool AsksBrokersOfEvents(const Common& common);
int BrokersOfEvents(const Common& common, const std::string& a, const std::string& b);
int Actors(const Common& common);
int Events(const Common& common, const std::string& actor);
int Ask(const Common& common, const std::string& question);
int ModelConvert(const std::string& pipeline_dir, const std::string& out_path);
int ModelInfo(const Common& common);
int EvalArticle(const Common& common, const std::string& gold_path, const std::string& predicted_path);
// `errors`: how many of the wrong ones to print.
int Eval(const Common& common, const std::string& measure, const std::string& path, const std::string& labels,
         size_t errors);
int Bench(const Common& common, int repeats);
// Event data of others: command_stream.cc. `form`: "icews", "gdelt", …
int Import(const Common& common, const std::string& form);
int Export(const Common& common, const std::string& form, const std::string& actor);
int BenchStream(const Common& common, const std::string& form);

// Each adds its commands to the program.
void AddLedgerCommands(CLI::App& app, Common& common, int& exit_status);
void AddSearchCommand(CLI::App& app, Common& common, int& exit_status);
void AddSqlCommand(CLI::App& app, Common& common, int& exit_status);

}  // namespace entente::cli
