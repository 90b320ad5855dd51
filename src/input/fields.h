// Fields: named values, from a table's columns or a JSON object's keys, become a Document.
//
// Used by one thread; made once for an input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/input.h"

namespace entente {

enum class Field : uint8_t { kId, kText, kTitle, kDate, kOutlet, kUrl, kAuthors, kLanguage };

// The field of this name or usual other name, exactly as written.
std::optional<Field> FieldNamed(std::string_view name);

// Which field the column (or key) of this name holds: `options.columns` first, then the usual names, in any case.
std::optional<Field> FieldOf(std::string_view column, const InputOptions& options);

// Is this line the header of a table that has texts? Cells as of CSV, quotes allowed.
bool HeaderNamesText(std::string_view line, char separator, const InputOptions& options);

// Sets one field from the value as written. Dates that are no ISO dates are read as a date line where they are one,
// and else left out. Several authors are separated by ';' or '|'.
void SetField(Field field, std::string_view value, Document& document);

// Trimmed of white space.
std::string_view Trimmed(std::string_view text);
bool IsBlank(std::string_view text);

}  // namespace entente
