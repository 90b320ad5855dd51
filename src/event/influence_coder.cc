#include "event/influence_coder.h"

#include <algorithm>

namespace entente {
namespace {

constexpr double kRelationConfidence = 0.85;
constexpr double kThirdPartyConfidence = 0.85;
constexpr double kMovedConfidence = 0.7;
constexpr double kCauseConfidence = 0.7;
constexpr double kRememberedFactor = 0.7;
constexpr double kByReferenceFactor = 0.7;
constexpr uint32_t kMemorySentences = 6;
constexpr int kMaxClimb = 8;
// The heading and what stands directly under it.
constexpr uint32_t kHeadSentences = 2;

}  // namespace

std::vector<Draft> InfluenceCoder::Code() {
  // Twice: a headline names the pair that only the text below it spells out.
  Pass();
  whole_ = std::move(memory_);
  memory_.clear();
  changed_.clear();
  seen_.clear();
  out_.clear();
  Pass();
  std::stable_sort(out_.begin(), out_.end(), [](const Draft& a, const Draft& b) { return a.predicate < b.predicate; });
  return std::move(out_);
}

void InfluenceCoder::Pass() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    for (const Draft& event : events_) {
      if (event.predicate == t) memory_.push_back({t, Pair{event.first, event.second}, true});
    }
    RememberCoordination(t);
    const bool nominal = tree_.IsNoun(t);
    if (nominal && lexicon_.Relation(tree_.lemma(t)) != nullptr) FromRelation(t);
    if (!lexicon_.ThirdParties(tree_.lemma(t)).empty()) FromThirdParty(t);
    if (tree_.IsVerb(t)) {
      FromPairObject(t);
      FromAcceptance(t);
    }
  }
  FromEvents();
}

// "Chad and Sudan": two named together are a likely pair, though a weaker one than two with a relation.
void InfluenceCoder::RememberCoordination(uint32_t token) {
  if (tree_.dep(token) != Dep::kConj || tree_.Conjuncts(tree_.FirstConjunct(token)).size() != 2) return;
  const Fillers both = roles_.ActorsAt(Tokens{tree_.head(token), token}, false);
  const bool sides = both.size() == 2 && std::all_of(both.begin(), both.end(), [&](const Filler& side) {
                       const ActorKind kind = roles_.actor(side).kind;
                       return kind == ActorKind::kState || kind == ActorKind::kGroup;
                     });
  if (sides && !roles_.Same(both[0], both[1])) memory_.push_back({token, Pair{both[0], both[1]}, true});
}

void InfluenceCoder::Remember(uint32_t token, const Pairs& pairs) {
  for (const Pair& pair : pairs) {
    if (!pair.remembered) memory_.push_back({token, pair, false});
  }
}

size_t InfluenceCoder::TimesNamed(const std::vector<Remembrance>& memory, const Pair& pair) const {
  return static_cast<size_t>(std::count_if(memory.begin(), memory.end(), [&](const Remembrance& seen) {
    return (roles_.Same(seen.pair.first, pair.first) && roles_.Same(seen.pair.second, pair.second)) ||
           (roles_.Same(seen.pair.first, pair.second) && roles_.Same(seen.pair.second, pair.first));
  }));
}

// Of the pairs named shortly before that the agents do not belong to, the one named most often so far; of equals, the
// last. Two that met only in one act are no pair yet.
Pairs InfluenceCoder::Remembered(uint32_t token, const Fillers& agents) const {
  const Remembrance* best = nullptr;
  size_t best_times = 0;
  for (auto at = memory_.rbegin(); at != memory_.rend(); ++at) {
    if (tree_.sentence(token) > tree_.sentence(at->token) + kMemorySentences) break;
    const bool own = std::any_of(agents.begin(), agents.end(), [&](const Filler& agent) {
      return roles_.Same(agent, at->pair.first) || roles_.Same(agent, at->pair.second);
    });
    // Two world bodies are hosts together, hardly ever a pair that needs one.
    const bool bodies = roles_.actor(at->pair.first).kind == ActorKind::kOrganisation &&
                        roles_.actor(at->pair.second).kind == ActorKind::kOrganisation;
    if (own || bodies || at->pair.by_subject) continue;
    const size_t times = TimesNamed(memory_, at->pair);
    const bool far = tree_.sentence(token) > tree_.sentence(at->token) + 1;
    if (((at->from_event || far) && times < 2) || times <= best_times) continue;
    best = &*at;
    best_times = times;
  }
  if (best == nullptr) return Pairs{};
  Pair pair = best->pair;
  pair.remembered = true;
  return {pair};
}

