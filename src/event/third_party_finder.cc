#include "event/third_party_finder.h"

#include <algorithm>

#include "event/pair_book.h"

namespace entente {
namespace {

// Readings keep views of literals, not of a row.
std::string_view StrengthOf(std::string_view strength) {
  for (std::string_view known : {"sure", "likely", "weak"}) {
    if (strength == known) return known;
  }
  return "unknown";
}

constexpr double kThirdPartyConfidence = 0.85;
constexpr double kMovedConfidence = 0.7;

}  // namespace

std::optional<ThirdParty> ThirdPartyFinder::PatternAt(uint32_t token) const {
  for (const ThirdParty* entry : lexicon_.ThirdParties(tree_.lemma(token))) {
    const bool verb = tree_.IsVerb(token) && Contains(entry->forms, "verb");
    const bool nominal = tree_.IsNoun(token) && (Contains(entry->forms, "noun") || Contains(entry->forms, "role"));
    const bool beside = Contains(entry->forms, "beside") && VerbBeside(token, *entry) >= 0;
    const bool channel = Contains(entry->forms, "channel") && !ThroughWhom(token).empty() && ServesAct(token, *entry);
    const bool adjunct = Contains(entry->forms, "adjunct") && IsAdjunct(token) && ServesAct(token, *entry);
    const bool answered = Contains(entry->forms, "answered") && IsAnswered(token, *entry);
    if (!verb && !nominal && !beside && !channel && !adjunct && !answered) continue;
    if (beside || channel || adjunct || answered) return *entry;
    if (!entry->needs.empty() && !HasNeeded(token, *entry)) continue;
    return *entry;
  }
  return std::nullopt;
}

// "through Qatar", "by way of Kuwait": whom it goes through; empty where it is a place or no actor.
Fillers ThirdPartyFinder::ThroughWhom(uint32_t token) const {
  int32_t object = -1;
  if (tree_.dep(token) == Dep::kPrep) {
    object = tree_.ChildOf(token, Dep::kPobj);
  } else if (tree_.dep(token) == Dep::kPobj && lexicon_.Is("channel", tree_.lemma(tree_.head(token)))) {
    object = tree_.PrepObject(token, "of");
  }
  return object < 0 ? Fillers{} : roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), false);
}

// "agreed to a UN plan", "turned down the Union's offer": what others take or leave.
bool ThirdPartyFinder::IsAnswered(uint32_t token, const ThirdParty& pattern) const {
  uint32_t above = tree_.head(tree_.FirstConjunct(token));
  if (tree_.dep(above) == Dep::kPrep) above = tree_.head(above);
  return tree_.IsVerb(above) && Contains(pattern.needs, tree_.lemma(above)) && !roles_.ActorsAt(token, true).empty();
}

// What goes that way, or is done with that help: the verb above or its object must be one of the words.
bool ThirdPartyFinder::ServesAct(uint32_t token, const ThirdParty& pattern) const {
  uint32_t above = tree_.head(token);
  if (tree_.dep(token) == Dep::kPobj) above = tree_.head(above);
  if (Contains(pattern.needs, tree_.lemma(above))) return true;
  if (!tree_.IsVerb(above)) return false;
  const Tokens objects = roles_.Content(roles_.Undergoers(above));
  return std::any_of(objects.begin(), objects.end(),
                     [&](uint32_t o) { return Contains(pattern.needs, tree_.lemma(o)); });
}

// "with the help of Norway", "at Omani request": a noun that some preposition hangs from a verb, owned by an actor.
bool ThirdPartyFinder::IsAdjunct(uint32_t token) const {
  if (tree_.dep(token) != Dep::kPobj || !lexicon_.Is("adjunct", tree_.lemma(tree_.head(token)))) return false;
  const uint32_t governor = tree_.head(tree_.head(token));
  return (tree_.IsVerb(governor) || tree_.IsNoun(governor)) && !roles_.ActorsAt(token, true).empty();
}

