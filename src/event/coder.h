// Coder: a document's tree with its actors and values, to the statements it makes.
//
// The face of this room. Immutable after Load; any number of threads may call Code at once. The same document gives
// the same statements, whatever was coded before.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "actor/annotation.h"
#include "base/data_files.h"
#include "entente/document.h"
#include "entente/statement.h"
#include "event/trace.h"
#include "learn/features.h"
#include "learn/linear_model.h"
#include "syntax/tree.h"
#include "value/annotation.h"

namespace entente {

class ActModel;
class ConfidenceModel;
class DocumentActs;
class FactualityModel;
class Lexicon;
class RoleFinder;
class StatusReader;
struct Draft;

// How a text tells one act.
struct Telling {
  StatementStatus status = StatementStatus::kActual;
  double factuality = 3;  // −3 certainly not … 3 certainly
};

// One decision on a third party: whether `statement` (an influence) is what the text says, and what is known of it.
struct ThirdPartyCase {
  Statement statement;
  bool named = false;  // its pair stands in the clause itself
  Features features{Features::Names::kKeep};
};

class Coder {
 public:
  // Errors: data.missing, data.bad_table, data.bad_pattern, data.bad_model, naming table and line.
  static Result<Coder> Load(const DataFiles& files);

  // Statements in text order of the words they were coded from; in each sentence one event has `main`. REQUIRES: the
  // annotations are of the document of `tree`, whose text is document.text. Cost: linear in tokens times tree depth.
  std::vector<Statement> Code(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                              const ValueAnnotation& values) const;
  // Every decision on third parties that Code takes, for training (train/mediation.cc). As Code.
  std::vector<ThirdPartyCase> ThirdPartyCases(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                                              const ValueAnnotation& values) const;

  // Every candidate, kept or not, in text order: what Code printed, what it left out and why, words of the patterns
  // that made nothing.
  Trace Explain(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                const ValueAnnotation& values) const;

  // How the text tells the acts at these tokens, in their order. Cost: linear in the document.
  std::vector<Telling> Read(const ParsedDocument& parsed, std::span<const uint32_t> tokens) const;

  const Lexicon& lexicon() const { return *lexicon_; }
  const ActModel& acts() const { return *acts_; }

 private:
  Coder(std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const FactualityModel> factuality,
        std::shared_ptr<const ActModel> acts, std::shared_ptr<const LinearModel> third_party,
        std::shared_ptr<const ConfidenceModel> confidence)
      : lexicon_(std::move(lexicon)),
        factuality_(std::move(factuality)),
        acts_(std::move(acts)),
        third_party_(std::move(third_party)),
        confidence_(std::move(confidence)) {}
  std::vector<Statement> CodeTraced(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                                    const ValueAnnotation& values, Trace* trace) const;
  void JudgeEvents(const RoleFinder& roles, const StatusReader& status, DocumentActs& acts, std::vector<Draft>& drafts,
                   Trace* trace) const;

  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const FactualityModel> factuality_;
  std::shared_ptr<const ActModel> acts_;
  std::shared_ptr<const LinearModel> third_party_;
  std::shared_ptr<const ConfidenceModel> confidence_;
};

}  // namespace entente
