#include "engine/corpus_facts.h"

#include <utility>
#include <vector>

namespace entente {

FactTable FactsOf(const Corpus& corpus, const DuplicateRules& rules) {
  std::vector<DocumentInfo> documents;
  documents.reserve(corpus.documents.size());
  for (const DocumentNote& note : corpus.documents) {
    documents.push_back({note.id, note.outlet, note.published_date, note.story, note.revision, {}});
  }
  return FactTable::Build(corpus.statements, std::move(documents), rules);
}

}  // namespace entente
