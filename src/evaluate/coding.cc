#include "evaluate/coding.h"

#include <array>
#include <optional>
#include <string>

#include "syntax/tree.h"

namespace entente {

std::vector<Statement> CodeText(std::string_view text, const EvalTools& tools) {
  Document document;
  document.text = std::string(text);
  const std::array<Span, 1> blocks = {Span{0, static_cast<uint32_t>(document.text.size())}};
  const ParsedDocument parsed = tools.model.ParseBlocks(document.text, blocks);
  const Tree tree(parsed);
  const ActorAnnotation actors = tools.actors.Find(tree, std::nullopt);
  const ValueAnnotation values = tools.values.Find(tree, std::nullopt);
  return tools.coder.Code(document, tree, actors, values);
}

const Statement* MainEvent(const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    if (statement.kind == StatementKind::kEvent && statement.main) return &statement;
  }
  return nullptr;
}

}  // namespace entente
