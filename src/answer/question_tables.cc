#include "answer/question_tables.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/tsv.h"

namespace entente {
namespace {

constexpr std::string_view kWordsFile = "answer/question_words.tsv";
constexpr std::string_view kVerbsFile = "answer/question_verbs.tsv";
constexpr std::string_view kRulesFile = "answer/questions.tsv";

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(separator, at), text.size());
    if (end > at) parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// The view must outlive the table: DataFiles does.
template <size_t N>
Result<TsvTable> Open(const DataFiles& data, std::string_view file, const std::array<std::string_view, N>& columns) {
  const Result<std::string_view> content = data.Read(file);
  if (!content.ok()) return content.status();
  return TsvTable::Parse(file, *content, columns);
}

Result<QuestionRule> RuleOf(const TsvTable& table, const TsvRow& row) {
  QuestionRule rule;
  rule.kind = table.Cell(row, "kind");
  for (const std::string_view wh : SplitList(table.Cell(row, "wh"))) rule.wh.emplace(wh);
  for (const std::string& need : Split(table.Cell(row, "needs"), ' ')) rule.needs.push_back(Split(need, '/'));
  rule.lacks = Split(table.Cell(row, "lacks"), ' ');
  rule.pair = table.Cell(row, "pair");
  const std::string_view count = table.Cell(row, "actors");
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), rule.actors);
  if (error == std::errc() && end == count.data() + count.size()) return rule;
  return Status(StatusCode::kInvalidInput, "data.bad_table",
                fmt::format("{}: line {}: actors must be a number", kRulesFile, row.line));
}

}  // namespace

Result<QuestionTables> QuestionTables::Load(const DataFiles& data) {
  QuestionTables tables;
  constexpr std::array<std::string_view, 4> kWordColumns = {"class", "words", "reason", "example"};
  constexpr std::array<std::string_view, 5> kVerbColumns = {"verbs", "types", "base", "reason", "example"};
  constexpr std::array<std::string_view, 8> kRuleColumns = {"kind",   "wh",   "needs",  "lacks",
                                                            "actors", "pair", "reason", "example"};
  const Result<TsvTable> words = Open(data, kWordsFile, kWordColumns);
  if (!words.ok()) return words.status();
  for (const TsvRow& row : words->rows()) {
    auto& lemmas = tables.classes[std::string(words->Cell(row, "class"))];
    for (const std::string_view word : SplitList(words->Cell(row, "words"))) lemmas.emplace_back(word);
  }
  const Result<TsvTable> verbs = Open(data, kVerbsFile, kVerbColumns);
  if (!verbs.ok()) return verbs.status();
  for (const TsvRow& row : verbs->rows()) {
    QuestionVerb verb;
    for (const std::string_view word : SplitList(verbs->Cell(row, "verbs"))) verb.verbs.emplace_back(word);
    for (const std::string_view type : SplitList(verbs->Cell(row, "types"))) verb.types.emplace(type);
    verb.base = verbs->Cell(row, "base");
    tables.verbs.push_back(std::move(verb));
  }
  const Result<TsvTable> rules = Open(data, kRulesFile, kRuleColumns);
  if (!rules.ok()) return rules.status();
  for (const TsvRow& row : rules->rows()) {
    Result<QuestionRule> rule = RuleOf(*rules, row);
    if (!rule.ok()) return rule.status();
    tables.rules.push_back(std::move(rule).value());
  }
  return tables;
}

}  // namespace entente
