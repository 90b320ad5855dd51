#include "engine/ledger_corpus.h"

#include "engine/stories.h"
#include "ledger/ledger.h"

namespace entente {

Result<Corpus> LoadLedgerCorpus(const std::string& path, int64_t coding, const RevisionCues& cues) {
  Result<std::unique_ptr<Ledger>> ledger = OpenSqliteLedger(path, LedgerMode::kRead);
  if (!ledger.ok()) return ledger.status();
  Result<LedgerContent> content = (*ledger)->Load(coding == 0 ? kNewestCoding : coding);
  if (!content.ok()) return content.status();
  Corpus corpus;
  corpus.statements = std::move(content->statements);
  for (LedgerDocument& document : content->documents) {
    corpus.documents.push_back({std::move(document.id), std::move(document.outlet), document.published_date});
  }
  Status failed;
  const auto text_of = [&](uint32_t i) {
    Result<std::string> text = (*ledger)->TextOf(content->documents[i].number);
    if (!text.ok()) failed = text.status();
    return text.ok() ? std::move(*text) : std::string();
  };
  SetStories(content->sketches, text_of, corpus.documents);
  SetRevisions(cues, [&](uint32_t i) { return StoryText{content->documents[i].title, text_of(i)}; }, corpus.documents);
  if (!failed.ok()) return failed;
  corpus.where = "the ledger";
  return corpus;
}

}  // namespace entente
