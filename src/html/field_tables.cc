#include "html/field_tables.h"

#include <array>

#include "base/ascii.h"
#include "base/table_rows.h"

namespace entente {

Result<FieldTables> FieldTables::Load(const DataFiles& files) {
  FieldTables tables;
  static constexpr std::array<std::string_view, 4> kFacts = {"kind", "names", "reason", "example"};
  Status status = ForEachRow(files, "html/facts.tsv", kFacts, [&](uint32_t, auto cell) {
    for (const std::string_view name : SplitList(cell("names"))) {
      tables.names_[std::string(cell("kind"))].emplace_back(LowerAscii(name));
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  static constexpr std::array<std::string_view, 4> kWords = {"kind", "words", "reason", "example"};
  status = ForEachRow(files, "html/bylines.tsv", kWords, [&](uint32_t, auto cell) {
    for (const std::string_view word : SplitList(cell("words"))) {
      tables.words_[std::string(cell("kind"))].emplace_back(LowerAscii(word));
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  Result<MonthWords> months = LoadMonthWords(files);
  if (!months.ok()) return months.status();
  Result<TextLanguage> languages = TextLanguage::Load(files);
  if (!languages.ok()) return languages.status();
  tables.months_ = std::move(*months);
  tables.languages_ = std::move(*languages);
  return tables;
}

const std::vector<std::string>& FieldTables::Names(std::string_view kind) const {
  static const std::vector<std::string> kNone;
  const auto at = names_.find(kind);
  return at == names_.end() ? kNone : at->second;
}

const std::vector<std::string>& FieldTables::Words(std::string_view kind) const {
  static const std::vector<std::string> kNone;
  const auto at = words_.find(kind);
  return at == words_.end() ? kNone : at->second;
}

}  // namespace entente