// The pair the whole document names most often and that is not the agents' own. One act does not make a pair.
Pairs InfluenceCoder::Topic(const Fillers& agents) const {
  const Remembrance* best = nullptr;
  size_t best_times = 0;
  for (const Remembrance& seen : whole_) {
    const bool bodies = roles_.actor(seen.pair.first).kind == ActorKind::kOrganisation &&
                        roles_.actor(seen.pair.second).kind == ActorKind::kOrganisation;
    const bool own = std::any_of(agents.begin(), agents.end(), [&](const Filler& agent) {
      return roles_.Same(agent, seen.pair.first) || roles_.Same(agent, seen.pair.second);
    });
    const size_t times = own || bodies ? 0 : TimesNamed(whole_, seen.pair);
    if (times <= best_times || (seen.from_event && times < 2)) continue;
    best = &seen;
    best_times = times;
  }
  if (best == nullptr || agents.empty()) return {};
  Pair pair = best->pair;
  pair.remembered = true;
  pair.by_subject = false;
  return {pair};
}

const Operator* InfluenceCoder::OperatorOf(uint32_t token, std::string_view form) const {
  for (const Operator* entry : lexicon_.Operators(tree_.lemma(token))) {
    if (Contains(entry->forms, form)) return entry;
  }
  return nullptr;
}

// Who does it; where the subject is "this" or "it", whoever the sentence before was about.
Fillers InfluenceCoder::Doers(uint32_t verb) const {
  const Tokens doers = roles_.Doers(verb);
  Fillers found = roles_.ActorsAt(doers, true);
  if (!found.empty() || doers.empty()) return found;
  const uint32_t subject = doers.front();
  const bool reference = lexicon_.Is("reference", tree_.lemma(subject));
  const uint32_t sentence = tree_.sentence(verb);
  if (!reference || sentence == 0) return {};
  const TokenRange before = tree_.document().sentences[sentence - 1];
  for (uint32_t t = before.begin; t < before.end; ++t) {
    if (tree_.dep(t) != Dep::kRoot) continue;
    found = roles_.ActorsAt(roles_.Doers(t), false);
    for (Filler& filler : found) filler.indirect = true;
    return found;
  }
  return {};
}

// Whoever governs the change may only be helping or pushing another to make it.
InfluenceCoder::Finding InfluenceCoder::Complete(uint32_t verb, int sign, std::string means, std::string id) const {
  Finding finding{verb, Doers(verb), sign, std::move(means), std::move(id), kRelationConfidence};
  uint32_t at = verb;
  for (int step = 0; step < 3; ++step) {
    const uint32_t above = tree_.head(at);
    const Dep dep = tree_.dep(at);
    // A clause with a tense of its own ("warned that it would") is told, not brought about.
    const bool finite = dep == Dep::kCcomp && (tree_.tag(at) != "VB" || tree_.Has(at, Dep::kMark));
    const bool purpose = dep == Dep::kAdvcl && tree_.tag(at) == "VB" && tree_.Has(at, Dep::kAux);
    const bool carried = dep == Dep::kXcomp || dep == Dep::kCcomp || dep == Dep::kPcomp || dep == Dep::kPrep || purpose;
    if (above == at || !carried || finite) break;
    const Operator* pushes = nullptr;
    for (const Operator* entry : lexicon_.Operators(tree_.lemma(above))) {
      if (entry->facilitates) pushes = entry;
    }
    if (pushes != nullptr) {
      finding.predicate = above;
      finding.agents = Doers(above);
      finding.sign = sign * (pushes->sign < 0 ? -1 : 1);
      if (!pushes->means.empty()) finding.means = pushes->means;
    }
    at = above;
  }
  return finding;
}

