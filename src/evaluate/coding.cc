#include "evaluate/coding.h"

#include <array>
#include <optional>
#include <string>

namespace entente {

std::vector<Statement> CodeText(std::string_view text, const EvalTools& tools) {
  Document document;
  document.text = std::string(text);
  const std::array<Span, 1> blocks = {Span{0, static_cast<uint32_t>(document.text.size())}};
  const ParsedDocument parsed = tools.model.ParseBlocks(document.text, blocks);
  const ActorAnnotation actors = tools.actors.Find(parsed, std::nullopt);
  const ValueAnnotation values = tools.values.Find(parsed, std::nullopt);
  return tools.coder.Code(document, parsed, actors, values);
}

const Statement* MainEvent(const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    if (statement.kind == StatementKind::kEvent && statement.main) return &statement;
  }
  return nullptr;
}

}  // namespace entente
