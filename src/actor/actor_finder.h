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
#include "learn/features.h"
#include "syntax/tree.h"

namespace entente {

class AttributionFinder;
class Dictionary;
class Gazetteer;
class LinearModel;

// One whom a pronoun may stand for, by these names, with the features of the model "persons"; without names: nobody.
struct PersonOption {
  int32_t person = -1;  // the same number for the same person in one document; -1: nobody
  std::vector<TokenRange> names;
  Features features{Features::Names::kKeep};
};

struct PersonChoice {
  uint32_t token = 0;
  bool female = false;
  std::string_view role;  // of PronounGrammar
  std::vector<PersonOption> options;
};

class ActorFinder {
 public:
  // Errors: data.missing, data.bad_model, data.bad_table, naming table and line.
  static Result<ActorFinder> Load(const DataFiles& files);

  // `published_date` decides between holders of an office. Cost: linear in tokens for names; coreference looks back a
  // few sentences.
  ActorAnnotation Find(const Tree& tree, const std::optional<Date>& published_date) const;

  // For training: each pronoun of one person, and whom it may stand for with what speaks for each, but for what earlier
  // pronouns stood for.
  std::vector<PersonChoice> PersonChoices(const Tree& tree) const;

 private:
  ActorFinder(std::shared_ptr<const Dictionary> dictionary, std::shared_ptr<const Gazetteer> gazetteer,
              std::shared_ptr<const LinearModel> persons, std::shared_ptr<const AttributionFinder> attributions)
      : dictionary_(std::move(dictionary)),
        gazetteer_(std::move(gazetteer)),
        persons_(std::move(persons)),
        attributions_(std::move(attributions)) {}
  std::shared_ptr<const Dictionary> dictionary_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  std::shared_ptr<const LinearModel> persons_;
  std::shared_ptr<const AttributionFinder> attributions_;
};

// One line a mention and an utterance, for tests and --explain.
std::string Describe(const ActorAnnotation& annotation, const ParsedDocument& parsed);

}  // namespace entente