std::optional<InfluenceCoder::Finding> InfluenceCoder::AtVerb(uint32_t verb, std::string_view form, int sign) {
  const Operator* entry = OperatorOf(verb, form);
  if (entry == nullptr || entry->sign == 0) return std::nullopt;
  return Complete(verb, entry->always ? entry->sign : sign * entry->sign, entry->means, entry->id);
}

// "talks mediated by Qatar", "relations poisoned by the raid": the change hangs below the noun.
std::optional<InfluenceCoder::Finding> InfluenceCoder::Below(uint32_t noun, int sign) {
  for (uint32_t c : tree_.children(noun)) {
    const bool participle = (tree_.dep(c) == Dep::kAcl || tree_.dep(c) == Dep::kAmod) && tree_.tag(c) == "VBN";
    if (!participle) continue;
    std::optional<Finding> found = AtVerb(c, "obj", sign);
    // "talks presided over by": the preposition is left behind.
    for (uint32_t p : tree_.children(c)) {
      const bool stranded = tree_.dep(p) == Dep::kPrep && !tree_.Has(p, Dep::kPobj);
      if (!found && stranded) found = AtVerb(c, tree_.lemma(p), sign);
    }
    if (!found || found->agents.empty()) continue;
    found->by_participle = true;
    return found;
  }
  return std::nullopt;
}

// From the relation noun up to what changes it, multiplying signs: "end" × "conflict" = helps.
std::optional<InfluenceCoder::Finding> InfluenceCoder::Climb(uint32_t noun, int polarity) {
  uint32_t at = tree_.FirstConjunct(noun);
  int sign = polarity < 0 ? -1 : 1;
  std::optional<Finding> nominal;  // "the improvement of": kept in case nothing above acts
  for (int step = 0; step < kMaxClimb; ++step) {
    if (auto below = Below(at, sign); below) return below;
    at = tree_.FirstConjunct(at);
    const uint32_t above = tree_.head(at);
    if (above == at) break;
    switch (tree_.dep(at)) {
      case Dep::kDobj:
      case Dep::kNsubjpass: {
        if (auto found = AtVerb(above, "obj", sign); found) return found;
        return nominal;
      }
      case Dep::kNsubj: {
        if (!nominal) return std::nullopt;
        return nominal;
      }
      case Dep::kPobj: {
        const uint32_t governor = tree_.head(above);
        if (governor == above) return nominal;
        if (tree_.IsVerb(governor)) {
          if (auto found = AtVerb(governor, tree_.lemma(above), sign); found) return found;
          // "played a role in relations": the preposition was hung from the verb.
          const int32_t object = tree_.ChildOf(governor, Dep::kDobj);
          if (object >= 0 && lexicon_.Is("relation_preposition", tree_.lemma(above))) {
            if (const Operator* entry = OperatorOf(static_cast<uint32_t>(object), "noun"); entry != nullptr) {
              return Finding{governor,     Doers(governor), sign * entry->sign,
                             entry->means, entry->id,       kRelationConfidence};
            }
          }
          return nominal;
        }
        const Operator* entry = OperatorOf(governor, "noun");
        if (entry != nullptr && entry->sign != 0 && lexicon_.Is("relation_preposition", tree_.lemma(above))) {
          sign *= entry->sign;
          const Fillers bearers = roles_.ActorsAt(roles_.Bearers(governor), true);
          if (!bearers.empty()) {
            nominal = Finding{governor, bearers, sign, entry->means, entry->id, kRelationConfidence};
          }
        } else if (!lexicon_.Is("transparent_noun", tree_.lemma(governor))) {
          return nominal;
        }
        at = governor;
        break;
      }
      default:
        return nominal;
    }
  }
  return nominal;
}

