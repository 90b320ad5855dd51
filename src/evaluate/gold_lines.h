// Files of gold, a record a line.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente {

// The bytes of a file. Errors: io.unreadable, naming it.
Result<std::string> ReadGoldFile(const std::string& path);
// Calls `line` with each line that is not empty and its number from 1; its error ends the reading.
Status ForEachLine(std::string_view bytes, const std::function<Status(std::string_view, size_t)>& line);
// The cells of a line of tab-separated text, empty ones too.
std::vector<std::string_view> SplitTabs(std::string_view line);
// eval.bad_gold: "FILE: line N: WHAT".
Status BadGold(const std::string& path, size_t line, std::string_view what);

}  // namespace entente
