// FactTable: what the statements say, each thing once, in columns by actor.
//
// Comes in: statements of any number of documents, in any order. Goes out: facts. A fact is what several statements
// say together: the same kind, slots, type and status, no dates that contradict (event dates that overlap where both
// give one, or else documents published at most so many days apart where both are dated), and one of
//   copies       near-identical evidence (DuplicateRules.similarity of their words), or like evidence in copied
//   documents retellings   events in other words, which DuplicateRules.grouper holds to be one; two persons never are
// Statements without evidence text are never merged. So one agency report printed by five outlets is one fact with five
// outlets, of which one is independent. Facts do not depend on the order of insertion: they are numbered in canonical
// order.
//
// Actors are keys (ActorKey): a state's ministers, army and people share its code and so roll up to it.
// Immutable after Build; any thread may read.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "entente/statement.h"
#include "relation/weights.h"

namespace entente {

using ActorId = uint32_t;
using FactId = uint32_t;
inline constexpr ActorId kNoActor = std::numeric_limits<ActorId>::max();
inline constexpr int32_t kNoDay = std::numeric_limits<int32_t>::min();

inline constexpr uint32_t kNoStory = std::numeric_limits<uint32_t>::max();

// What a fact needs to know of the document that says it.
struct DocumentInfo {
  std::string id;
  std::string outlet;
  std::optional<Date> published_date;
  uint32_t story = kNoStory;  // documents of one number are copies of one text; kNoStory: nobody's copy
  // What it says of itself, where its story was printed before: "updated", "corrected", "retracted"; empty otherwise.
  std::string revision;
  std::string owner;  // of the outlet; FactTable fills it in, with the outlet itself where no owner is known
};

class FactTable {
 public:
  // Documents that statements name but `documents` lacks have no outlet and no date. Statements with both sides of
  // their dyad empty are dropped. Cost: n log n in statements.
  static FactTable Build(std::vector<Statement> statements, std::vector<DocumentInfo> documents,
                         const DuplicateRules& rules);

  size_t size() const { return representative_.size(); }
  size_t document_count() const { return documents_.size(); }

  std::optional<ActorId> Find(std::string_view key) const;
  const std::string& Key(ActorId actor) const { return keys_[actor]; }
  size_t actor_count() const { return keys_.size(); }

  // Columns. first, second: source and target of an event, else the pair. agent: of an influence, else kNoActor.
  StatementKind Kind(FactId fact) const { return Representative(fact).kind; }
  ActorId First(FactId fact) const { return first_[fact]; }
  ActorId Second(FactId fact) const { return second_[fact]; }
  ActorId Agent(FactId fact) const { return agent_[fact]; }
  // Days (1970-01-01 = 0) it may have happened on, both included; kNoDay where nothing dates it.
  int32_t BeginDay(FactId fact) const { return begin_day_[fact]; }
  int32_t EndDay(FactId fact) const { return end_day_[fact]; }
  // True where the day is that of publication, not of the event.
  bool DatedByPublication(FactId fact) const { return dated_by_publication_[fact] != 0; }
  double Confidence(FactId fact) const { return confidence_[fact]; }

  // The first of its statements in canonical order (earliest published, then document id, then place in the text).
  const Statement& Representative(FactId fact) const { return statements_[representative_[fact]]; }
  std::vector<const Statement*> Members(FactId fact) const;
  // Different outlets that print it; documents without an outlet count as one each.
  int OutletCount(FactId fact) const { return outlets_[fact]; }
  // The same, where outlets of one owner (DuplicateRules.outlets), and those that print copies of one story, count
  // once.
  int IndependentCount(FactId fact) const { return independent_[fact]; }
  // Nothing where the document is not known.
  const DocumentInfo* Document(std::string_view id) const;
  // Documents of the story with a `revision`, by id.
  std::vector<const DocumentInfo*> RevisionsOf(uint32_t story) const;

  // Facts in which the actor stands in any slot, ascending.
  std::span<const FactId> FactsOf(ActorId actor) const;
  // Facts whose First and Second are the two, in either direction, ascending. Cost: the facts of the rarer actor.
  std::vector<FactId> FactsBetween(ActorId a, ActorId b) const;
  // Does the window let it count? Facts without a day count only without from and to.
  bool InWindow(FactId fact, const TimeWindow& window) const;
  // The day weights decay towards: window.as_of, window.to, or the day of the last document, or of the last fact where
  // no document is dated; kNoDay where nothing is.
  int32_t AsOfDay(const TimeWindow& window) const;

 private:
  friend class FactTableBuilder;
  std::vector<Statement> statements_;    // canonical order
  std::vector<DocumentInfo> documents_;  // by id
  std::vector<std::string> keys_;
  std::map<std::string, ActorId, std::less<>> ids_;
  std::vector<uint32_t> representative_;
  std::vector<uint32_t> members_, member_begin_;  // statements of fact f: members_[member_begin_[f] .. [f + 1])
  std::vector<ActorId> first_, second_, agent_;
  std::vector<int32_t> begin_day_, end_day_;
  std::vector<uint8_t> dated_by_publication_;
  std::vector<double> confidence_;
  std::vector<int> outlets_, independent_;
  std::map<uint32_t, std::vector<uint32_t>> revisions_;  // by story: documents
  std::vector<FactId> facts_of_, facts_of_begin_;
  int32_t last_day_ = kNoDay;
};

}  // namespace entente