// A verb needs one of the words as its object, a noun before it: "host talks", "good offices".
bool ThirdPartyFinder::HasNeeded(uint32_t token, const ThirdParty& pattern) const {
  Tokens beside;
  if (tree_.IsVerb(token)) {
    beside = roles_.Content(roles_.Undergoers(token));
  } else {
    for (uint32_t c : tree_.children(token)) {
      const Dep dep = tree_.dep(c);
      if (dep != Dep::kAmod && dep != Dep::kCompound && dep != Dep::kNmod) continue;
      for (uint32_t each : tree_.Conjuncts(c)) beside.push_back(each);
    }
  }
  return std::any_of(beside.begin(), beside.end(), [&](uint32_t t) { return Contains(pattern.needs, tree_.lemma(t)); });
}

// "brought A and B together", "to the table": the word beside a verb of `needs` makes it a third party's; −1 where not.
int32_t ThirdPartyFinder::VerbBeside(uint32_t token, const ThirdParty& pattern) const {
  uint32_t at = tree_.head(token);
  if (tree_.dep(token) == Dep::kPobj || tree_.dep(at) == Dep::kPrep) at = tree_.head(at);
  return tree_.IsVerb(at) && Contains(pattern.needs, tree_.lemma(at)) ? static_cast<int32_t>(at) : -1;
}

Fillers ThirdPartyFinder::AgentsOf(const ThirdParty& pattern, uint32_t token) const {
  if (Contains(pattern.forms, "beside")) {
    return agents_.Complete(static_cast<uint32_t>(VerbBeside(token, pattern)), 1, pattern.means, pattern.id).agents;
  }
  if (Contains(pattern.forms, "channel")) return ThroughWhom(token);
  if (Contains(pattern.forms, "adjunct") || Contains(pattern.forms, "answered")) return roles_.ActorsAt(token, true);
  if (tree_.IsVerb(token)) return agents_.Complete(token, 1, pattern.means, pattern.id).agents;
  if (Contains(pattern.forms, "role")) return AgentsOfRole(token);
  // "accept mediation by Oman": the phrase hangs from the verb, whose subject only takes what is offered.
  const uint32_t governor = tree_.head(tree_.FirstConjunct(token));
  const LightOp* op = tree_.IsVerb(governor) ? lexicon_.Light(tree_.lemma(governor)) : nullptr;
  if (op != nullptr && *op != LightOp::kDo && !tree_.Has(token, Dep::kPoss)) {
    for (uint32_t host : {token, governor}) {
      for (std::string_view preposition : {"by", "from", "of"}) {
        const int32_t object = tree_.PrepObject(host, preposition);
        if (object >= 0) return roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), false);
      }
    }
    return {};
  }
  if (Fillers involved = Involved(tree_.dep(token) == Dep::kPobj ? tree_.head(tree_.head(token)) : token);
      !involved.empty()) {
    return involved;
  }
  Fillers bearers = roles_.ActorsAt(roles_.Bearers(token), true);
  if (bearers.empty() && tree_.dep(token) == Dep::kCompound) {
    // "OAS mediation committee", "his mediation efforts": the larger phrase tells whose.
    bearers = roles_.ActorsAt(governor, false);
    if (bearers.empty()) bearers = roles_.ActorsAt(roles_.Bearers(governor), true);
  }
  return bearers;
}

// "Oman is the mediator", "the mediator was Oman", "acted as mediator", "chose Oman as mediator", "named Oman
// mediator".
Fillers ThirdPartyFinder::AgentsOfRole(uint32_t token) const {
  Fillers self = roles_.ActorsAt(token, false);
  if (!self.empty()) return self;
  const uint32_t governor = tree_.head(token);
  const uint32_t above = tree_.head(governor);
  switch (tree_.dep(token)) {
    case Dep::kAttr:
      return roles_.ActorsAt(roles_.Doers(governor), false);
    case Dep::kNsubj: {
      const int32_t attribute = tree_.ChildOf(governor, Dep::kAttr);
      return attribute < 0 ? Fillers{} : roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(attribute)), false);
    }
    case Dep::kOprd:
      return roles_.ActorsAt(roles_.Undergoers(governor), false);
    case Dep::kPobj: {
      // "its role as mediator", "the part of mediator".
      if (tree_.IsNoun(above) && lexicon_.Is("part_noun", tree_.lemma(above))) {
        return roles_.ActorsAt(roles_.Bearers(above), true);
      }
      if (tree_.lemma(governor) != "as" || !tree_.IsVerb(above)) return {};
      Fillers named = roles_.ActorsAt(roles_.Undergoers(above), false);
      return named.empty() ? roles_.ActorsAt(roles_.Doers(above), false) : named;
    }
    case Dep::kAppos:
      return roles_.ActorsAt(governor, false);
    default:
      return {};  // "an office of mediators" mediates nothing
  }
}

