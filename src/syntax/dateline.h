// Datelines: "MANILA -", "JERUSALEM (AP) --", "NEW YORK, May 17, IRNA -" before what a sentence says.
#pragma once

#include "entente/language.h"

namespace entente {

// The sentence from behind its dateline on; the sentence itself where it has none. Cost: constant.
TokenRange WithoutDateline(const ParsedDocument& document, TokenRange sentence);

}  // namespace entente
