// Byline: the names of people in a line that says who wrote a story. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/field_tables.h"

namespace entente {

constexpr size_t kMaxBylineBytes = 160;

// "By Amina Said and Kofi Mensah, staff writers" → {"Amina Said", "Kofi Mensah"}; empty where no name is in it.
std::vector<std::string> NamesInByline(std::string_view text, const FieldTables& tables);

}  // namespace entente
