// ActCoder: the main event of each sentence, by the trained models of acts.
//
// Comes last in the room, over what the patterns found. Where one of their events stands between the same two phrases,
// it becomes the sentence's main event; else the models' own event is added where they are sure enough. A phrase that
// no actor stands behind keeps its words as name, and an empty code. A view of its arguments; immutable; any thread.
#pragma once

#include <optional>
#include <vector>

#include "event/sentence_acts.h"
#include "event/statement_builder.h"
#include "event/trace.h"

namespace entente {

class ActCoder {
 public:
  ActCoder(const RoleFinder& roles, const StatusReader& status, const StatementBuilder& builder, DocumentActs& acts)
      : roles_(roles), tree_(roles.tree()), status_(status), builder_(builder), acts_(acts) {}

  // Marks or adds one main event a sentence; the judge has the last word on it. `drafts`: the printed ones, in any
  // order. Cost: candidates × features.
  void Code(std::vector<Draft>& drafts, Trace* trace = nullptr) const;

 private:
  struct Act;
  std::optional<Act> ActOf(uint32_t sentence, bool others) const;
  ActorRef Side(const ActPhrase& phrase) const;
  Draft* Matching(const Act& act, std::vector<Draft>& drafts) const;
  bool IsIn(Span words, const ActPhrase& phrase) const;
  void Respan(const Act& act, Statement& s) const;
  void Retype(const Act& act, Statement& s) const;
  Span BytesOf(TokenRange range) const;
  void SetType(const Act& act, Statement& s) const;
  Draft Made(const Act& act) const;
  std::string ClassesOf(const Act& act) const;
  std::string Weakness(const Act& act) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const StatusReader& status_;
  const StatementBuilder& builder_;
  DocumentActs& acts_;
};

}  // namespace entente
