// The whole chain on any valid text. Laws: evidence and every slot lie inside the text, the slice is the text, the
// written line reads back, and a second run gives the same lines.
#include <memory>
#include <vector>

#include "base/utf8.h"
#include "entente/engine.h"
#include "fuzz.h"

using entente::fuzz::Demand;

namespace {

const entente::Engine& TheEngine() {
  static const std::unique_ptr<entente::Engine> kEngine = [] {
    entente::EngineOptions options;
    options.model_path = ENTENTE_SOURCE_DIR "/models/en_core_web_sm.entente";
    auto engine = entente::Engine::Open(options);
    if (!engine.ok()) {
      std::fprintf(stderr, "%s\n", engine.status().ToString().c_str());
      std::exit(1);
    }
    return std::move(*engine);
  }();
  return *kEngine;
}

void Check(const entente::Document& document, const entente::Statement& statement) {
  auto inside = [&](entente::Span span) { return span.begin <= span.end && span.end <= document.text.size(); };
  Demand(inside(statement.evidence), "evidence inside the text");
  Demand(entente::Slice(document.text, statement.evidence) == statement.evidence_text, "evidence is the slice");
  for (const entente::ActorRef* actor :
       {&statement.source, &statement.target, &statement.agent, &statement.pair[0], &statement.pair[1]}) {
    Demand(inside(actor->span), "slots inside the text");
  }
  Demand(entente::StatementOf(entente::ToJson(statement)).ok(), "what is written can be read");
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  entente::Document document;
  document.id = "fuzz";
  document.text = entente::fuzz::ViewOf(data, size);
  if (entente::FirstInvalidUtf8(document.text) != document.text.size()) return 0;
  const std::vector<entente::Statement> first = TheEngine().Code(document);
  const std::vector<entente::Statement> second = TheEngine().Code(document);
  Demand(first.size() == second.size(), "two runs, the same statements");
  for (size_t i = 0; i < first.size(); ++i) {
    Check(document, first[i]);
    Demand(entente::ToJson(first[i]) == entente::ToJson(second[i]), "two runs, the same lines");
  }
  return 0;
}
