#include "event/control_finder.h"

#include <algorithm>

namespace entente {

// "turn down", "come to end": each word hangs from the one before it or from the first.
bool ControlFinder::HoldsBeside(uint32_t head, const Words& beside) const {
  uint32_t from = head;
  for (const std::string& word : beside) {
    int32_t found = -1;
    for (uint32_t host : {from, head}) {
      for (uint32_t c : tree_.children(host)) {
        const bool subject = tree_.dep(c) == Dep::kNsubj || tree_.dep(c) == Dep::kNsubjpass;
        if (found < 0 && !subject && tree_.lemma(c) == word) found = static_cast<int32_t>(c);
      }
    }
    if (found < 0) return false;
    from = static_cast<uint32_t>(found);
  }
  return true;
}

const Control* ControlFinder::Named(uint32_t token, std::string_view form) const {
  const Control* best = nullptr;
  for (const Control* control : lexicon_.Controls(tree_.lemma(token))) {
    const bool closer = best == nullptr || control->beside.size() > best->beside.size();
    if (closer && Contains(control->forms, form) && HoldsBeside(token, control->beside)) best = control;
  }
  return best;
}

ControlFinder::Match ControlFinder::First(uint32_t token, std::initializer_list<std::string_view> forms) const {
  for (std::string_view form : forms) {
    if (Match m = At(token, form); m.control != nullptr) return m;
  }
  return {};
}

uint32_t ControlFinder::SaidOf(uint32_t verb) const {
  for (Dep dep : {Dep::kAcomp, Dep::kOprd, Dep::kAttr}) {
    if (int32_t said = tree_.ChildOf(verb, dep); said >= 0) return static_cast<uint32_t>(said);
  }
  // "was found to be false"
  if (int32_t inner = tree_.ChildOf(verb, Dep::kXcomp); inner >= 0) {
    if (int32_t said = tree_.ChildOf(static_cast<uint32_t>(inner), Dep::kAcomp); said >= 0) {
      return static_cast<uint32_t>(said);
    }
  }
  return verb;
}

bool ControlFinder::IsContent(uint32_t token) const {
  if (tree_.dep(token) != Dep::kAcl && tree_.dep(token) != Dep::kRelcl) return false;
  return tree_.IsInfinitive(token) || tree_.Has(token, Dep::kMark);
}

ControlFinder::Match ControlFinder::Beside(uint32_t token) const {
  for (uint32_t c : tree_.children(token)) {
    if (tree_.dep(c) == Dep::kAdvmod) {
      if (Match m = At(c, "adv"); m.control != nullptr) return m;
    }
    // "planned visit", "attempted murder"
    if (tree_.dep(c) == Dep::kAmod && tree_.IsNoun(token)) {
      if (Match m = At(c, "mod"); m.control != nullptr) return m;
    }
    // "May they prosper": an inverted helper that is no question.
    if (tree_.dep(c) == Dep::kAux && tree_.tag(c) == "MD" && c < token && IsInverted(token)) {
      if (Match m = At(c, "opening"); m.control != nullptr) return m;
    }
  }
  return {};
}

// Clauses: "offered to help", "hope that he helps", "want him to help".
ControlFinder::Match ControlFinder::OfClause(uint32_t token, uint32_t governor) const {
  const uint32_t said = SaidOf(governor);
  const bool own_subject = tree_.Has(token, Dep::kNsubj) || tree_.Has(token, Dep::kNsubjpass);
  const bool infinitive = tree_.IsInfinitive(token);
  if (const int32_t mark = tree_.ChildOf(token, Dep::kMark);
      mark >= 0 && lexicon_.Is("if", tree_.lemma(static_cast<uint32_t>(mark)))) {
    return At(governor, "whether");
  }
  if (own_subject && infinitive) {
    if (Match m = At(governor, "other"); m.control != nullptr) return m;
  }
  if (own_subject && !tree_.Has(token, Dep::kAux) && (tree_.tag(token) == "VB" || tree_.tag(token) == "VBP")) {
    if (Match m = At(governor, "base"); m.control != nullptr) return m;
  }
  // "too afraid to stay"
  for (uint32_t c : tree_.children(said)) {
    if (Match m = At(c, "degree"); infinitive && tree_.dep(c) == Dep::kAdvmod && m.control != nullptr) return m;
  }
  if (said != governor) {
    if (Match m = At(said, "adj"); m.control != nullptr) return m;
    if (Match m = At(said, "noun"); m.control != nullptr && tree_.dep(said) == Dep::kAttr) return m;
  }
  if (tree_.dep(token) == Dep::kXcomp) {
    if (Match m = At(governor, "bare"); m.control != nullptr && !tree_.Has(governor, Dep::kDobj)) return m;
    return First(governor, {"xcomp", "adj"});
  }
  // The parser hangs "urged A to meet B" as a clause with its own subject; the pattern is the same.
  if (own_subject && !infinitive) return First(governor, {"ccomp", "adj"});
  return First(governor, {"ccomp", "xcomp", "adj"});
}

ControlFinder::Match ControlFinder::OfPrepositional(uint32_t token, uint32_t preposition) const {
  const uint32_t host = tree_.head(preposition);
  if (Match m = At(preposition, "prep"); m.control != nullptr) return m;
  // "forestalled it by issuing" says how, not what; only "placed their trust in" leads through the object.
  if (lexicon_.Is("control_preposition", tree_.lemma(preposition))) {
    if (tree_.dep(token) == Dep::kPcomp) return First(host, {"pcomp", "noun"});
  } else if (!tree_.IsNoun(host)) {
    return {};
  }
  if (Match m = First(host, {"noun", "obj"}); m.control != nullptr) return m;
  // The parser often takes "in mediating" for a noun; and "placed hopes in" hangs the preposition from the verb.
  if (tree_.tag(token) == "VBG" || tree_.text(token).ends_with("ing")) {
    if (Match m = At(host, "pcomp"); m.control != nullptr) return m;
  }
  if (int32_t object = tree_.ChildOf(host, Dep::kDobj); object >= 0 && tree_.IsVerb(host)) {
    return At(static_cast<uint32_t>(object), "through");
  }
  return {};
}

// Nouns: "ended its mediation", "talks collapsed", "reports … were dismissed".
ControlFinder::Match ControlFinder::OfNoun(uint32_t token, uint32_t governor) const {
  const bool claim = lexicon_.Is("claim", tree_.lemma(token));
  const Dep dep = tree_.dep(token);
  if (claim) {
    const uint32_t said = SaidOf(governor);
    if (Match m = At(said, "claim"); m.control != nullptr) return m;
    return At(governor, "claim");
  }
  // "the visit is expected to last": the clause is what is expected.
  const uint32_t said = SaidOf(governor);
  for (uint32_t verb : {governor, said}) {
    for (uint32_t c : tree_.children(verb)) {
      if (c > token && (tree_.dep(c) == Dep::kXcomp || tree_.dep(c) == Dep::kCcomp)) return {};
    }
  }
  if (dep == Dep::kDobj || dep == Dep::kNsubjpass) {
    if (Match m = At(governor, "obj"); m.control != nullptr) return m;
  }
  if (dep == Dep::kDobj) return {};
  if (dep == Dep::kAttr) return tree_.Has(governor, Dep::kExpl) ? Match{} : At(governor, "obj");
  if (Match m = At(said, "subj"); m.control != nullptr) return m;
  return At(governor, "subj");
}

ControlFinder::Match ControlFinder::Above(uint32_t token) const {
  const uint32_t governor = tree_.head(token);
  if (governor == token) return {};
  switch (tree_.dep(token)) {
    case Dep::kXcomp:
      return OfClause(token, governor);
    case Dep::kCcomp:
      if (IsQuestioned(token)) return {};
      // "Riyadh executed him; a mob set fire": a clause hung before its verb is not governed by it.
      if (token < governor && tree_.IsVerb(governor)) return {};
      return OfClause(token, governor);
    case Dep::kAcl:
    case Dep::kRelcl:
      return IsContent(token) && !IsOneOfSome(token) ? At(governor, "noun") : Match{};
    case Dep::kPcomp:
    case Dep::kPobj:
      return OfPrepositional(token, governor);
    case Dep::kDobj:
    case Dep::kNsubj:
    case Dep::kNsubjpass:
    case Dep::kAttr:
      return tree_.IsVerb(token) && tree_.dep(token) != Dep::kDobj ? Match{} : OfNoun(token, governor);
    case Dep::kDative:
      return At(governor, "obj");
    case Dep::kAdvcl: {
      // "it is possible for Oman to mediate", "longed for them to meet" are hung as adverbial clauses.
      const int32_t mark = tree_.ChildOf(token, Dep::kMark);
      if (mark >= 0 && tree_.lemma(static_cast<uint32_t>(mark)) == "for") return OfClause(token, governor);
      return mark < 0 && tree_.IsInfinitive(token) ? At(governor, "xcomp") : Match{};
    }
    default:
      return {};
  }
}

bool ControlFinder::IsQuestioned(uint32_t clause) const {
  const auto asks = [&](uint32_t c) { return tree_.tag(c).starts_with("W"); };
  for (uint32_t c : tree_.children(clause)) {
    if (c > clause || tree_.dep(c) == Dep::kMark) break;
    if (asks(c)) return true;
    for (uint32_t below : tree_.children(c)) {
      if (asks(below)) return true;
    }
  }
  return false;
}

bool ControlFinder::IsOneOfSome(uint32_t clause) const {
  uint32_t noun = tree_.head(clause);
  // "became the third to leave" may hang from the verb.
  const int32_t said = tree_.dep(clause) == Dep::kAdvcl ? tree_.ChildOf(noun, Dep::kAttr) : -1;
  if (said >= 0) noun = static_cast<uint32_t>(said);
  const auto below = tree_.children(noun);
  return (IsContent(clause) || said >= 0) && std::any_of(below.begin(), below.end(), [&](uint32_t c) {
           return tree_.dep(c) == Dep::kAmod && lexicon_.Is("ordinal", tree_.lemma(c));
         });
}

bool ControlFinder::IsInverted(uint32_t clause) const {
  int32_t subject = tree_.ChildOf(clause, Dep::kNsubj);
  if (subject < 0) subject = tree_.ChildOf(clause, Dep::kNsubjpass);
  if (subject < 0) return false;
  for (uint32_t c : tree_.children(clause)) {
    const bool helper = tree_.dep(c) == Dep::kAux || tree_.dep(c) == Dep::kAuxpass;
    if (helper && c < static_cast<uint32_t>(subject) && lexicon_.Is("opening_helper", tree_.lemma(c))) return true;
  }
  return clause < static_cast<uint32_t>(subject) && tree_.text(clause) == "were";
}

bool ControlFinder::HasCondition(uint32_t predicate) const {
  bool after_only = false;
  for (uint32_t c : tree_.children(predicate)) {
    const Dep dep = tree_.dep(c);
    if (dep == Dep::kAdvcl || dep == Dep::kCcomp) {
      if (c != predicate && IsInverted(c)) return true;
      for (uint32_t mark : tree_.children(c)) {
        const bool opens = tree_.dep(mark) == Dep::kMark || tree_.dep(mark) == Dep::kAdvmod;
        const bool only = tree_.HasLemma(mark, Dep::kAdvmod, "only");
        if (dep == Dep::kAdvcl && opens && (only || lexicon_.Is("condition", tree_.lemma(mark)))) return true;
      }
    }
    if (dep == Dep::kNsubj || dep == Dep::kDobj) continue;
    // "only when they leave", "only after a vote"
    const bool clause = dep == Dep::kAdvcl || dep == Dep::kPrep;
    if (clause && c > predicate && (after_only || tree_.HasLemma(c, Dep::kAdvmod, "only"))) return true;
    after_only = dep == Dep::kAdvmod && tree_.lemma(c) == "only";
    if (Named(c, "condition") != nullptr) return true;
  }
  // "were Cairo to agree, Rome would help": hung the other way round.
  const uint32_t above = tree_.head(predicate);
  return tree_.dep(predicate) == Dep::kCcomp && IsInverted(above) && tree_.text(above) == "were";
}

int32_t ControlFinder::PerformerOf(uint32_t noun) const {
  const uint32_t first = tree_.FirstConjunct(noun);
  uint32_t verb = tree_.head(first);
  if (tree_.IsVerb(first) || verb == first) return -1;
  if (tree_.dep(first) == Dep::kPobj) {
    const uint32_t preposition = verb;
    verb = tree_.head(preposition);
    if (tree_.lemma(preposition) == "as" && lexicon_.Is("role_verb", tree_.lemma(verb))) {
      return static_cast<int32_t>(verb);
    }
    if (!lexicon_.Is("performing_preposition", tree_.lemma(preposition))) return -1;
  } else if (tree_.dep(first) != Dep::kDobj && tree_.dep(first) != Dep::kNsubjpass) {
    return -1;
  }
  const LightOp* op = tree_.IsVerb(verb) ? lexicon_.Light(tree_.lemma(verb)) : nullptr;
  return op != nullptr && (*op == LightOp::kDo || *op == LightOp::kReceive) ? static_cast<int32_t>(verb) : -1;
}

}  // namespace entente
