#include "relation/fact_table.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/date.h"
#include "relation/duplicates.h"

namespace entente {
namespace {

using KeyPair = std::array<std::string, 2>;

KeyPair DyadKeys(const Statement& s) {
  if (s.kind == StatementKind::kEvent) return {ActorKey(s.source), ActorKey(s.target)};
  KeyPair keys = {ActorKey(s.pair[0]), ActorKey(s.pair[1])};
  if (keys[1] < keys[0]) std::swap(keys[0], keys[1]);
  return keys;
}

// Everything that tells two statements apart, besides dates and words.
std::string SlotsOf(const Statement& s) {
  const KeyPair keys = DyadKeys(s);
  std::string slots;
  const std::string agent = ActorKey(s.agent);
  for (const std::string_view part :
       {ToString(s.kind), ToString(s.status), std::string_view(keys[0]), std::string_view(keys[1]),
        std::string_view(agent), std::string_view(s.type), std::string_view(s.tie), std::string_view(s.means)}) {
    slots.append(part);
    slots += '\t';
  }
  // The amount stays out: a copy that lost it is a copy.
  slots += s.effect;
  return slots;
}

// The first lemma of the row of data/patterns that named the act; empty where something else did.
std::string_view WordOf(const Statement& s) {
  const std::string_view pattern = s.pattern;
  const size_t colon = pattern.find(':');
  const std::string_view table = pattern.substr(0, colon);
  return table == "event_verbs" || table == "event_nouns" ? pattern.substr(colon + 1) : std::string_view();
}

// What actors are called where they act as a whole, not through somebody: "Turkey", not "Recep Tayyip Erdogan".
std::set<std::string_view> NamesWithoutOffice(const std::vector<Statement>& statements) {
  std::set<std::string_view> names;
  for (const Statement& s : statements) {
    for (const ActorRef* actor : {&s.source, &s.target, &s.agent, &s.pair[0], &s.pair[1]}) {
      if (actor->sector.empty()) names.insert(actor->name);
    }
  }
  return names;
}

// The person through whom an actor acts; empty where it is none, or the name is a description ("Israeli ambassador").
std::string_view PersonOf(const ActorRef& actor, const std::set<std::string_view>& state_names) {
  const std::string_view name = actor.name;
  if (actor.sector.empty() || state_names.contains(name)) return {};
  const std::string_view last = name.substr(name.rfind(' ') + 1);
  return last.size() < name.size() && last.front() >= 'A' && last.front() <= 'Z' ? name : std::string_view();
}

bool CanonicalLess(const Statement& a, const Statement& b) {
  const auto order = [](const Statement& s) {
    const uint32_t who = s.kind == StatementKind::kEvent ? s.source.span.begin : s.agent.span.begin;
    return std::make_tuple(std::string_view(s.document), s.evidence.begin, s.evidence.end, s.kind, who);
  };
  if (order(a) != order(b)) return order(a) < order(b);
  const std::string slots_a = SlotsOf(a), slots_b = SlotsOf(b);
  if (slots_a != slots_b) return slots_a < slots_b;
  return ToJson(a) < ToJson(b);
}

}  // namespace

class FactTableBuilder {
 public:
  FactTableBuilder(std::vector<Statement> statements, std::vector<DocumentInfo> documents) {
    table_.statements_ = std::move(statements);
    table_.documents_ = std::move(documents);
  }

  FactTable Build(const DuplicateRules& rules) {
    SortDocuments();
    FillOwners(rules);
    SortStatements();
    CollectActors();
    GroupStatements(rules);
    for (FactId fact = 0; fact < table_.size(); ++fact) FillFact(fact);
    IndexActors();
    FindLastDay();
    return std::move(table_);
  }

 private:
  void SortDocuments() {
    auto& documents = table_.documents_;
    const auto less = [](const DocumentInfo& a, const DocumentInfo& b) {
      return std::tie(a.id, a.outlet, a.published_date) < std::tie(b.id, b.outlet, b.published_date);
    };
    std::sort(documents.begin(), documents.end(), less);
    const auto same_id = [](const DocumentInfo& a, const DocumentInfo& b) { return a.id == b.id; };
    documents.erase(std::unique(documents.begin(), documents.end(), same_id), documents.end());
  }

  void FillOwners(const DuplicateRules& rules) {
    for (uint32_t i = 0; i < table_.documents_.size(); ++i) {
      DocumentInfo& document = table_.documents_[i];
      document.owner = rules.outlets == nullptr ? document.outlet : rules.outlets->OwnerOf(document.outlet);
      if (!document.revision.empty() && document.story != kNoStory) table_.revisions_[document.story].push_back(i);
    }
  }

  int32_t PublishedDay(const Statement& s) const {
    const DocumentInfo* document = table_.Document(s.document);
    return document != nullptr && document->published_date ? DayNumber(*document->published_date) : kNoDay;
  }

