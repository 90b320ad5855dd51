#include "answer/report_words.h"

#include <array>

#include "answer/words.h"
#include "base/ascii.h"
#include "base/table_rows.h"

namespace entente {

Result<ReportWords> ReportWords::Load(const DataFiles& data) {
  ReportWords words;
  constexpr std::array<std::string_view, 2> kPhrases = {"key", "text"};
  Status status = ForEachRow(data, "answer/history_phrases.tsv", kPhrases, [&](uint32_t, const auto& cell) {
    words.phrases_[std::string(cell("key"))] = cell("text");
    return Status::Ok();
  });
  if (!status.ok()) return status;
  constexpr std::array<std::string_view, 3> kKinds = {"type", "one", "many"};
  status = ForEachRow(data, "answer/history_kinds.tsv", kKinds, [&](uint32_t, const auto& cell) {
    words.kinds_[std::string(cell("type"))] = {std::string(cell("one")), std::string(cell("many"))};
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return words;
}

std::string ReportWords::Say(std::string_view key, const Slots& slots) const {
  const auto found = phrases_.find(key);
  return found == phrases_.end() ? std::string() : Fill(found->second, slots);
}

std::string ReportWords::Kind(std::string_view type, uint32_t count) const {
  const auto found = kinds_.find(type);
  if (found == kinds_.end()) return LowerAscii(type);
  return count == 1 ? found->second.first : found->second.second;
}

}  // namespace entente
