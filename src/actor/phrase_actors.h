// Who a stretch of text stands for, where somebody else has marked it: "a U.S. Supreme Court decision" is the court,
// "children in Afar" Ethiopia's. Comes after ActorFinder; used by scorers and by whoever has spans instead of heads.
#pragma once

#include <vector>

#include "actor/annotation.h"
#include "syntax/tree.h"

namespace entente {

// The token of the range that is governed from outside it; the last one where the parser cut it otherwise.
uint32_t HeadOfPhrase(const Tree& tree, TokenRange range);

// Into annotation.actors: those of the head and what is joined to it; else of its modifiers; else of "of", "by",
// "from", "in" and such below it; else of any mention or place in the range, the last first. Empty where nobody is
// named. Cost: linear in the range.
std::vector<uint32_t> ActorsOfPhrase(const Tree& tree, const ActorAnnotation& annotation, TokenRange range);

}  // namespace entente
