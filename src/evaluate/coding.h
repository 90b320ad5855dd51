// What scorers share: a text coded as the engine codes it.
#pragma once

#include <string_view>
#include <vector>

#include "entente/statement.h"
#include "evaluate/scorers.h"

namespace entente {

// The statements of a text without a date, as one block.
std::vector<Statement> CodeText(std::string_view text, const EvalTools& tools);
// The same in the blocks (headings, paragraphs) that the engine finds.
std::vector<Statement> CodeArticle(std::string_view text, const EvalTools& tools);
// The main event of the first sentence that has one; null where none has.
const Statement* MainEvent(const std::vector<Statement>& statements);

}  // namespace entente
