// Stream files read straight into columns, without a ledger.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/data_files.h"
#include "entente/input.h"
#include "stream/event_columns.h"

namespace entente {

// Errors: io.*, stream.*, data.*. Rows that cannot be read go to `problem`.
Result<EventColumns> ReadEventFiles(const std::vector<std::string>& files, const DataFiles& data,
                                    const std::function<void(const InputProblem&)>& problem);

}  // namespace entente
