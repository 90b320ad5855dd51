// EventCoder: who did what to whom, from verbs ("condemned"), nouns ("the attack on") and verbs that perform a noun
// ("launched an attack on", "lifted sanctions against").
//
// Comes after roles, status; its drafts also feed the influence coder. Both actors must be named in the clause: a
// missing one drops the event, there are no fallbacks.
#pragma once

#include <optional>
#include <vector>

#include "event/statement_builder.h"

namespace entente {

class EventCoder {
 public:
  EventCoder(const RoleFinder& roles, const StatusReader& status, const StatementBuilder& builder)
      : roles_(roles), tree_(roles.tree()), lexicon_(roles.lexicon()), status_(status), builder_(builder) {}

  // Drafts in text order of their predicates. Cost: linear in tokens.
  std::vector<Draft> Code() const;

 private:
  // An act with its slots open: what verbs and nouns have in common.
  struct Act {
    uint32_t predicate = 0;
    std::string type;
    std::string id;
    std::string mode;
    std::string cameo;
    Words context;
    Fillers sources, targets;
    bool reciprocal = false;  // among the sources where there are no targets
    double confidence = 0.8;
  };

  void CodeVerb(uint32_t verb, std::vector<Draft>& out) const;
  void CodeNoun(uint32_t noun, std::vector<Draft>& out) const;
  void CodeVerbAnaphor(uint32_t verb, std::vector<Draft>& out) const;
  const EventVerb* FrameOf(uint32_t verb) const;
  bool Governs(uint32_t verb, const EventVerb& frame) const;
  int Fit(const EventVerb& frame, uint32_t verb) const;  // −1: does not fit; else how specific it is
  Fillers Slot(uint32_t verb, std::string_view slot) const;
  Fillers FirstSlot(uint32_t verb, const Words& slots) const;
  Fillers NounSlot(uint32_t noun, int32_t performer, const Words& prepositions) const;
  bool FillFromPerformer(uint32_t noun, uint32_t performer, LightOp op, Act& act, const EventNoun& entry) const;
  void FillFromGratitude(uint32_t noun, Act& act) const;
  Fillers GoverningSource(uint32_t noun) const;
  void FillReciprocal(uint32_t noun, Act& act) const;
  // The verb that performs a noun ("held" in "held talks"), or -1.
  int32_t PerformerOf(uint32_t noun) const;
  void ReadContext(uint32_t predicate, Act& act) const;
  void Emit(const Act& act, std::vector<Draft>& out) const;
  void EmitOne(const Act& act, const Filler& source, const Filler& target, const Modality& modality,
               std::vector<Draft>& out) const;
  bool OnlyHelpedAlong(uint32_t predicate, StatementStatus status) const;
  // What "refused to", "offered to", "urged … to" make of the act; false where it is not to be printed.
  bool ApplyControl(const Modality& modality, const Act& act, Draft& draft) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const Lexicon& lexicon_;
  const StatusReader& status_;
  const StatementBuilder& builder_;
};

}  // namespace entente
