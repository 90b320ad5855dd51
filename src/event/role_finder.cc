#include "event/role_finder.h"

#include <algorithm>
#include <array>

namespace entente {
namespace {

// Deep enough for any sentence a person wrote; stops cycles that a broken parse could make.
constexpr int kMaxDepth = 10;

bool IsRelativePronoun(std::string_view tag) { return tag == "WDT" || tag == "WP" || tag == "WP$"; }

}  // namespace

std::string RoleFinder::KeyOf(const Filler& filler) const {
  const Actor& found = actor(filler);
  return ActorKey({found.code, found.name, found.sector, {}});
}

Tokens RoleFinder::Doers(uint32_t verb, int depth) const {
  if (depth > kMaxDepth) return {};
  if (!tree_.IsPassive(verb)) return SurfaceSubjects(verb, depth);
  if (int32_t by = tree_.ChildOf(verb, Dep::kAgent); by >= 0) {
    int32_t object = tree_.ChildOf(static_cast<uint32_t>(by), Dep::kPobj);
    if (object >= 0) return tree_.Conjuncts(static_cast<uint32_t>(object));
  }
  if (int32_t object = tree_.PrepObject(verb, "by"); object >= 0) {
    return tree_.Conjuncts(static_cast<uint32_t>(object));
  }
  // "Egypt-brokered", "Norwegian-led".
  for (uint32_t c : tree_.children(verb)) {
    const bool compound = tree_.dep(c) == Dep::kNpadvmod || tree_.dep(c) == Dep::kCompound ||
                          tree_.dep(c) == Dep::kAmod || tree_.dep(c) == Dep::kAdvmod;
    if (compound && c < verb && actors_.mention_of_token[c] >= 0) return {c};
  }
  return {};
}

// "who", "which": the noun the clause hangs from; "the only one who": whoever that is said to be.
Tokens RoleFinder::Antecedents(uint32_t token, int depth) const {
  if (!IsRelativePronoun(tree_.tag(token))) return tree_.Conjuncts(token);
  uint32_t clause = tree_.head(token);
  while (tree_.dep(clause) != Dep::kRelcl && tree_.head(clause) != clause) clause = tree_.head(clause);
  if (tree_.dep(clause) != Dep::kRelcl) return {};
  const uint32_t noun = tree_.head(clause);
  if (tree_.dep(noun) == Dep::kAttr && lexicon_.Is("empty_noun", tree_.lemma(noun))) {
    return SurfaceSubjects(tree_.head(noun), depth + 1);
  }
  return tree_.IsVerb(noun) ? Tokens{} : Tokens{noun};
}

Tokens RoleFinder::SurfaceSubjects(uint32_t verb, int depth) const {
  if (depth > kMaxDepth) return {};
  int32_t subject = -1;
  for (uint32_t c : tree_.children(verb)) {
    // Of two subjects ("that maybe Oman will follow") the one that is no relative pronoun.
    if (tree_.dep(c) == Dep::kNsubj || tree_.dep(c) == Dep::kNsubjpass) {
      if (subject < 0 || IsRelativePronoun(tree_.tag(static_cast<uint32_t>(subject))))
        subject = static_cast<int32_t>(c);
    }
    if (tree_.dep(c) == Dep::kExpl || tree_.dep(c) == Dep::kCsubj) return {};
  }
  if (subject >= 0) return Antecedents(static_cast<uint32_t>(subject), depth);
  return ControlledSubjects(verb, depth);
}

// The subject of a clause that has none of its own.
Tokens RoleFinder::ControlledSubjects(uint32_t verb, int depth) const {
  const uint32_t governor = tree_.head(verb);
  if (governor == verb) return {};
  switch (tree_.dep(verb)) {
    case Dep::kConj:
      return tree_.IsVerb(governor) ? SurfaceSubjects(governor, depth + 1) : Tokens{};
    case Dep::kXcomp:
    case Dep::kCcomp: {
      int32_t object = tree_.ChildOf(governor, Dep::kDobj);
      if (object < 0) object = tree_.ChildOf(governor, Dep::kDative);
      const std::vector<const Control*> controls = lexicon_.Controls(tree_.lemma(governor));
      const bool by_subject =
          std::any_of(controls.begin(), controls.end(), [](const Control* c) { return c->subject_control; });
      if (object >= 0 && !by_subject) return Antecedents(static_cast<uint32_t>(object), depth);
      // "it is possible for Oman to mediate": the parser hangs "for Oman" beside the clause.
      if (int32_t object_of_for = tree_.PrepObject(governor, "for");
          object_of_for >= 0 && actors_.mention_of_token[object_of_for] >= 0) {
        return tree_.Conjuncts(static_cast<uint32_t>(object_of_for));
      }
      if (tree_.IsNoun(governor)) return Bearers(governor, depth + 1);
      return SurfaceSubjects(governor, depth + 1);
    }
    case Dep::kAcomp:
    case Dep::kAttr:
    case Dep::kAdvcl:
    case Dep::kOprd:
      return tree_.IsNoun(governor) ? Bearers(governor, depth + 1) : SurfaceSubjects(governor, depth + 1);
    case Dep::kPcomp:
    case Dep::kPrep:
      return OfPrepositionClause(tree_.dep(verb) == Dep::kPcomp ? governor : verb, depth + 1);
    case Dep::kAcl:
      if (tree_.tag(verb) == "VBG" && actors_.mention_of_token[governor] >= 0) return tree_.Conjuncts(governor);
      if (tree_.tag(verb) == "VBG" && lexicon_.Is("deputy", tree_.lemma(governor))) return {governor};
      return Bearers(governor, depth + 1);
    case Dep::kRelcl:
      return tree_.IsVerb(governor) ? Tokens{} : Tokens{governor};
    default:
      return tree_.IsVerb(governor) ? SurfaceSubjects(governor, depth + 1) : Tokens{};
  }
}

// "succeeded in mending", "a role in mending", "blamed Iran for backing": who does what follows the preposition.
Tokens RoleFinder::OfPrepositionClause(uint32_t preposition, int depth) const {
  const uint32_t governor = tree_.head(preposition);
  if (governor == preposition || depth > kMaxDepth) return {};
  if (tree_.dep(preposition) != Dep::kPrep && tree_.dep(preposition) != Dep::kAgent) {
    return OfPrepositionClause(governor, depth + 1);
  }
  if (tree_.IsNoun(governor)) return Bearers(governor, depth);
  if (!tree_.IsVerb(governor)) return SurfaceSubjects(tree_.head(governor), depth);
  const std::string_view word = tree_.lemma(preposition);
  const bool tasked = word == "with" && lexicon_.Is("tasking", tree_.lemma(governor));
  if (word == "of" || word == "from" || word == "for" || word == "into" || tasked) {
    // "accused Iran of arming", "stopped them from meeting": the object does it; "played a role for" does not.
    if (int32_t object = tree_.ChildOf(governor, Dep::kDobj); object >= 0) {
      const uint32_t token = static_cast<uint32_t>(object);
      if (actors_.mention_of_token[token] >= 0 || tree_.IsPronoun(token)) return tree_.Conjuncts(token);
    }
  }
  return SurfaceSubjects(governor, depth);
}

Tokens RoleFinder::Undergoers(uint32_t verb) const {
  if (tree_.IsPassive(verb)) {
    if (tree_.dep(verb) == Dep::kAcl || tree_.dep(verb) == Dep::kAmod) {
      if (!tree_.Has(verb, Dep::kNsubjpass)) return tree_.Conjuncts(tree_.head(verb));
    }
    return SurfaceSubjects(verb, 0);
  }
  for (uint32_t c : tree_.children(verb)) {
    if (tree_.dep(c) == Dep::kDobj) return Antecedents(c, 0);
  }
  // "help Israel improve …": the parser makes the helped one subject of the clause.
  if (const int32_t clause = tree_.ChildOf(verb, Dep::kCcomp); clause >= 0 && Facilitates(verb)) {
    const uint32_t below = static_cast<uint32_t>(clause);
    const int32_t helped = tree_.ChildOf(below, Dep::kNsubj);
    if (helped >= 0 && !tree_.Has(below, Dep::kMark)) return tree_.Conjuncts(static_cast<uint32_t>(helped));
  }
  // "mediated and supported the talks": a shared object stands at the last verb.
  for (uint32_t c : tree_.children(verb)) {
    if (tree_.dep(c) == Dep::kConj && tree_.IsVerb(c) && !tree_.Has(c, Dep::kNsubj)) return Undergoers(c);
  }
  const bool gap = tree_.dep(verb) == Dep::kRelcl && tree_.Has(verb, Dep::kNsubj) &&
                   !IsRelativePronoun(tree_.tag(static_cast<uint32_t>(tree_.ChildOf(verb, Dep::kNsubj))));
  return gap ? Tokens{tree_.head(verb)} : Tokens{};
}

Tokens RoleFinder::Content(const Tokens& nouns) const {
  Tokens out = nouns;
  for (size_t i = 0; i < out.size() && out.size() < 12; ++i) {
    const int32_t below = tree_.PrepObject(out[i], "of");
    if (below >= 0) out.push_back(static_cast<uint32_t>(below));
  }
  return out;
}

bool RoleFinder::Facilitates(uint32_t verb) const {
  const std::vector<const Operator*> found = lexicon_.Operators(tree_.lemma(verb));
  return std::any_of(found.begin(), found.end(), [](const Operator* entry) { return entry->facilitates; });
}

Tokens RoleFinder::Bearers(uint32_t noun, int depth) const {
  if (depth > kMaxDepth) return {};
  if (int32_t owner = tree_.ChildOf(noun, Dep::kPoss); owner >= 0) {
    return tree_.Conjuncts(static_cast<uint32_t>(owner));
  }
  for (std::string_view preposition : {"by", "of", "from"}) {
    const int32_t object = tree_.PrepObject(noun, preposition);
    if (object < 0) continue;
    const uint32_t token = static_cast<uint32_t>(object);
    if (actors_.mention_of_token[token] >= 0) return tree_.Conjuncts(token);
  }
  // "efforts on the part of the Union".
  if (const int32_t part = tree_.PrepObject(noun, "on");
      part >= 0 && tree_.lemma(static_cast<uint32_t>(part)) == "part") {
    const int32_t object = tree_.PrepObject(static_cast<uint32_t>(part), "of");
    if (object >= 0) return tree_.Conjuncts(static_cast<uint32_t>(object));
  }
  for (uint32_t c : tree_.children(noun)) {
    const bool modifier = tree_.dep(c) == Dep::kAmod || tree_.dep(c) == Dep::kCompound || tree_.dep(c) == Dep::kNmod;
    if (modifier && actors_.mention_of_token[c] >= 0) return {c};
  }
  return BearersFromGovernor(noun, depth);
}

Tokens RoleFinder::BearersFromGovernor(uint32_t noun, int depth) const {
  const uint32_t governor = tree_.head(noun);
  if (governor == noun) return {};
  switch (tree_.dep(noun)) {
    case Dep::kDobj:
    case Dep::kOprd:
      return Doers(governor, depth + 1);
    case Dep::kAttr:
      return SurfaceSubjects(governor, depth + 1);
    case Dep::kConj:
      return Bearers(governor, depth + 1);
    case Dep::kPobj: {
      const uint32_t above = tree_.head(governor);
      if (above == governor) return {};
      return tree_.IsVerb(above) ? Doers(above, depth + 1) : Bearers(above, depth + 1);
    }
    case Dep::kAppos:
      return {governor};
    default:
      return {};
  }
}

Fillers RoleFinder::ActorsAt(uint32_t token, bool owners) const {
  Fillers out;
  auto add = [&](int32_t mention, bool indirect) {
    for (uint32_t actor : actors_.mentions[mention].actors) out.push_back({actor, mention, indirect});
  };
  if (const int32_t mention = actors_.mention_of_token[token]; mention >= 0) {
    add(mention, false);
    return out;
  }
  if (!owners) return out;
  // Not "in" or "on": those tell where. "with" is for what is between two ("the agreement with the Turks").
  static constexpr std::array<std::string_view, 5> kOwnerPrepositions = {"by", "of", "from", "with", "against"};
  for (uint32_t c : tree_.children(token)) {
    const Dep dep = tree_.dep(c);
    const bool modifier = dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod;
    if (!modifier) continue;
    for (uint32_t owner : dep == Dep::kPoss ? tree_.Conjuncts(c) : Tokens{c}) {
      if (actors_.mention_of_token[owner] >= 0) add(actors_.mention_of_token[owner], true);
    }
    if (!out.empty()) return out;
  }
  for (std::string_view preposition : kOwnerPrepositions) {
    const int32_t object = tree_.PrepObject(token, preposition);
    if (object < 0) continue;
    for (uint32_t owner : tree_.Conjuncts(static_cast<uint32_t>(object))) {
      if (actors_.mention_of_token[owner] >= 0) add(actors_.mention_of_token[owner], true);
    }
    if (!out.empty()) return out;
  }
  return out;
}

Fillers RoleFinder::ActorsAt(const Tokens& tokens, bool owners) const {
  Fillers out;
  for (uint32_t token : tokens) {
    for (const Filler& filler : ActorsAt(token, owners)) out.push_back(filler);
  }
  return out;
}

}  // namespace entente
