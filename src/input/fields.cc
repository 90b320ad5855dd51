#include "input/fields.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/date.h"
#include "text/blocks.h"

namespace entente {
namespace {

struct UsualName {
  std::string_view column;
  Field field;
};

// The names of docs/format/document.md, and what the common exports call the same.
constexpr std::array kUsualNames = {
    UsualName{"id", Field::kId},           UsualName{"text", Field::kText},
    UsualName{"title", Field::kTitle},     UsualName{"date", Field::kDate},
    UsualName{"outlet", Field::kOutlet},   UsualName{"url", Field::kUrl},
    UsualName{"authors", Field::kAuthors}, UsualName{"language", Field::kLanguage},
    UsualName{"author", Field::kAuthors},  UsualName{"lang", Field::kLanguage},
};

bool SameWord(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::optional<Date> DateIn(std::string_view value) {
  if (std::optional<Date> date = DateOf(value)) return date;
  // "2022-03-12 10:00:00", as databases print times.
  if (value.size() > 10 && value[10] == ' ') {
    if (std::optional<Date> date = DateOf(value.substr(0, 10))) return date;
  }
  return DateOfLine(value);
}

void AddAuthors(std::string_view value, std::vector<std::string>& authors) {
  while (!value.empty()) {
    const size_t end = std::min(value.find_first_of(";|"), value.size());
    const std::string_view name = Trimmed(value.substr(0, end));
    if (!name.empty()) authors.emplace_back(name);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

}  // namespace

std::optional<Field> FieldNamed(std::string_view name) {
  for (const UsualName& usual : kUsualNames) {
    if (usual.column == name) return usual.field;
  }
  return std::nullopt;
}

std::string_view Trimmed(std::string_view text) { return TrimmedOf(text, " \t\r\n"); }

bool IsBlank(std::string_view text) { return Trimmed(text).empty(); }

std::optional<Field> FieldOf(std::string_view column, const InputOptions& options) {
  column = Trimmed(column);
  for (const ColumnName& own : options.columns) {
    if (SameWord(own.column, column)) return FieldNamed(own.field);
  }
  for (const UsualName& usual : kUsualNames) {
    if (!SameWord(usual.column, column)) continue;
    // A field that was given a column of its own is not also taken from another.
    const bool given = std::any_of(options.columns.begin(), options.columns.end(),
                                   [&](const ColumnName& own) { return FieldNamed(own.field) == usual.field; });
    return given ? std::nullopt : std::optional<Field>(usual.field);
  }
  return std::nullopt;
}

bool HeaderNamesText(std::string_view line, char separator, const InputOptions& options) {
  size_t cells = 0;
  bool text = false;
  while (true) {
    const size_t end = std::min(line.find(separator), line.size());
    std::string_view cell = Trimmed(line.substr(0, end));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    // Prose has commas too, but its parts are no names.
    if (cell.size() > 64) return false;
    ++cells;
    text = text || FieldOf(cell, options) == Field::kText;
    if (end == line.size()) break;
    line.remove_prefix(end + 1);
  }
  return text && cells > 1;
}

void SetField(Field field, std::string_view value, Document& document) {
  switch (field) {
    case Field::kText:
      document.text = std::string(value);
      return;
    case Field::kDate:
      document.published_date = DateIn(Trimmed(value));
      return;
    case Field::kAuthors:
      AddAuthors(value, document.authors);
      return;
    case Field::kId:
      document.id = std::string(Trimmed(value));
      return;
    case Field::kTitle:
      document.title = std::string(Trimmed(value));
      return;
    case Field::kOutlet:
      document.outlet = std::string(Trimmed(value));
      return;
    case Field::kUrl:
      document.url = std::string(Trimmed(value));
      return;
    case Field::kLanguage:
      document.language = std::string(Trimmed(value));
      return;
  }
}

}  // namespace entente
