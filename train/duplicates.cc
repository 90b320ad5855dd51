#include "train/duplicates.h"

#include <fmt/format.h>

#include "base/json_text.h"
#include "duplicate/event_grouper.h"
#include "evaluate/duplicates_score.h"
#include "evaluate/gold_lines.h"

namespace entente::train {
namespace {

// From the folder, not from the binary: the model of words may be newer than that.
Result<ContentWords> NewestWords() {
  Result<DataFiles> files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  if (!files.ok()) return files.status();
  return ContentWords::Load(*files);
}

}  // namespace

Status DumpContentWords(const std::string& path, const Rooms&, const std::function<void(const std::string&)>& print) {
  Result<ContentWords> words = NewestWords();
  if (!words.ok()) return words.status();
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  return ForEachLine(*bytes, [&](std::string_view line, size_t) {
    std::string out = "{\"words\":[";
    for (const std::string& stem : words->StemsIn(line)) {
      if (out.back() != '[') out += ',';
      AppendJsonString(out, stem);
    }
    print(out + "]}");
    return Status::Ok();
  });
}

Status DumpSameEvent(const std::string& path, const Rooms& rooms,
                     const std::function<void(const std::string&)>& print) {
  Result<ContentWords> words = NewestWords();
  if (!words.ok()) return words.status();
  Result<std::vector<EcbDocument>> documents = ReadEcbFolder(path);
  if (!documents.ok()) return documents.status();
  std::vector<GoldReport> political;
  for (GoldReport& one : GoldReportsOf(*documents, *rooms.model, rooms.coder)) {
    if (one.political) political.push_back(std::move(one));
  }
  std::vector<EventReport> reports;
  for (const GoldReport& one : political) reports.push_back(one.report);
  const ReportBook book(reports, *words);
  for (const Pair& pair : CandidatePairs(book)) {
    const GoldReport &a = political[pair.first], &b = political[pair.second];
    Features features(Features::Names::kKeep);
    AddPairFeatures(book, book.entries()[pair.first], book.entries()[pair.second], features);
    print(fmt::format(R"({{"id":"{}-{}","group":"{} {}","label":"{}","features":{}}})", pair.first, pair.second,
                      a.document->topic, b.document->topic, a.gold == b.gold ? "same" : "other", ToJson(features)));
  }
  return Status::Ok();
}

}  // namespace entente::train
