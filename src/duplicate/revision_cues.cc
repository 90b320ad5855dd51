#include "duplicate/revision_cues.h"

#include <algorithm>
#include <array>

#include "base/table_rows.h"
#include "duplicate/content_words.h"

namespace entente {
namespace {

constexpr std::string_view kTable = "duplicate/revision_cues.tsv";
constexpr std::array<std::string_view, 3> kKinds = {"retracted", "corrected", "updated"};  // the gravest first
constexpr size_t kStartBytes = 300;
constexpr size_t kEndBytes = 600;

}  // namespace

Result<RevisionCues> RevisionCues::Load(const DataFiles& files) {
  RevisionCues cues;
  constexpr std::array<std::string_view, 3> kColumns = {"kind", "where", "words"};
  const Status read = ForEachRow(files, kTable, kColumns, [&](uint32_t line, auto cell) {
    const auto kind = std::find(kKinds.begin(), kKinds.end(), cell("kind"));
    const bool start = cell("where") == "start";
    if (kind == kKinds.end() || (!start && cell("where") != "end")) {
      return Status(StatusCode::kInvalidInput, "data.bad_table",
                    std::string(kTable) + ": line " + std::to_string(line) +
                        ": kind is retracted, corrected or updated; where is start or end");
    }
    for (const std::string_view words : SplitList(cell("words"))) {
      cues.cues_.push_back({static_cast<int>(kind - kKinds.begin()), start, std::string(words)});
    }
    return Status::Ok();
  });
  if (!read.ok()) return read;
  return cues;
}

std::string_view RevisionCues::KindOf(std::string_view title, std::string_view text) const {
  const std::string start = LowerAscii(title) + "\n" + LowerAscii(text.substr(0, kStartBytes));
  const std::string end = LowerAscii(text.substr(text.size() - std::min(text.size(), kEndBytes)));
  size_t gravest = kKinds.size();
  for (const Cue& cue : cues_) {
    const bool said = (cue.start ? start : end).find(cue.words) != std::string::npos;
    if (said) gravest = std::min(gravest, static_cast<size_t>(cue.kind));
  }
  return gravest < kKinds.size() ? kKinds[gravest] : std::string_view();
}

}  // namespace entente
