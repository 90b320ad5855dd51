// EventColumns of a ledger: imported events and the facts of coded documents together, from the snapshot file beside
// the ledger (LEDGER.columns) where that is of this ledger's state, else made anew and written there.
#pragma once

#include <string>

#include "base/data_files.h"
#include "ledger/event_stream_store.h"
#include "relation/fact_table.h"
#include "stream/columns_sink.h"

namespace entente {

// Adds every event fact that has both actors and a day, as file `name`; StreamOrigin.row is the FactId.
void AddFacts(const FactTable& facts, const std::string& name, const StreamTools& tools, EventColumnsBuilder& builder);

// `facts_of`: makes the facts of the ledger's coded statements; asked only where columns are made anew. Origins of form
// "statements" name rows by FactId of that table. A snapshot that cannot be written is no error. Errors: ledger.*,
// stream.too_many.
Result<EventColumns> ColumnsOfLedger(const std::string& ledger_path, const DataFiles& files, const StreamTools& tools,
                                     const std::function<Result<FactTable>()>& facts_of);

// Events of stream files, without a ledger.
Result<EventColumns> ColumnsOfFiles(const std::vector<std::string>& paths, StreamForm form, const StreamTools& tools);

}  // namespace entente
