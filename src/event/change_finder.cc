#include "event/change_finder.h"

namespace entente {
namespace {

constexpr double kRelationConfidence = 0.85;
constexpr double kCauseConfidence = 0.7;
constexpr int kMaxClimb = 8;

// "its role in the talks", "their efforts": a part taken, told by a noun.
Intervention Part(uint32_t predicate, Fillers agents, int sign, const Operator& entry) {
  Intervention out{predicate, std::move(agents), sign, entry.means, entry.id, kRelationConfidence};
  out.strength = "part";
  return out;
}

}  // namespace

std::optional<Intervention> ChangeFinder::AtVerb(uint32_t verb, std::string_view form, int sign) const {
  const Operator* entry = agents_.OperatorOf(verb, form);
  if (entry == nullptr || entry->sign == 0) return std::nullopt;
  return agents_.Complete(verb, entry->always ? entry->sign : sign * entry->sign, entry->means, entry->id);
}

// "talks mediated by Qatar", "relations poisoned by the raid": the change hangs below the noun.
std::optional<Intervention> ChangeFinder::Below(uint32_t noun, int sign) const {
  for (uint32_t c : tree_.children(noun)) {
    const bool participle = (tree_.dep(c) == Dep::kAcl || tree_.dep(c) == Dep::kAmod) && tree_.tag(c) == "VBN";
    if (!participle) continue;
    std::optional<Intervention> found = AtVerb(c, "obj", sign);
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
std::optional<Intervention> ChangeFinder::Climb(uint32_t noun, int polarity) const {
  uint32_t at = tree_.FirstConjunct(noun);
  int sign = polarity < 0 ? -1 : 1;
  std::optional<Intervention> nominal;  // "the improvement of": kept in case nothing above acts
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
      case Dep::kCompound: {
        // "crisis abatement", "their peace efforts"; "peace talks" are a relation of their own.
        const Operator* entry = agents_.OperatorOf(above, "noun");
        if (entry == nullptr || entry->sign == 0 || lexicon_.Relation(tree_.lemma(above)) != nullptr) return nominal;
        sign *= entry->sign;
        const Fillers bearers = roles_.ActorsAt(roles_.Bearers(above), true);
        if (!bearers.empty()) {
          nominal = Part(above, bearers, sign, *entry);
        }
        at = above;
        break;
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
            if (const Operator* entry = agents_.OperatorOf(static_cast<uint32_t>(object), "noun"); entry != nullptr) {
              return Part(governor, agents_.Doers(governor), sign * entry->sign, *entry);
            }
          }
          return nominal;
        }
        const Operator* entry = agents_.OperatorOf(governor, "noun");
        if (entry != nullptr && entry->sign != 0 && lexicon_.Is("relation_preposition", tree_.lemma(above))) {
          sign *= entry->sign;
          const Fillers bearers = roles_.ActorsAt(roles_.Bearers(governor), true);
          if (!bearers.empty()) {
            nominal = Part(governor, bearers, sign, *entry);
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
bool ChangeFinder::IsDefinite(uint32_t noun) const {
  if (!lexicon_.Is("definite_relation", tree_.lemma(noun)) || tree_.Has(noun, Dep::kPoss)) return false;
  if (tree_.sentence(noun) == 0) return true;  // a heading speaks of what the text below it names
  const int32_t determiner = tree_.ChildOf(noun, Dep::kDet);
  return determiner >= 0 && lexicon_.Is("definite", tree_.lemma(static_cast<uint32_t>(determiner)));
}

bool ChangeFinder::Find(uint32_t noun, std::vector<Intervention>& out, Pairs& named) const {
  const RelationNoun& relation = *lexicon_.Relation(tree_.lemma(noun));
  named = pairs_.Of(noun);
  std::optional<Intervention> found = Climb(noun, relation.polarity);
  const bool changed = found && found->sign != 0;
  if (changed) {
    found->form = found->by_participle ? "participle" : "change";
    const Operator* entry = agents_.OperatorOf(found->predicate, "obj");
    if (found->strength.empty()) found->strength = entry != nullptr && entry->always ? "sure" : "change";
    found->by_mediator =
        found->agents.empty() && tree_.IsVerb(found->predicate) && agents_.IsMediator(roles_.Doers(found->predicate));
    found->relation = static_cast<int32_t>(noun);
    found->definite = IsDefinite(noun);
    found->pairs = named;
    agents_.AddCompany(found->agents);
    // Who is said to hurt must hurt something named, here or before.
    const bool known = found->sign > 0 || found->definite || found->by_participle;
    found->open = named.empty() && known && !tree_.Has(noun, Dep::kPoss);
    out.push_back(std::move(*found));
  }
  FromCause(noun, named, relation.polarity, out);
  FromOwner(noun, named, relation.polarity, out);
  return changed;
}

// "Beijing's accord between Riyadh and Tehran": what is between two and belongs to a third is the third's work.
void ChangeFinder::FromOwner(uint32_t noun, const Pairs& pairs, int polarity, std::vector<Intervention>& out) const {
  const int32_t owner = tree_.ChildOf(noun, Dep::kPoss);
  if (owner < 0 || pairs.empty() || polarity <= 0) return;
  Intervention found;
  found.predicate = noun;
  found.agents = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(owner)), false);
  found.sign = 1;
  found.means = "mediation";
  found.id = "relation_nouns:owner";
  found.form = "owner";
  found.strength = "change";
  found.confidence = kCauseConfidence;
  found.relation = static_cast<int32_t>(noun);
  found.pairs = pairs;
  out.push_back(std::move(found));
}

// "relations improved thanks to Norway": the third party stands in an adjunct of a change that happens by itself.
void ChangeFinder::FromCause(uint32_t noun, const Pairs& pairs, int polarity, std::vector<Intervention>& out) const {
  if (pairs.empty() || tree_.dep(noun) != Dep::kNsubj) return;
  const uint32_t verb = tree_.head(noun);
  const Operator* entry = agents_.OperatorOf(verb, "self");
  if (entry == nullptr) return;
  for (uint32_t c : tree_.children(verb)) {
    const bool adjunct = tree_.dep(c) == Dep::kPrep || tree_.dep(c) == Dep::kNpadvmod;  // "thanks to", as a noun
    if (!adjunct || !lexicon_.Is("cause", tree_.lemma(c))) continue;
    uint32_t preposition = c;
    if (int32_t inner = tree_.ChildOf(c, Dep::kPrep); inner >= 0) preposition = static_cast<uint32_t>(inner);
    const int32_t object = tree_.ChildOf(preposition, Dep::kPobj);
    if (object < 0) continue;
    Intervention found;
    found.predicate = verb;
    found.agents = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), true);
    found.sign = (polarity < 0 ? -1 : 1) * entry->sign;
    found.means = entry->means;
    found.id = entry->id;
    found.form = "cause";
    found.strength = "change";
    found.confidence = kCauseConfidence;
    found.relation = static_cast<int32_t>(noun);
    found.pairs = pairs;
    out.push_back(std::move(found));
  }
}

}  // namespace entente
