// Tables of named numbers, the form of all weights in data/relation.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

using NumberTable = std::map<std::string, double, std::less<>>;

// Column `key` → column `value` of a table with also "reason" and "example". Every name in `required` must have a row.
// Errors: data.missing, data.bad_table, data.bad_number (kInvalidInput), naming file and line.
Result<NumberTable> ReadNumberTable(const DataFiles& data, std::string_view file, std::string_view key,
                                    std::string_view value, std::span<const std::string_view> required);

}  // namespace entente