// "the dispute", "their talks" may mean what was named before; "a new relationship", "its relations" may not.
bool InfluenceCoder::IsDefinite(uint32_t noun) const {
  if (!lexicon_.Is("definite_relation", tree_.lemma(noun)) || tree_.Has(noun, Dep::kPoss)) return false;
  if (tree_.sentence(noun) == 0) return true;  // a heading speaks of what the text below it names
  const int32_t determiner = tree_.ChildOf(noun, Dep::kDet);
  return determiner >= 0 && lexicon_.Is("definite", tree_.lemma(static_cast<uint32_t>(determiner)));
}

void InfluenceCoder::FromRelation(uint32_t noun) {
  const RelationNoun& relation = *lexicon_.Relation(tree_.lemma(noun));
  Pairs pairs = pairs_.Of(noun);
  Remember(noun, pairs);
  std::optional<Finding> finding = Climb(noun, relation.polarity);
  if (finding && finding->sign != 0) {
    changed_.insert(noun);
    if (pairs.empty() && (IsDefinite(noun) || finding->by_participle)) {
      pairs = Remembered(noun, finding->agents);
      if (pairs.empty() && tree_.sentence(noun) < kHeadSentences) pairs = Topic(finding->agents);
    }
    Emit(*finding, pairs);
  }
  FromCause(noun, pairs, relation.polarity);
  FromOwner(noun, pairs, relation.polarity);
}

// "Beijing's accord between Riyadh and Tehran": what is between two and belongs to a third is the third's work.
void InfluenceCoder::FromOwner(uint32_t noun, const Pairs& pairs, int polarity) {
  const int32_t owner = tree_.ChildOf(noun, Dep::kPoss);
  if (owner < 0 || pairs.empty() || polarity <= 0) return;
  Emit({noun, roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(owner)), false), 1, "mediation",
        "relation_nouns:owner", kCauseConfidence, false},
       pairs);
}

// "relations improved thanks to Norway": the third party stands in an adjunct of a change that happens by itself.
void InfluenceCoder::FromCause(uint32_t noun, const Pairs& pairs, int polarity) {
  if (pairs.empty() || tree_.dep(noun) != Dep::kNsubj) return;
  const uint32_t verb = tree_.head(noun);
  const Operator* entry = OperatorOf(verb, "self");
  if (entry == nullptr) return;
  for (uint32_t c : tree_.children(verb)) {
    if (tree_.dep(c) != Dep::kPrep || !lexicon_.Is("cause", tree_.lemma(c))) continue;
    uint32_t preposition = c;
    if (int32_t inner = tree_.ChildOf(c, Dep::kPrep); inner >= 0) preposition = static_cast<uint32_t>(inner);
    const int32_t object = tree_.ChildOf(preposition, Dep::kPobj);
    if (object < 0) continue;
    Finding finding{verb,
                    roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), true),
                    (polarity < 0 ? -1 : 1) * entry->sign,
                    entry->means,
                    entry->id,
                    kCauseConfidence};
    Emit(finding, pairs);
  }
}

std::optional<ThirdParty> InfluenceCoder::ThirdPartyAt(uint32_t token) const {
  for (const ThirdParty* entry : lexicon_.ThirdParties(tree_.lemma(token))) {
    const bool verb = tree_.IsVerb(token) && Contains(entry->forms, "verb");
    const bool nominal = tree_.IsNoun(token) && (Contains(entry->forms, "noun") || Contains(entry->forms, "role"));
    const bool beside = Contains(entry->forms, "beside") && VerbBeside(token, *entry) >= 0;
    if (!verb && !nominal && !beside) continue;
    if (beside) return *entry;
    if (!entry->needs.empty()) {
      const Tokens objects = verb ? roles_.Content(roles_.Undergoers(token)) : Tokens{};
      const bool there = std::any_of(objects.begin(), objects.end(),
                                     [&](uint32_t o) { return Contains(entry->needs, tree_.lemma(o)); });
      if (!there) continue;
    }
    return *entry;
  }
  return std::nullopt;
}

// "brought A and B together", "to the table": the word beside a verb of `needs` makes it a third party's; −1 where not.
int32_t InfluenceCoder::VerbBeside(uint32_t token, const ThirdParty& pattern) const {
  uint32_t at = tree_.head(token);
  if (tree_.dep(token) == Dep::kPobj || tree_.dep(at) == Dep::kPrep) at = tree_.head(at);
  return tree_.IsVerb(at) && Contains(pattern.needs, tree_.lemma(at)) ? static_cast<int32_t>(at) : -1;
}

