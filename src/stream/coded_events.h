// Coded statements as rows of event columns, so that imported events and what was read here are counted together.
#pragma once

#include <optional>

#include "stream/event_columns_builder.h"
#include "stream/stream_reader.h"

namespace entente {

// Adds an event that has both actors and a day (the first its date may mean, else that of publication). `number` is
// kept as StreamOrigin.row of `file` (AddFile with form "statements"): the caller's way back to statement and evidence.
// False, and nothing added, for ties, influences, and events without a day, a target or a known act.
bool AddStatement(const Statement& statement, const std::optional<Date>& published, uint32_t number, uint32_t file,
                  const StreamTools& tools, EventColumnsBuilder& builder);

}  // namespace entente
