#include "event/tie_coder.h"

#include <algorithm>

namespace entente {
namespace {

constexpr double kTieConfidence = 0.8;

// "USD", "EUR/year": a relation is worth money, not troops.
bool IsMoney(std::string_view unit) {
  return unit.size() >= 3 && std::all_of(unit.begin(), unit.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::vector<Draft> TieCoder::Code() const {
  std::vector<Draft> out;
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (!tree_.IsNoun(t) && tree_.tag(t) != "JJ") continue;
    if (lexicon_.Relation(tree_.lemma(t)) != nullptr && tree_.IsNoun(t)) FromRelation(t, out);
    if (lexicon_.Role(tree_.lemma(t)) != nullptr) FromRole(t, out);
  }
  return out;
}

void TieCoder::AddQuality(uint32_t word, Quality& quality) const {
  const char effect = lexicon_.Quality(tree_.lemma(word));
  if (effect == 0) return;
  const bool negated = tree_.IsNegated(word) || tree_.IsNegated(tree_.head(word));
  const char seen = !negated ? effect : effect == '+' ? '-' : effect == '-' ? '+' : effect;
  if (quality.effect == 0 || quality.effect == '0') quality.effect = seen;
  if (quality.tie.empty()) quality.tie = lexicon_.TieOfQuality(tree_.lemma(word));
}

// "relations are strong", "relations soured", "history of relations has been of strategic nature".
void TieCoder::AddPredicate(uint32_t noun, Quality& quality) const {
  uint32_t at = tree_.FirstConjunct(noun);
  while (tree_.dep(at) == Dep::kPobj && lexicon_.Is("transparent_noun", tree_.lemma(tree_.head(tree_.head(at))))) {
    at = tree_.head(tree_.head(at));
  }
  if (tree_.dep(at) != Dep::kNsubj && tree_.dep(at) != Dep::kNsubjpass) return;
  const uint32_t verb = tree_.head(at);
  for (const Operator* entry : lexicon_.Operators(tree_.lemma(verb))) {
    const bool passive = tree_.dep(at) == Dep::kNsubjpass;
    if (!Contains(entry->forms, passive ? "obj" : "self") || entry->sign == 0) continue;
    if (quality.effect == 0) quality.effect = entry->sign > 0 ? '+' : '-';
    return;
  }
  for (uint32_t c : tree_.children(verb)) {
    const Dep dep = tree_.dep(c);
    if (dep == Dep::kAcomp || dep == Dep::kAttr || dep == Dep::kOprd) {
      AddQuality(c, quality);
      for (uint32_t m : tree_.children(c)) {
        if (tree_.dep(m) == Dep::kAmod) AddQuality(m, quality);
      }
    }
    const int32_t object = dep == Dep::kPrep ? tree_.ChildOf(c, Dep::kPobj) : -1;
    if (object < 0) continue;
    AddQuality(static_cast<uint32_t>(object), quality);
    for (uint32_t m : tree_.children(static_cast<uint32_t>(object))) {
      if (tree_.dep(m) == Dep::kAmod) AddQuality(m, quality);
    }
  }
}

TieCoder::Quality TieCoder::QualityOf(uint32_t noun) const {
  Quality quality;
  for (uint32_t c : tree_.children(noun)) {
    if (tree_.dep(c) != Dep::kAmod && tree_.dep(c) != Dep::kCompound) continue;
    for (uint32_t word : tree_.Conjuncts(c)) AddQuality(word, quality);
  }
  AddPredicate(noun, quality);
  return quality;
}

// The amount the relation is worth: above it ("six billion dollars' worth of trade"), below it, or its predicate.
std::optional<Amount> TieCoder::AmountOf(uint32_t noun) const {
  for (const AmountExpression& amount : values_.amounts) {
    if (tree_.sentence(amount.head) != tree_.sentence(noun) || !IsMoney(amount.amount.unit)) continue;
    if (tree_.IsAncestor(noun, amount.head)) return amount.amount;
    uint32_t above = noun;
    for (int step = 0; step < 6 && tree_.head(above) != above; ++step) {
      above = tree_.head(above);
      if (tree_.head(amount.head) == above || amount.head == above) return amount.amount;
      if (tree_.IsVerb(above)) {
        if (tree_.IsAncestor(above, amount.head) && tree_.dep(noun) == Dep::kNsubj) return amount.amount;
        break;
      }
    }
  }
  return std::nullopt;
}

void TieCoder::Emit(uint32_t predicate, const Pair& pair, const Quality& quality, const std::optional<Amount>& amount,
                    const std::string& id, std::vector<Draft>& out) const {
  const Modality modality = status_.Of(predicate);
  const bool stands = modality.status == StatementStatus::kActual || modality.status == StatementStatus::kOngoing ||
                      modality.status == StatementStatus::kEnded;
  if (!stands) return;
  Draft draft;
  draft.predicate = predicate;
  draft.first = pair.first;
  draft.second = pair.second;
  draft.statement = builder_.Start(StatementKind::kTie, predicate, modality);
  Statement& s = draft.statement;
  s.pair = {builder_.Ref(pair.first), builder_.Ref(pair.second)};
  if (ActorKey(s.pair[1]) < ActorKey(s.pair[0])) std::swap(s.pair[0], s.pair[1]);
  s.tie = quality.tie;
  s.effect = quality.effect == 0 ? '0' : quality.effect;
  s.amount = amount;
  s.pattern = id;
  s.confidence = kTieConfidence * builder_.SlotConfidence(pair.first, pair.second);
  out.push_back(std::move(draft));
}

void TieCoder::FromRelation(uint32_t noun, std::vector<Draft>& out) const {
  const RelationNoun& relation = *lexicon_.Relation(tree_.lemma(noun));
  const std::optional<Amount> amount = relation.tie.empty() ? std::nullopt : AmountOf(noun);
  Quality quality;
  if (!changed_.contains(noun)) quality = QualityOf(noun);
  if (!relation.tie.empty()) quality.tie = relation.tie;
  if (quality.effect == 0 && (amount || (relation.inherent && !changed_.contains(noun)))) {
    quality.effect = relation.polarity > 0 ? '+' : relation.polarity < 0 ? '-' : '0';
  }
  if (amount && quality.effect == '0') quality.effect = '+';
  if (quality.effect == 0) return;
  for (const Pair& pair : pairs_.Of(noun)) Emit(noun, pair, quality, amount, "relation_nouns:" + relation.tie, out);
}

// Who is said to be the ally: subject of the copula, object of "sees X as", the noun it is apposed to.
Fillers TieCoder::RoleHolders(uint32_t noun) const {
  const uint32_t first = tree_.FirstConjunct(noun);
  const uint32_t governor = tree_.head(first);
  switch (tree_.dep(first)) {
    case Dep::kAttr:
    case Dep::kAcomp: {
      for (uint32_t c : tree_.children(governor)) {
        if (tree_.dep(c) == Dep::kNsubj) return roles_.ActorsAt(tree_.Conjuncts(c), false);
      }
      return {};
    }
    case Dep::kOprd:
      return roles_.ActorsAt(roles_.Undergoers(governor), false);
    case Dep::kAppos:
      return roles_.ActorsAt(governor, false);
    case Dep::kPobj: {
      if (tree_.lemma(governor) != "as") return {};
      const uint32_t verb = tree_.head(governor);
      if (!tree_.IsVerb(verb) || !lexicon_.Is("regard", tree_.lemma(verb))) return {};
      return roles_.ActorsAt(roles_.Undergoers(verb), false);
    }
    default: {
      const int32_t apposed = tree_.ChildOf(first, Dep::kAppos);
      return apposed < 0 ? Fillers{} : roles_.ActorsAt(static_cast<uint32_t>(apposed), false);
    }
  }
}

Pairs TieCoder::RolePairs(uint32_t noun) const {
  const Fillers holders = RoleHolders(noun);
  Fillers others;
  for (std::string_view preposition : {"of", "to", "with", "for"}) {
    const int32_t object = tree_.PrepObject(noun, preposition);
    if (object >= 0 && others.empty()) {
      others = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), false);
    }
  }
  if (const int32_t owner = tree_.ChildOf(noun, Dep::kPoss); owner >= 0 && others.empty()) {
    others = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(owner)), false);
  }
  if (others.empty()) {
    for (uint32_t c : tree_.children(noun)) {
      if (tree_.dep(c) == Dep::kAmod || tree_.dep(c) == Dep::kCompound) {
        Fillers here = roles_.ActorsAt(c, false);
        others.insert(others.end(), here.begin(), here.end());
      }
    }
  }
  // "sees Azerbaijan as a partner": the other side is who sees it so.
  const uint32_t governor = tree_.head(tree_.FirstConjunct(noun));
  if (others.empty() && tree_.dep(tree_.FirstConjunct(noun)) == Dep::kPobj) {
    others = roles_.ActorsAt(roles_.Doers(tree_.head(governor)), false);
  }
  if (!others.empty()) return pairs_.Across(holders, others);
  return tree_.tag(noun) == "NNS" ? pairs_.Among(holders) : Pairs{};
}

void TieCoder::FromRole(uint32_t noun, std::vector<Draft>& out) const {
  const RelationRole& role = *lexicon_.Role(tree_.lemma(noun));
  const Pairs pairs = RolePairs(noun);
  const uint32_t governor = tree_.head(tree_.FirstConjunct(noun));
  const bool by_view = tree_.dep(tree_.FirstConjunct(noun)) == Dep::kPobj && tree_.lemma(governor) == "as";
  for (const Pair& pair : pairs) {
    const size_t before = out.size();
    Emit(noun, pair, {role.effect, role.tie}, std::nullopt, "relation_roles:" + role.tie, out);
    if (out.size() == before || !by_view || out.back().statement.speaker) continue;
    const Fillers viewers = roles_.ActorsAt(roles_.Doers(tree_.head(governor)), false);
    if (viewers.empty()) continue;
    out.back().statement.speaker = builder_.Ref(viewers.front());
    out.back().statement.cue = tree_.text(tree_.head(governor));
  }
}

}  // namespace entente
