#include "html/page_words.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/table_rows.h"

namespace entente {
namespace {

constexpr size_t kLeastInside = 5;
constexpr size_t kPairs = size_t{1} << 16;

size_t PairAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0}; };
  return size_t{byte(at)} << 8 | byte(at + 1);
}

bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<uint8_t>(c) >= 0x80; }

// A part ends where letters end, and where "relatedLinks" has its capital.
bool StartsPart(std::string_view original, size_t at) {
  if (at == 0 || !IsWordByte(original[at - 1])) return true;
  const auto upper = [&](size_t i) { return std::isupper(static_cast<unsigned char>(original[i])) != 0; };
  const auto digit = [&](size_t i) { return std::isdigit(static_cast<unsigned char>(original[i])) != 0; };
  return (upper(at) && !upper(at - 1)) || digit(at) != digit(at - 1);
}

bool EndsPart(std::string_view original, size_t end) {
  return end >= original.size() || StartsPart(original, end) || !IsWordByte(original[end]);
}

}  // namespace

Status PageWords::Fill(const DataFiles& files, std::string_view name, Table& table) {
  static constexpr std::array<std::string_view, 4> kColumns = {"kind", "words", "reason", "example"};
  Status status = ForEachRow(files, name, kColumns, [&](uint32_t line, auto cell) -> Status {
    const std::string kind(cell("kind"));
    auto at = std::find(table.kinds.begin(), table.kinds.end(), kind);
    if (at == table.kinds.end()) at = table.kinds.insert(at, kind);
    const auto index = static_cast<uint8_t>(at - table.kinds.begin());
    if (index >= 64) {
      return {StatusCode::kInvalidInput, "data.bad_table",
              std::string(name) + ": line " + std::to_string(line) + ": more than 64 kinds"};
    }
    for (const std::string_view word : SplitList(cell("words"))) {
      Entry entry{LowerAscii(word), 0, index};
      if (word.size() > 1 && (word[0] == '^' || word[0] == '=')) {
        entry.where = word[0];
        entry.word.erase(0, 1);
      }
      if (!entry.word.empty()) table.entries.push_back(std::move(entry));
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  std::stable_sort(table.entries.begin(), table.entries.end(),
                   [](const Entry& a, const Entry& b) { return PairAt(a.word, 0) < PairAt(b.word, 0); });
  table.range_of.assign(kPairs, {0, 0});
  for (size_t i = 0; i < table.entries.size(); ++i) {
    auto& [begin, end] = table.range_of[PairAt(table.entries[i].word, 0)];
    if (begin == end) begin = static_cast<uint16_t>(i);
    end = static_cast<uint16_t>(i + 1);
  }
  return Status::Ok();
}

Result<PageWords> PageWords::Load(const DataFiles& files) {
  PageWords words;
  if (Status status = Fill(files, "html/marks.tsv", words.marks_); !status.ok()) return status;
  if (Status status = Fill(files, "html/phrases.tsv", words.phrases_); !status.ok()) return status;
  return words;
}

KindSet PageWords::MarksIn(std::string_view value) const {
  const std::string lower = LowerAscii(value);
  KindSet found = 0;
  for (size_t at = 0; at + 1 < lower.size(); ++at) {
    const auto [begin, end] = marks_.range_of[PairAt(lower, at)];
    for (size_t i = begin; i < end; ++i) {
      const Entry& entry = marks_.entries[i];
      if (lower.compare(at, entry.word.size(), entry.word) != 0) continue;
      const bool whole = StartsPart(value, at) && EndsPart(value, at + entry.word.size());
      if (whole || entry.word.size() >= kLeastInside) found |= KindSet{1} << entry.kind;
    }
  }
  return found;
}

KindSet PageWords::PhrasesIn(std::string_view text) const {
  const std::string lower = LowerAscii(text);
  KindSet found = 0;
  for (size_t at = 0; at + 1 < lower.size(); ++at) {
    if (at > 0 && IsWordByte(lower[at - 1])) continue;
    const auto [begin, end] = phrases_.range_of[PairAt(lower, at)];
    for (size_t i = begin; i < end; ++i) {
      const Entry& entry = phrases_.entries[i];
      if (lower.compare(at, entry.word.size(), entry.word) != 0) continue;
      const size_t behind = at + entry.word.size();
      if (behind < lower.size() && IsWordByte(lower[behind]) && IsWordByte(entry.word.back())) continue;
      const bool fits = entry.where == 0 || (at == 0 && (entry.where == '^' || lower.size() <= behind + 1));
      if (fits) found |= KindSet{1} << entry.kind;
    }
  }
  return found;
}

KindSet PageWords::MarkKind(std::string_view kind) const {
  for (size_t i = 0; i < marks_.kinds.size(); ++i) {
    if (marks_.kinds[i] == kind) return KindSet{1} << i;
  }
  return 0;
}

}  // namespace entente