  void SortStatements() {
    auto& statements = table_.statements_;
    std::erase_if(statements, [](const Statement& s) {
      const KeyPair keys = DyadKeys(s);
      return keys[0].empty() && keys[1].empty();
    });
    // Undated documents come last: a day that is known should represent the fact.
    std::vector<std::pair<int64_t, uint32_t>> order;
    for (uint32_t i = 0; i < statements.size(); ++i) {
      const int32_t day = PublishedDay(statements[i]);
      order.emplace_back(day == kNoDay ? std::numeric_limits<int64_t>::max() : day, i);
    }
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : CanonicalLess(statements[a.second], statements[b.second]);
    });
    std::vector<Statement> sorted;
    sorted.reserve(statements.size());
    for (const auto& [day, i] : order) sorted.push_back(std::move(statements[i]));
    statements = std::move(sorted);
  }

  void CollectActors() {
    for (const Statement& s : table_.statements_) {
      const KeyPair keys = DyadKeys(s);
      for (const std::string& key : {keys[0], keys[1], ActorKey(s.agent)}) {
        if (!key.empty()) table_.ids_.try_emplace(key, 0);
      }
    }
    for (auto& [key, id] : table_.ids_) {
      id = static_cast<ActorId>(table_.keys_.size());
      table_.keys_.push_back(key);
    }
  }

  void GroupStatements(const DuplicateRules& rules) {
    const auto& statements = table_.statements_;
    std::vector<DuplicateCandidate> candidates;
    candidates.reserve(statements.size());
    std::map<std::string_view, uint32_t> documents;
    const std::set<std::string_view> state_names = NamesWithoutOffice(statements);
    for (const Statement& s : statements) {
      const DocumentInfo* document = table_.Document(s.document);
      candidates.push_back({.slots = SlotsOf(s),
                            .evidence_text = s.evidence_text,
                            .event_begin_day = s.event_date ? DayNumber(s.event_date->begin) : kNoDay,
                            .event_end_day = s.event_date ? LastDayNumber(s.event_date->end) : kNoDay,
                            .published_day = PublishedDay(s),
                            .story = document == nullptr ? kNoStory : document->story,
                            .act = s.kind == StatementKind::kEvent,
                            .document = documents.emplace(s.document, documents.size()).first->second,
                            .evidence_begin = s.evidence.begin,
                            .word = WordOf(s),
                            .type = s.type,
                            .persons = {PersonOf(s.source, state_names), PersonOf(s.target, state_names)}});
    }
    const std::vector<uint32_t> roots = GroupDuplicates(candidates, rules);
    std::vector<std::vector<uint32_t>> members(statements.size());
    for (uint32_t i = 0; i < roots.size(); ++i) members[roots[i]].push_back(i);
    for (uint32_t i = 0; i < roots.size(); ++i) {
      if (members[i].empty()) continue;
      table_.representative_.push_back(i);
      table_.member_begin_.push_back(static_cast<uint32_t>(table_.members_.size()));
      table_.members_.insert(table_.members_.end(), members[i].begin(), members[i].end());
    }
    table_.member_begin_.push_back(static_cast<uint32_t>(table_.members_.size()));
  }

  ActorId IdOf(const std::string& key) const { return table_.Find(key).value_or(kNoActor); }

  void FillFact(FactId fact) {
    const Statement& s = table_.Representative(fact);
    const KeyPair keys = DyadKeys(s);
    table_.first_.push_back(IdOf(keys[0]));
    table_.second_.push_back(IdOf(keys[1]));
    table_.agent_.push_back(s.kind == StatementKind::kInfluence ? IdOf(ActorKey(s.agent)) : kNoActor);
    FillDays(fact);
    FillOutlets(fact);
  }

  // An event date of any member, or else the day its first document was published.
  void FillDays(FactId fact) {
    int32_t begin = kNoDay, end = kNoDay;
    for (const Statement* s : table_.Members(fact)) {
      if (!s->event_date) continue;
      begin = DayNumber(s->event_date->begin);
      end = LastDayNumber(s->event_date->end);
      break;
    }
    const bool by_publication = begin == kNoDay;
    if (by_publication) begin = end = PublishedDay(table_.Representative(fact));
    table_.begin_day_.push_back(begin);
    table_.end_day_.push_back(end);
    table_.dated_by_publication_.push_back(by_publication && begin != kNoDay ? 1 : 0);
  }

  void FillOutlets(FactId fact) {
    // Owners of outlets, and the stories that tie some of them together.
    std::map<std::string, std::set<uint32_t>> stories;
    std::set<std::string_view> outlets;
    int without_outlet = 0;
    double confidence = 0;
    for (const Statement* s : table_.Members(fact)) {
      const DocumentInfo* document = table_.Document(s->document);
      const bool known = document != nullptr && !document->outlet.empty();
      const bool is_new = !stories.contains("document " + s->document);
      auto& printed = stories[known ? "outlet " + document->owner : "document " + s->document];
      if (known) outlets.insert(document->outlet);
      without_outlet += !known && is_new ? 1 : 0;
      if (document != nullptr && document->story != kNoStory) printed.insert(document->story);
      confidence = std::max(confidence, s->confidence);
    }
    table_.outlets_.push_back(static_cast<int>(outlets.size()) + without_outlet);
    table_.independent_.push_back(IndependentOf(stories));
    table_.confidence_.push_back(confidence);
  }

  // Owners in order; one that prints a story that an earlier one has is not counted.
  static int IndependentOf(const std::map<std::string, std::set<uint32_t>>& stories) {
    std::set<uint32_t> seen;
    int count = 0;
    for (const auto& [owner, printed] : stories) {
      const bool copied = std::any_of(printed.begin(), printed.end(), [&](uint32_t one) { return seen.contains(one); });
      seen.insert(printed.begin(), printed.end());
      count += copied ? 0 : 1;
    }
    return count;
  }

  void IndexActors() {
    std::vector<std::vector<FactId>> facts(table_.keys_.size());
    for (FactId fact = 0; fact < table_.size(); ++fact) {
      for (const ActorId actor : {table_.First(fact), table_.Second(fact), table_.Agent(fact)}) {
        if (actor == kNoActor) continue;
        if (facts[actor].empty() || facts[actor].back() != fact) facts[actor].push_back(fact);
      }
    }
    table_.facts_of_begin_.push_back(0);
    for (const auto& list : facts) {
      table_.facts_of_.insert(table_.facts_of_.end(), list.begin(), list.end());
      table_.facts_of_begin_.push_back(static_cast<FactId>(table_.facts_of_.size()));
    }
  }

  // Events may lie in the future of the report, so the last report counts where any is dated.
  void FindLastDay() {
    for (const DocumentInfo& document : table_.documents_) {
      if (document.published_date)
        table_.last_day_ = std::max(table_.last_day_, LastDayNumber(*document.published_date));
    }
    if (table_.last_day_ != kNoDay) return;
    for (const int32_t day : table_.end_day_) table_.last_day_ = std::max(table_.last_day_, day);
  }

  FactTable table_;
};

