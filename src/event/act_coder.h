// ActCoder: the main event of each sentence, by the trained models of acts.
//
// Comes last in the room, over what the patterns found. Where one of their events stands between the same two phrases,
// it becomes the sentence's main event; else the models' own event is added where they are sure enough. A phrase that
// no actor stands behind keeps its words as name, and an empty code. A view of its arguments; immutable; any thread.
#pragma once

#include <optional>
#include <vector>

#include "event/act_model.h"
#include "event/statement_builder.h"
#include "event/trace.h"

namespace entente {

class ActCoder {
 public:
  ActCoder(const RoleFinder& roles, const StatusReader& status, const StatementBuilder& builder, const ActModel& model)
      : roles_(roles), tree_(roles.tree()), status_(status), builder_(builder), model_(model) {}

  // Marks or adds one main event a sentence, and judges every event. `drafts`: the printed ones, in any order. Cost:
  // candidates × features.
  void Code(std::vector<Draft>& drafts, Trace* trace = nullptr) const;

 private:
  void MarkOrAdd(std::vector<Draft>& drafts, Trace* trace) const;
  struct Act;
  std::optional<Act> ActOf(TokenRange sentence) const;
  ActorRef Side(const ActPhrase& phrase) const;
  std::string_view KindOf(const ActPhrase& phrase) const;
  Draft* Matching(const Act& act, std::vector<Draft>& drafts) const;
  void Respan(const Act& act, Statement& s) const;
  void Retype(const Act& act, Statement& s) const;
  Span BytesOf(TokenRange range) const;
  ActJudgement Judge(const ActView& view, const Statement& s) const;
  void SetType(const Act& act, Statement& s) const;
  Draft Made(const Act& act) const;
  std::string ClassesOf(const Act& act) const;
  std::string Weakness(const Act& act) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const StatusReader& status_;
  const StatementBuilder& builder_;
  const ActModel& model_;
};

}  // namespace entente
