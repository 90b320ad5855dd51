// Any question, asked of the examples' gold statements, is answered or declined in words; so is any pair of names.
#include <memory>
#include <sstream>

#include "base/utf8.h"
#include "entente/engine.h"
#include "fuzz.h"

using entente::fuzz::Demand;

namespace {

entente::Corpus GoldCorpus() {
  entente::Corpus corpus;
  for (const char* name : {"azerbaijan-turkey-israel", "oman-iran-us", "kuwait-gulf-crisis"}) {
    std::istringstream lines(entente::fuzz::SourceFile(std::string("examples/") + name + ".gold.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      auto statement = entente::StatementOf(line);
      if (!statement.ok()) continue;
      statement->document = name;
      corpus.statements.push_back(std::move(*statement));
    }
    corpus.documents.push_back({name, "", {}});
  }
  corpus.where = "the examples";
  return corpus;
}

void Check(const entente::Result<entente::Answer>& answer) {
  if (!answer.ok()) {
    Demand(!answer.status().message().empty(), "errors have words");
    return;
  }
  Demand(!answer->paragraphs.empty(), "an answer says something");
  for (const auto format :
       {entente::AnswerFormat::kText, entente::AnswerFormat::kMarkdown, entente::AnswerFormat::kJson}) {
    Demand(entente::Render(*answer, format).ends_with('\n'), "ends in a newline");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const entente::Corpus kCorpus = GoldCorpus();
  static const auto kEngine = entente::Engine::Open({});
  const std::string_view question = entente::fuzz::ViewOf(data, size);
  if (entente::FirstInvalidUtf8(question) != question.size()) return 0;
  Check((*kEngine)->Ask(kCorpus, question, {}));
  const size_t half = std::min(question.find('\n'), question.size());
  Check(
      (*kEngine)->Explain(kCorpus, question.substr(0, half), question.substr(std::min(half + 1, question.size())), {}));
  return 0;
}