// "The mediation involved Egypt and Iraq": who takes part is told by the verb; empty where it is another verb.
Fillers ThirdPartyFinder::Involved(uint32_t noun) const {
  const uint32_t governor = tree_.head(noun);
  if (tree_.dep(noun) == Dep::kNsubj && lexicon_.Is("involving", tree_.lemma(governor))) {
    return roles_.ActorsAt(roles_.Undergoers(governor), false);
  }
  for (uint32_t c : tree_.children(noun)) {
    // "two attempts, both involving Niger"
    if (tree_.dep(c) == Dep::kAppos) {
      if (Fillers found = Involved(c); !found.empty()) return found;
    }
    if (tree_.dep(c) != Dep::kAcl) continue;
    if (lexicon_.Is("involving", tree_.lemma(c))) return roles_.ActorsAt(roles_.Undergoers(c), false);
    // "a commission headed by", "composed of"
    if (!lexicon_.Is("leading", tree_.lemma(c))) continue;
    const int32_t members = tree_.PrepObject(c, "of");
    return roles_.ActorsAt(members >= 0 ? tree_.Conjuncts(static_cast<uint32_t>(members)) : roles_.Doers(c), false);
  }
  return {};
}

Pairs ThirdPartyFinder::InSlot(const std::string& slot, uint32_t token) const {
  Pairs found;
  if (slot == "between") return pairs_.Of(token);
  if (slot == "obj") {
    const Tokens objects = roles_.Content(roles_.Undergoers(token));
    for (uint32_t object : objects) {
      // An actor is no relation: "reconcile Qatar with Riyadh" is another slot's.
      if (roles_.annotation().mention_of_token[object] >= 0) continue;
      Pairs here = pairs_.Of(object);
      found.insert(found.end(), here.begin(), here.end());
    }
    return found.empty() ? pairs_.Among(roles_.ActorsAt(objects, true)) : found;
  }
  if (slot == "to") {
    const int32_t object = agents_.PrepNear(token, "to");
    for (uint32_t each : object < 0 ? Tokens{} : roles_.Content({static_cast<uint32_t>(object)})) {
      Pairs here = pairs_.Of(each);
      found.insert(found.end(), here.begin(), here.end());
    }
    return found;
  }
  if (slot == "in") {
    for (std::string_view preposition : {"in", "to", "for", "of", "on"}) {
      const int32_t object = tree_.PrepObject(token, preposition);
      if (object >= 0 && found.empty()) found = pairs_.Of(static_cast<uint32_t>(object));
    }
    return found;
  }
  if (slot.starts_with("two")) {
    // Both sides by one phrase: "met with both presidents", "urged the two to".
    const int32_t beside = slot == "two" ? -1 : agents_.PrepNear(token, std::string_view(slot).substr(4));
    const Tokens at = slot == "two" ? roles_.Undergoers(token)
                      : beside < 0  ? Tokens{}
                                    : tree_.Conjuncts(static_cast<uint32_t>(beside));
    const Fillers both = roles_.ActorsAt(at, true);
    return both.size() == 2 ? pairs_.Among(both) : Pairs{};
  }
  if (slot == "from+to") {  // "delivered a letter from A to B"
    const int32_t from = agents_.PrepNear(token, "from");
    const int32_t to = agents_.PrepNear(token, "to");
    if (from < 0 || to < 0) return {};
    return pairs_.Across(roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(from)), false),
                         roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(to)), false));
  }
  const size_t plus = slot.find('+');
  const int32_t other =
      plus == std::string::npos ? -1 : agents_.PrepNear(token, std::string_view(slot).substr(plus + 1));
  if (other < 0) return {};
  return pairs_.Across(roles_.ActorsAt(roles_.Undergoers(token), false),
                       roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(other)), false));
}

