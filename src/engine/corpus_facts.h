// A corpus as facts, the same way for whoever asks.
#pragma once

#include "entente/engine.h"
#include "relation/fact_table.h"

namespace entente {

// With what is known of its documents. Cost: that of FactTable::Build.
FactTable FactsOf(const Corpus& corpus, const DuplicateRules& rules);

}  // namespace entente
