// The snapshot file of EventColumns: arrays as they lie in memory, mapped and not read.
//
// Layout (little-endian): a FileHead, then each array of ColumnTables::ForEach at a multiple of 64 bytes. It is a
// cache: it may be deleted at any time, and one of another version, key or machine is simply made anew.
#pragma once

#include <string>
#include <string_view>

#include "entente/status.h"
#include "stream/event_columns.h"

namespace entente {

// `key`: what the columns were made of, in any words; up to 64 bytes count. Written beside and renamed, so that no
// reader ever sees half of it. Errors: columns.unwritable.
Status WriteColumnsFile(const EventColumns& columns, std::string_view key, const std::string& path);

// Errors: columns.missing (kNotFound), columns.stale (kNotFound: another key or version), columns.corrupt (kCorrupt:
// cut, or its hash is wrong). Cost: one pass over the file for the hash; memory: the file's pages, given back at need.
Result<EventColumns> ReadColumnsFile(std::string_view key, const std::string& path);

}  // namespace entente
