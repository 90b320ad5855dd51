// explain, relation, brokers, actors, ask: answers with their evidence.
#include <unistd.h>

#include <cstdio>

#include "commands.h"
#include "entente/answer.h"

namespace entente::cli {
namespace {

// Opens, gathers the corpus, asks, prints.
template <typename Question>
int Respond(const Common& common, bool needs_model, Question question) {
  std::string word = common.format.empty() ? "text" : common.format;
  if (word == "text" && IsTerminal(STDOUT_FILENO)) word = "ansi";
  const std::optional<AnswerFormat> format = AnswerFormatOf(word);
  if (!format) return Misuse("--format " + common.format + ": one of text, json, markdown");
  Result<TimeWindow> window = WindowOf(common);
  if (!window.ok()) return Fail(window.status());
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, needs_model || !common.paths.empty());
  if (!engine.ok()) return Fail(engine.status());
  uint64_t refused = 0;
  Result<Corpus> corpus = CorpusOf(**engine, common, refused);
  if (!corpus.ok()) return Fail(corpus.status());
  Result<Answer> answer = question(**engine, *corpus, *window);
  if (!answer.ok()) return Fail(answer.status());
  const std::string text = Render(*answer, *format);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Finish(refused > 0 ? kSomeRefused : kDone);
}

}  // namespace

int AnswerPair(const Common& common, const std::string& which, const std::string& a, const std::string& b) {
  if (which == "brokers" && AsksBrokersOfEvents(common)) return BrokersOfEvents(common, a, b);
  return Respond(common, false, [&](const Engine& engine, const Corpus& corpus, const TimeWindow& window) {
    if (which == "relation") return engine.Relation(corpus, a, b, window);
    if (which == "brokers") return engine.Brokers(corpus, a, b, window);
    return engine.Explain(corpus, a, b, window);
  });
}

int Actors(const Common& common) {
  return Respond(common, false, [](const Engine& engine, const Corpus& corpus, const TimeWindow& window) {
    return engine.Actors(corpus, window);
  });
}

int Ask(const Common& common, const std::string& question) {
  return Respond(common, true, [&](const Engine& engine, const Corpus& corpus, const TimeWindow& window) {
    return engine.Ask(corpus, question, window);
  });
}

}  // namespace entente::cli