FactTable FactTable::Build(std::vector<Statement> statements, std::vector<DocumentInfo> documents,
                           const DuplicateRules& rules) {
  return FactTableBuilder(std::move(statements), std::move(documents)).Build(rules);
}

std::optional<ActorId> FactTable::Find(std::string_view key) const {
  const auto found = ids_.find(key);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

std::vector<const Statement*> FactTable::Members(FactId fact) const {
  std::vector<const Statement*> members;
  for (uint32_t i = member_begin_[fact]; i < member_begin_[fact + 1]; ++i) members.push_back(&statements_[members_[i]]);
  return members;
}

const DocumentInfo* FactTable::Document(std::string_view id) const {
  const auto found = std::lower_bound(documents_.begin(), documents_.end(), id,
                                      [](const DocumentInfo& d, std::string_view wanted) { return d.id < wanted; });
  return found != documents_.end() && found->id == id ? &*found : nullptr;
}

std::vector<const DocumentInfo*> FactTable::RevisionsOf(uint32_t story) const {
  std::vector<const DocumentInfo*> found;
  if (const auto of_story = revisions_.find(story); of_story != revisions_.end()) {
    for (const uint32_t i : of_story->second) found.push_back(&documents_[i]);
  }
  return found;
}

std::span<const FactId> FactTable::FactsOf(ActorId actor) const {
  return std::span(facts_of_).subspan(facts_of_begin_[actor], facts_of_begin_[actor + 1] - facts_of_begin_[actor]);
}

std::vector<FactId> FactTable::FactsBetween(ActorId a, ActorId b) const {
  std::vector<FactId> between;
  const std::span<const FactId> candidates = FactsOf(a).size() <= FactsOf(b).size() ? FactsOf(a) : FactsOf(b);
  for (const FactId fact : candidates) {
    const bool forward = First(fact) == a && Second(fact) == b;
    if (forward || (First(fact) == b && Second(fact) == a)) between.push_back(fact);
  }
  return between;
}

bool FactTable::InWindow(FactId fact, const TimeWindow& window) const {
  if (BeginDay(fact) == kNoDay) return !window.bounded();
  if (window.as_of && BeginDay(fact) > LastDayNumber(*window.as_of)) return false;
  if (window.from && EndDay(fact) < DayNumber(*window.from)) return false;
  return !window.to || BeginDay(fact) <= LastDayNumber(*window.to);
}

int32_t FactTable::AsOfDay(const TimeWindow& window) const {
  if (window.as_of) return LastDayNumber(*window.as_of);
  if (window.to) return LastDayNumber(*window.to);
  return last_day_;
}

}  // namespace entente
