// Years and months of a question: "in May 2010", "since 2015", "between 2010 and 2012". Pure function.
#pragma once

#include <span>

#include "answer/words.h"
#include "entente/answer.h"

namespace entente {

// `window` with the bounds that the words give; bounds they do not give stay as they are.
TimeWindow NarrowedBy(std::span<const Word> words, TimeWindow window);

}  // namespace entente
