// ActorFinder: a document's tree to its actors, mentions and speakers. The face of this room.
//
// Immutable after Load; any number of threads may call Find at once. The same document gives the same annotation.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "actor/annotation.h"
#include "base/data_files.h"
#include "entente/document.h"
#include "entente/language.h"
#include "entente/status.h"
#include "syntax/tree.h"

namespace entente {

class Dictionary;

class ActorFinder {
 public:
  // Errors: data.missing, data.bad_table, naming table and line.
  static Result<ActorFinder> Load(const DataFiles& files);

  // `published_date` decides between holders of an office. Cost: linear in tokens for names; coreference looks back a
  // few sentences.
  ActorAnnotation Find(const Tree& tree, const std::optional<Date>& published_date) const;

 private:
  explicit ActorFinder(std::shared_ptr<const Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
  std::shared_ptr<const Dictionary> dictionary_;
};

// One line a mention and an utterance, for tests and --explain.
std::string Describe(const ActorAnnotation& annotation, const ParsedDocument& parsed);

}  // namespace entente