Fillers InfluenceCoder::AgentsOf(const ThirdParty& pattern, uint32_t token) const {
  if (Contains(pattern.forms, "beside")) {
    return Complete(static_cast<uint32_t>(VerbBeside(token, pattern)), 1, pattern.means, pattern.id).agents;
  }
  if (tree_.IsVerb(token)) return Complete(token, 1, pattern.means, pattern.id).agents;
  if (Contains(pattern.forms, "role")) {
    Fillers self = roles_.ActorsAt(token, false);
    if (!self.empty()) return self;
    const uint32_t governor = tree_.head(token);
    if (tree_.dep(token) == Dep::kAttr) return roles_.ActorsAt(roles_.Doers(governor), false);
    if (tree_.dep(token) == Dep::kPobj && tree_.lemma(governor) == "as" && tree_.IsVerb(tree_.head(governor))) {
      return roles_.ActorsAt(roles_.Doers(tree_.head(governor)), false);
    }
    if (tree_.dep(token) == Dep::kAppos) return roles_.ActorsAt(governor, false);
    return {};  // "an office of mediators" mediates nothing
  }
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
  Fillers bearers = roles_.ActorsAt(roles_.Bearers(token), true);
  if (bearers.empty() && tree_.dep(token) == Dep::kCompound) {
    // "OAS mediation committee", "his mediation efforts": the larger phrase tells whose.
    bearers = roles_.ActorsAt(governor, false);
    if (bearers.empty()) bearers = roles_.ActorsAt(roles_.Bearers(governor), true);
  }
  return bearers;
}

// The object of a preposition of the verb, or of the adverb or object it was hung from ("away from").
int32_t InfluenceCoder::PrepNear(uint32_t verb, std::string_view preposition) const {
  if (const int32_t found = tree_.PrepObject(verb, preposition); found >= 0) return found;
  for (uint32_t c : tree_.children(verb)) {
    const Dep dep = tree_.dep(c);
    if (dep != Dep::kAdvmod && dep != Dep::kPrt && dep != Dep::kDobj) continue;
    if (const int32_t found = tree_.PrepObject(c, preposition); found >= 0) return found;
  }
  return -1;
}

Pairs InfluenceCoder::PairsOf(const ThirdParty& pattern, uint32_t token, const Fillers& agents) {
  for (const std::string& slot : pattern.pair) {
    Pairs found;
    if (slot == "between") {
      found = pairs_.Of(token);
    } else if (slot == "obj") {
      const Tokens objects = roles_.Content(roles_.Undergoers(token));
      for (uint32_t object : objects) {
        // An actor is no relation: "reconcile Qatar with Riyadh" is another slot's.
        if (roles_.annotation().mention_of_token[object] >= 0) continue;
        Pairs here = pairs_.Of(object);
        found.insert(found.end(), here.begin(), here.end());
      }
      if (found.empty()) found = pairs_.Among(roles_.ActorsAt(objects, true));
    } else if (slot == "to") {
      const int32_t object = PrepNear(token, "to");
      for (uint32_t each : object < 0 ? Tokens{} : roles_.Content({static_cast<uint32_t>(object)})) {
        Pairs here = pairs_.Of(each);
        found.insert(found.end(), here.begin(), here.end());
      }
    } else if (slot == "in") {
      for (std::string_view preposition : {"in", "to", "for", "of", "on"}) {
        const int32_t object = tree_.PrepObject(token, preposition);
        if (object < 0 || !found.empty()) continue;
        found = pairs_.Of(static_cast<uint32_t>(object));
      }
    } else if (const size_t plus = slot.find('+'); plus != std::string::npos) {
      const int32_t other = PrepNear(token, std::string_view(slot).substr(plus + 1));
      if (other >= 0) {
        found = pairs_.Across(roles_.ActorsAt(roles_.Undergoers(token), false),
                              roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(other)), false));
      }
    }
    const bool bilateral = std::erase_if(found, [](const Pair& pair) { return pair.by_subject; }) > 0;
    if (!found.empty()) return found;
    if (bilateral) return {};  // "organised talks with": its own, nobody else's
  }
  if (!Contains(pattern.pair, "remembered")) return {};
  // The pair of the same sentence's events ("A and B signed a truce under X's mediation"), else of those before.
  for (const Draft& event : events_) {
    if (tree_.sentence(event.predicate) != tree_.sentence(token)) continue;
    const bool own = std::any_of(agents.begin(), agents.end(), [&](const Filler& agent) {
      return roles_.Same(agent, event.first) || roles_.Same(agent, event.second);
    });
    if (!own) return {Pair{event.first, event.second}};
  }
  if (Pairs together = SubjectsTogether(token, agents); !together.empty()) return together;
  Pairs remembered = Remembered(token, agents);
  return remembered.empty() ? Topic(agents) : remembered;
}

