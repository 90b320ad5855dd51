// Byline: the names of people in a line that says who wrote a story. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/field_tables.h"

namespace entente {

constexpr size_t kMaxBylineBytes = 160;

// "By Amina Said and Kofi Mensah, staff writers" → {"Amina Said", "Kofi Mensah"}; empty where no name is in it. Degrees
// and employers behind a person's name, and names to log in with, are left out; an agency alone stays.
std::vector<std::string> NamesInByline(std::string_view text, const FieldTables& tables);

// Two to four words, none beginning small: what is a name although nothing leads to it.
bool IsFullName(std::string_view name);

// "Al-Bridge", "The Daily Bridge" of "The Daily Bridge | News", "Bridge Business" of "Bridge".
bool IsNameOfOutlet(std::string_view name, std::string_view outlet);

}  // namespace entente
