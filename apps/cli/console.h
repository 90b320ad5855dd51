// What every command shares: options, messages, exit status, where the model is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "entente/engine.h"

namespace entente::cli {

enum ExitStatus : int { kDone = 0, kSomeRefused = 1, kUsage = 2, kFailed = 3, kStopped = 130 };

// Options of the whole program.
struct Common {
  std::string model;  // as given; see FindModel
  std::string data;
  std::string ledger = "./entente.db";
  std::string input = "auto";
  std::string columns;
  int64_t coding = 0;  // 0: the newest
  unsigned threads = 1;
  std::string from, to, as_of;
  double least = 0;  // confidence of a statement, or it is left out
  std::string format;
  std::vector<std::string> paths;
  InputSupply supply;               // where the paths are no files
  std::vector<std::string> events;  // stream files
};

// "entente: a.txt: record 3, byte 17: not UTF-8 [text.invalid_utf8]" on standard error.
void Tell(const InputProblem& problem);
void Tell(const Status& status);
// Tells it and gives the exit status it deserves.
int Fail(const Status& status);
int Misuse(const std::string& message);
// Flushes standard output; `exit_status`, or kFailed with a message where something could not be written.
int Finish(int exit_status);

// As a JSON string, with its quotation marks. REQUIRES: UTF-8.
std::string JsonText(std::string_view text);
bool IsTerminal(int file_descriptor);
// True once Ctrl-C was pressed; what is under way ends at the next safe point.
bool Interrupted();
void CatchInterrupts();

// --model, ENTENTE_MODEL, then models/ beside the binary and above it. Errors: model.missing, with the remedy.
Result<std::string> FindModel(const std::string& given);
Result<std::unique_ptr<Engine>> OpenEngine(const Common& common, bool needs_model);
// --input and --columns. Errors: usage.bad_input, usage.bad_columns.
Result<InputOptions> InputOf(const Common& common);
Result<TimeWindow> WindowOf(const Common& common);
// From the paths, or from the ledger where there are none, without statements below `least`. `refused` counts inputs
// that were skipped.
Result<Corpus> CorpusOf(const Engine& engine, const Common& common, uint64_t& refused);

}  // namespace entente::cli