// "after haggling brokered by X, the government and the rebels adopted …": the two that act in the same sentence.
Pairs InfluenceCoder::SubjectsTogether(uint32_t token, const Fillers& agents) const {
  uint32_t root = token;
  while (tree_.head(root) != root) root = tree_.head(root);
  const Fillers subjects = roles_.ActorsAt(roles_.Doers(root), false);
  const bool own = std::any_of(agents.begin(), agents.end(), [&](const Filler& agent) {
    return std::any_of(subjects.begin(), subjects.end(), [&](const Filler& s) { return roles_.Same(agent, s); });
  });
  return own || subjects.size() != 2 ? Pairs{} : pairs_.Among(subjects);
}

void InfluenceCoder::FromThirdParty(uint32_t token) {
  const std::optional<ThirdParty> pattern = ThirdPartyAt(token);
  if (!pattern) return;
  const Fillers agents = AgentsOf(*pattern, token);
  const bool beside = Contains(pattern->forms, "beside");
  const uint32_t predicate = beside ? static_cast<uint32_t>(VerbBeside(token, *pattern)) : token;
  const Pairs pairs = PairsOf(*pattern, predicate, agents);
  Remember(token, pairs);
  if (agents.empty()) return;
  Finding finding{predicate,      agents,      pattern->effect == '-' ? -1 : 1,
                  pattern->means, pattern->id, kThirdPartyConfidence};
  Emit(finding, pairs);
}

// "pushed the two to settle", "would help the two communities to agree": both sides are moved at once.
void InfluenceCoder::FromPairObject(uint32_t verb) {
  const Operator* pushes = nullptr;
  for (const Operator* entry : lexicon_.Operators(tree_.lemma(verb))) {
    if (entry->facilitates) pushes = entry;
  }
  if (pushes == nullptr || (!tree_.Has(verb, Dep::kXcomp) && !tree_.Has(verb, Dep::kCcomp))) return;
  const Fillers moved = roles_.ActorsAt(roles_.Undergoers(verb), false);
  if (moved.size() != 2) return;
  Finding finding{verb, Doers(verb), pushes->sign, pushes->means, pushes->id, kMovedConfidence};
  Emit(finding, pairs_.Among(moved));
}

// "The rebels asked Norway to mediate. It agreed.": what was asked of a third party is now meant.
void InfluenceCoder::FromAcceptance(uint32_t verb) {
  if (!lexicon_.Is("accepting", tree_.lemma(verb)) || tree_.Has(verb, Dep::kDobj) || tree_.IsNegated(verb)) return;
  const Fillers doers = roles_.ActorsAt(roles_.Doers(verb), false);
  for (const Draft& asked : out_) {
    const bool near = tree_.sentence(verb) - tree_.sentence(asked.predicate) <= 1 && asked.predicate < verb;
    if (!near || asked.statement.status != StatementStatus::kRequested) continue;
    for (const Filler& doer : doers) {
      if (ActorKey(builder_.Ref(doer)) != ActorKey(asked.statement.agent)) continue;
      Draft accepted = asked;
      accepted.predicate = verb;
      Modality modality;
      modality.status = StatementStatus::kIntended;
      const Statement fresh = builder_.Start(StatementKind::kInfluence, verb, modality);
      accepted.statement.status = fresh.status;
      accepted.statement.evidence = fresh.evidence;
      accepted.statement.evidence_text = fresh.evidence_text;
      accepted.statement.agent = builder_.Ref(doer);
      accepted.statement.pattern = "words:accepting";
      out_.push_back(std::move(accepted));
      return;
    }
  }
}

