// code, events: documents in, statements out.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "commands.h"
#include "formats.h"
#include "problem_list.h"

namespace entente::cli {
namespace {

bool Write(std::string_view text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

// Names as the engine in `owner` has them, which may be opened later.
EventNames NamesOf(const std::unique_ptr<Engine>& owner) {
  auto word = [&owner](NameList list) {
    return [&owner, list](std::string_view code) { return std::string(owner->NameIn(list, code)); };
  };
  return {[&owner](std::string_view code) { return owner->NameOf(code); },
          [&owner](std::string_view code) { return owner->IsState(code); }, word(NameList::kCameo),
          word(NameList::kFips), word(NameList::kIcewsSector)};
}

}  // namespace

int Code(const Common& common) {
  const std::string format_word = common.format.empty() ? "table" : common.format;
  const bool conllu = format_word == "conllu";
  const bool explain = format_word == "explain";
  std::unique_ptr<Engine> owner;
  const std::unique_ptr<StatementFormat> format = FormatOf(format_word, IsTerminal(STDOUT_FILENO), NamesOf(owner));
  if (format == nullptr && !conllu && !explain) {
    return Misuse("--format " + format_word + ": one of " + std::string(kFormatWords) + ", conllu, explain");
  }
  Result<InputOptions> input = InputOf(common);
  if (!input.ok()) return Fail(input.status());
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, true);
  if (!engine.ok()) return Fail(engine.status());
  owner = std::move(*engine);
  ProblemList problems;
  if (format != nullptr) Write(format->Header());
  const CodeSink sink{[&](const Document& document, std::vector<Statement> statements) {
                        if (explain) return Write(owner->ExplainCoding(document)) && !Interrupted();
                        if (conllu)
                          return Write("# newdoc id = " + document.id + "\n" + owner->Conllu(document)) &&
                                 !Interrupted();
                        format->Begin(document);
                        for (const Statement& statement : statements) {
                          if (statement.confidence >= common.least && !Write(format->Line(statement))) return false;
                        }
                        return !Interrupted();
                      },
                      [&](const InputProblem& problem) { problems.Add(problem); }};
  if (Status status = owner->CodeInputs(common.paths, *input, sink); !status.ok()) return Fail(status);
  problems.TellRest();
  return Finish(problems.count() > 0 ? kSomeRefused : kDone);
}

int Events(const Common& common, const std::string& actor) {
  const std::string format_word = common.format.empty() ? "table" : common.format;
  std::unique_ptr<Engine> owner;
  const std::unique_ptr<StatementFormat> format = FormatOf(format_word, IsTerminal(STDOUT_FILENO), NamesOf(owner));
  if (format == nullptr) return Misuse("--format " + format_word + ": one of " + std::string(kFormatWords));
  Result<TimeWindow> window = WindowOf(common);
  if (!window.ok()) return Fail(window.status());
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, !common.paths.empty());
  if (!engine.ok()) return Fail(engine.status());
  uint64_t refused = 0;
  Result<Corpus> corpus = CorpusOf(**engine, common, refused);
  if (!corpus.ok()) return Fail(corpus.status());
  Result<std::vector<Statement>> events = (*engine)->Events(*corpus, actor, *window);
  if (!events.ok()) return Fail(events.status());
  owner = std::move(*engine);
  Write(format->Header());
  for (const Statement& s : *events) {
    if (!Write(format->Line(s))) break;
  }
  return Finish(refused > 0 ? kSomeRefused : kDone);
}

}  // namespace entente::cli
