// brokers of events: third parties from stream files or streams of the ledger, with the statements of texts or ledger.
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "commands.h"
#include "entente/relations.h"

namespace entente::cli {

bool AsksBrokersOfEvents(const Common& common) {
  return !common.events.empty() || (common.paths.empty() && EventBook::HasStreams(common.ledger));
}

int BrokersOfEvents(const Common& common, const std::string& a, const std::string& b) {
  constexpr size_t kShown = 10;
  std::string word = common.format.empty() ? "text" : common.format;
  if (word == "text" && IsTerminal(STDOUT_FILENO)) word = "ansi";
  const std::optional<ReportFormat> format = ReportFormatOf(word);
  if (!format) return Misuse("--format " + common.format + ": one of text, json, markdown");
  const Result<TimeWindow> window = WindowOf(common);
  if (!window.ok()) return Fail(window.status());
  uint64_t refused = 0;
  const auto tell = [&](const InputProblem& problem) {
    ++refused;
    Tell(problem);
  };
  const EventBookOptions options{.data_dir = common.data};
  const auto book = common.events.empty() ? EventBook::OpenLedger(common.ledger, options)
                                          : EventBook::Open(common.events, options, tell);
  if (!book.ok()) return Fail(book.status());
  std::optional<Corpus> coded;
  // The ledger counts where there is one: events alone need none.
  if (!common.paths.empty() || std::filesystem::exists(common.ledger)) {
    Result<std::unique_ptr<Engine>> engine = OpenEngine(common, !common.paths.empty());
    if (!engine.ok()) return Fail(engine.status());
    Result<Corpus> corpus = CorpusOf(**engine, common, refused);
    if (!corpus.ok()) return Fail(corpus.status());
    coded = std::move(*corpus);
  }
  const Result<std::string> text = (*book)->Brokers(a, b, *window, kShown, *format, coded ? &*coded : nullptr);
  if (!text.ok()) return Fail(text.status());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return Finish(refused > 0 ? kSomeRefused : kDone);
}

}  // namespace entente::cli
