// A ledger as a corpus to be asked.
#pragma once

#include <string>

#include "duplicate/revision_cues.h"
#include "entente/engine.h"

namespace entente {

// As Engine::LoadCorpus.
Result<Corpus> LoadLedgerCorpus(const std::string& path, int64_t coding, const RevisionCues& cues);

}  // namespace entente