// "X persuaded A to meet B", "X kept A from signing with B": the act between A and B is X's work.
void InfluenceCoder::FromEvents() {
  for (const Draft& event : events_) {
    const Finding finding = Complete(event.predicate, event.raw_cooperative ? 1 : -1, "", "operators:moved");
    if (finding.predicate == event.predicate || finding.agents.empty()) continue;
    Finding moved = finding;
    moved.confidence = kMovedConfidence;
    const Fillers acting = roles_.ActorsAt(roles_.Doers(event.predicate), false);
    const Filler source = acting.empty() ? event.first : acting.front();
    Pairs pairs = pairs_.Across({source}, {event.second});
    std::erase_if(pairs, [&](const Pair& pair) {
      return std::any_of(moved.agents.begin(), moved.agents.end(), [&](const Filler& agent) {
        return roles_.Same(agent, pair.first) || roles_.Same(agent, pair.second);
      });
    });
    Emit(moved, pairs);
  }
}

// A person of one side may work on the relation of both; the state itself, no.
bool InfluenceCoder::IsInsider(const Filler& agent, const Pair& pair) const {
  return roles_.Same(agent, pair.first) || roles_.Same(agent, pair.second);
}

void InfluenceCoder::Emit(const Finding& finding, const Pairs& pairs) {
  Modality modality = status_.Of(finding.predicate);
  // "sought peace between them": the verb that changes is itself one of wishing or offering.
  for (const Control* control : lexicon_.Controls(tree_.lemma(finding.predicate))) {
    const bool wish = control->status == StatementStatus::kIntended || control->status == StatementStatus::kOffered;
    if (wish && control->beside.empty() && modality.status == StatementStatus::kActual &&
        Contains(control->forms, "obj")) {
      modality.status = control->status;
    }
  }
  for (const Filler& agent : finding.agents) {
    for (const Pair& pair : pairs) {
      if (roles_.Same(pair.first, pair.second)) continue;
      // "Both kept their ties with Ankara": one of those who act is a side, so none is a third party.
      const bool joint =
          !IsInsider(agent, pair) && std::any_of(finding.agents.begin(), finding.agents.end(),
                                                 [&](const Filler& other) { return IsInsider(other, pair); });
      if (joint) continue;
      if (IsInsider(agent, pair)) {
        if (pair.by_subject || pair.remembered || roles_.actor(agent).kind != ActorKind::kPerson) continue;
      } else if (pair.by_subject) {
        continue;
      }
      Draft draft;
      draft.predicate = finding.predicate;
      draft.statement = builder_.Start(StatementKind::kInfluence, finding.predicate, modality);
      Statement& s = draft.statement;
      s.agent = builder_.Ref(agent);
      s.pair = {builder_.Ref(pair.first), builder_.Ref(pair.second)};
      if (ActorKey(s.pair[1]) < ActorKey(s.pair[0])) std::swap(s.pair[0], s.pair[1]);
      s.effect = finding.sign < 0 ? '-' : '+';
      s.means = finding.means;
      s.pattern = finding.id;
      s.confidence = finding.confidence * builder_.SlotConfidence(agent, pair.first) *
                     (pair.remembered ? kRememberedFactor : 1) * (agent.indirect ? kByReferenceFactor : 1);
      const auto key = std::make_tuple(tree_.sentence(finding.predicate), ActorKey(s.agent), ActorKey(s.pair[0]),
                                       ActorKey(s.pair[1]), s.effect);
      if (seen_.insert(key).second) out_.push_back(std::move(draft));
    }
  }
}

}  // namespace entente
