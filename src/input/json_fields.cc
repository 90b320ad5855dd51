#include "input/json_fields.h"

namespace entente {
namespace {

void AddNames(const simdjson::dom::array& names, std::vector<std::string>& authors) {
  for (const simdjson::dom::element one : names) {
    std::string_view name;
    if (one.get(name) == simdjson::SUCCESS && !IsBlank(name)) authors.emplace_back(Trimmed(name));
  }
}

}  // namespace

Document DocumentOfJson(const simdjson::dom::object& from, const InputOptions& options) {
  Document document;
  for (const auto [key, value] : from) {
    const std::optional<Field> field = FieldOf(key, options);
    if (!field) continue;
    std::string_view text;
    simdjson::dom::array list;
    int64_t number = 0;
    if (value.get(text) == simdjson::SUCCESS) {
      SetField(*field, text, document);
    } else if (*field == Field::kAuthors && value.get(list) == simdjson::SUCCESS) {
      AddNames(list, document.authors);
    } else if (*field == Field::kId && value.get(number) == simdjson::SUCCESS) {
      document.id = std::to_string(number);  // many collections number their documents
    }
  }
  return document;
}

}  // namespace entente