std::string_view ThirdPartyFinder::FormOf(const ThirdParty& pattern, uint32_t token) const {
  for (std::string_view form : {"beside", "channel", "adjunct", "answered"}) {
    if (Contains(pattern.forms, form)) return form;
  }
  if (tree_.IsVerb(token)) return "verb";
  return Contains(pattern.forms, "role") ? "role" : "noun";
}

std::optional<Intervention> ThirdPartyFinder::Find(uint32_t token) const {
  const std::optional<ThirdParty> pattern = PatternAt(token);
  if (!pattern) return std::nullopt;
  const bool beside = Contains(pattern->forms, "beside");
  Intervention found;
  found.predicate = beside ? static_cast<uint32_t>(VerbBeside(token, *pattern)) : token;
  found.agents = AgentsOf(*pattern, token);
  found.sign = pattern->effect == '-' ? -1 : 1;
  found.means = pattern->means;
  found.id = pattern->id;
  found.form = FormOf(*pattern, token);
  found.strength = StrengthOf(pattern->strength);
  found.by_mediator = found.agents.empty() && tree_.IsVerb(token) && agents_.IsMediator(roles_.Doers(token));
  found.confidence = kThirdPartyConfidence;
  agents_.AddCompany(found.agents);
  found.open = Contains(pattern->pair, "remembered");
  if (tree_.IsVerb(found.predicate)) {
    const Tokens objects = roles_.Undergoers(found.predicate);
    if (!objects.empty()) found.relation = static_cast<int32_t>(objects.front());
  }
  for (const std::string& slot : pattern->pair) {
    found.pairs = InSlot(slot, found.predicate);
    // "organised talks with": its own, nobody else's.
    const bool bilateral = std::erase_if(found.pairs, [](const Pair& pair) { return pair.by_subject; }) > 0;
    if (bilateral && found.pairs.empty()) found.open = false;
    if (bilateral || !found.pairs.empty()) break;
  }
  return found;
}

// "pushed the two to settle", "would help the two communities to agree": both sides are moved at once.
std::optional<Intervention> ThirdPartyFinder::FindPairMoved(uint32_t verb) const {
  const Operator* pushes = nullptr;
  for (const Operator* entry : lexicon_.Operators(tree_.lemma(verb))) {
    if (entry->facilitates) pushes = entry;
  }
  if (pushes == nullptr || (!tree_.Has(verb, Dep::kXcomp) && !tree_.Has(verb, Dep::kCcomp))) return std::nullopt;
  const Fillers moved = roles_.ActorsAt(roles_.Undergoers(verb), false);
  if (moved.size() != 2) return std::nullopt;
  Intervention found;
  found.predicate = verb;
  found.agents = agents_.Doers(verb);
  found.sign = pushes->sign;
  found.means = pushes->means;
  found.id = pushes->id;
  found.form = "moved";
  found.strength = "change";
  found.confidence = kMovedConfidence;
  found.pairs = pairs_.Among(moved);
  return found;
}

std::optional<Intervention> ThirdPartyFinder::FindMoved(const Draft& event) const {
  Intervention found = agents_.Complete(event.predicate, event.raw_cooperative ? 1 : -1, "", "operators:moved");
  if (found.predicate == event.predicate || found.agents.empty()) return std::nullopt;
  found.form = "moved";
  found.strength = "change";
  found.confidence = kMovedConfidence;
  const Fillers acting = roles_.ActorsAt(roles_.Doers(event.predicate), false);
  found.pairs = pairs_.Across({acting.empty() ? event.first : acting.front()}, {event.second});
  std::erase_if(found.pairs, [&](const Pair& pair) { return AnyInside(roles_, found.agents, pair); });
  return found;
}

}  // namespace entente
