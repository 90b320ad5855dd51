#include "evaluate/coding.h"

#include <array>
#include <optional>
#include <span>
#include <string>

#include "syntax/tree.h"
#include "text/blocks.h"

namespace entente {
namespace {

std::vector<Statement> CodeBlocks(const Document& document, std::span<const Span> blocks, const EvalTools& tools) {
  const ParsedDocument parsed = tools.model.ParseBlocks(document.text, blocks);
  const Tree tree(parsed);
  const ActorAnnotation actors = tools.actors.Find(tree, std::nullopt);
  const ValueAnnotation values = tools.values.Find(tree, std::nullopt);
  return tools.coder.Code(document, tree, actors, values);
}

}  // namespace

std::vector<Statement> CodeText(std::string_view text, const EvalTools& tools) {
  Document document;
  document.text = std::string(text);
  const std::array<Span, 1> blocks = {Span{0, static_cast<uint32_t>(document.text.size())}};
  return CodeBlocks(document, blocks, tools);
}

std::vector<Statement> CodeArticle(std::string_view text, const EvalTools& tools) {
  Document document;
  document.text = std::string(text);
  return CodeBlocks(document, BlocksOf(document.text), tools);
}

const Statement* MainEvent(const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    if (statement.kind == StatementKind::kEvent && statement.main) return &statement;
  }
  return nullptr;
}

}  // namespace entente
