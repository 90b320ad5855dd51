// StatementBuilder: fills what every kind of statement has: evidence, speaker, status, date, place, actor slots.
//
// Comes after roles and status, before the coders. A view of its arguments; immutable; any thread.
#pragma once

#include <optional>
#include <string>

#include "entente/document.h"
#include "entente/statement.h"
#include "event/factuality.h"
#include "event/role_finder.h"
#include "event/status_reader.h"
#include "value/annotation.h"

namespace entente {

// A statement on its way: what the later coders of the room still ask about it.
struct Draft {
  Statement statement;
  uint32_t predicate = 0;        // the token it was coded from
  Filler first, second;          // source and target, or the pair
  bool raw_cooperative = false;  // of the act itself, before "refused to" and the like changed its type
  bool printed = true;           // false: an act only asked for or wished, kept for what it says of third parties
};

class StatementBuilder {
 public:
  StatementBuilder(const Document& document, const RoleFinder& roles, const ValueAnnotation& values,
                   const StatusReader& status, const FactualityModel& factuality)
      : document_(document),
        roles_(roles),
        tree_(roles.tree()),
        values_(values),
        status_(status),
        factuality_(factuality) {}

  // Everything but the kind's own slots. `predicate` decides sentence, speaker, date and place.
  Statement Start(StatementKind kind, uint32_t predicate, const Modality& modality) const;
  ActorRef Ref(const Filler& filler) const;
  // The sentence without the white space around it.
  Span SentenceSpan(uint32_t token) const;
  // Product of the resolutions behind the slots: 1 where all are names.
  double SlotConfidence(const Filler& a, const Filler& b) const;

 private:
  void SetSpeaker(Statement& statement, uint32_t predicate, const Modality& modality) const;
  std::optional<DateInterval> DateOf(uint32_t predicate) const;
  void SetPlace(Statement& statement, uint32_t predicate) const;
  const PlaceMention* PlaceAt(uint32_t token) const;
  const PlaceMention* PlaceBelow(uint32_t token) const;
  std::string PlaceOf(uint32_t predicate) const;
  // The verb or act that a time or place expression belongs to.
  uint32_t ClauseOf(uint32_t token) const;

  const Document& document_;
  const RoleFinder& roles_;
  const Tree& tree_;
  const ValueAnnotation& values_;
  const StatusReader& status_;
  const FactualityModel& factuality_;
};

}  // namespace entente
