// Garden paths that the parser takes often, mended on heads and labels before the tree is indexed.
#include "syntax/dateline.h"
#include "syntax/tree.h"

namespace entente {

// "JERUSALEM -- An Israeli court rejected …": the parser likes to make the city the subject, the court beside it. What
// hangs from the dateline takes its place; the dateline hangs from the root and does nothing.
void Tree::CutDateline(TokenRange sentence) {
  const uint32_t begin = WithoutDateline(document_, sentence).begin;
  if (begin == sentence.begin) return;
  auto inside = [&](uint32_t t) { return sentence.begin <= t && t < begin; };
  // The dateline's word that the sentence knows of, and the first noun below it.
  for (uint32_t t = begin; t < sentence.end; ++t) {
    if (!inside(head_[t])) continue;
    uint32_t top = head_[t];
    while (inside(head_[top]) && head_[top] != top) top = head_[top];
    const bool root = head_[top] == top;
    const Dep dep = dep_[top];
    const uint32_t above = head_[top];
    const bool heir = dep_[t] == Dep::kAppos || dep_[t] == Dep::kConj || root || dep == Dep::kNsubj;
    head_[t] = root ? t : above;
    dep_[t] = heir ? (root ? Dep::kRoot : dep) : dep_[t];
    if (root) {
      head_[top] = t;
      dep_[top] = Dep::kOther;
    } else if (heir && IsNoun(t)) {
      head_[top] = t;
      dep_[top] = Dep::kOther;
    }
  }
  for (uint32_t t = sentence.begin; t < begin; ++t) {
    if (head_[t] != t && !inside(head_[t]) && dep_[t] != Dep::kPunct) dep_[t] = Dep::kOther;
  }
}

// "Minister X from his own initiative offered to help": the parser often takes a past tense for a participle and
// leaves the sentence without a finite verb, its subject as root. The reduced clause is then the main one.
void Tree::Repair(TokenRange sentence) {
  int32_t root = -1;
  int32_t participle = -1;
  for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
    if (dep_[t] == Dep::kRoot) root = static_cast<int32_t>(t);
    if (IsFinite(t) && dep_[t] != Dep::kRelcl && root >= 0 && head_[t] == static_cast<uint32_t>(root)) return;
    if (root >= 0 && participle < 0 && tag(t) == "VBN" && dep_[t] == Dep::kAcl) participle = static_cast<int32_t>(t);
  }
  if (root < 0 || participle < 0 || participle < root) return;
  if (!IsNoun(static_cast<uint32_t>(root))) return;
  bool with_complement = false;
  for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
    if (head_[t] != static_cast<uint32_t>(participle) || t == static_cast<uint32_t>(participle)) continue;
    with_complement |= dep_[t] == Dep::kDobj || dep_[t] == Dep::kXcomp || dep_[t] == Dep::kCcomp;
    if (dep_[t] == Dep::kAgent) return;
  }
  if (!with_complement) return;
  head_[participle] = static_cast<uint32_t>(participle);
  dep_[participle] = Dep::kRoot;
  head_[root] = static_cast<uint32_t>(participle);
  dep_[root] = Dep::kNsubj;
}

// "On 5 June 2017 Saudi Arabia severed …": without a comma the parser takes date and subject for one phrase. Where the
// main verb lacks a subject and such a phrase holds a name after a date, the name is the subject.
void Tree::RepairDatedSubject(TokenRange sentence) {
  const std::vector<Token>& tokens = document_.tokens;
  for (uint32_t verb = sentence.begin; verb < sentence.end; ++verb) {
    if (dep_[verb] != Dep::kRoot ||
        (tokens[verb].tag != "VBD" && tokens[verb].tag != "VBZ" && tokens[verb].tag != "VBP")) {
      continue;
    }
    int32_t name = -1;
    bool dated = false;
    for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
      if (head_[t] == verb && t != verb &&
          (dep_[t] == Dep::kNsubj || dep_[t] == Dep::kNsubjpass || dep_[t] == Dep::kExpl))
        return;
      const bool inside = t < verb && dep_[t] == Dep::kPobj && dep_[head_[t]] == Dep::kPrep && head_[head_[t]] == verb;
      if (inside && tokens[t].entity_type != "DATE" && name < 0) name = static_cast<int32_t>(t);
    }
    if (name < 0) return;
    for (uint32_t t = sentence.begin; t < static_cast<uint32_t>(name); ++t) {
      const bool below = head_[t] == static_cast<uint32_t>(name);
      dated |= below && (tokens[t].entity_type == "DATE" || tokens[t].tag == "CD");
    }
    if (!dated) return;
    head_[name] = verb;
    dep_[name] = Dep::kNsubj;
    return;
  }
}

// "The Russian embargo damaged relations": read as one noun phrase, the verb as "embargo-damaged". Without a hyphen and
// without any finite verb but in relative clauses ("… talks that led to an accord"), the participle is the verb, what
// stands before it its subject, the root its object.
void Tree::RepairSwallowedVerb(TokenRange sentence) {
  const std::vector<Token>& tokens = document_.tokens;
  int32_t root = -1;
  int32_t verb = -1;
  int32_t subject = -1;
  for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
    if (IsFinite(t) && dep_[t] != Dep::kAmod && !InRelativeClause(t)) return;
    if (dep_[t] == Dep::kRoot) root = static_cast<int32_t>(t);
  }
  if (root < 0 || !IsNoun(static_cast<uint32_t>(root))) return;
  for (uint32_t t = sentence.begin; t < static_cast<uint32_t>(root); ++t) {
    if ((tag(t) == "VBN" || tag(t) == "VBD") && dep_[t] == Dep::kAmod && head_[t] == static_cast<uint32_t>(root)) {
      verb = static_cast<int32_t>(t);
    }
  }
  for (uint32_t t = sentence.begin; verb > 0 && t < static_cast<uint32_t>(verb); ++t) {
    const bool of_root = head_[t] == static_cast<uint32_t>(root) && dep_[t] == Dep::kNsubj;
    const bool below =
        (head_[t] == static_cast<uint32_t>(verb) || of_root) && (IsNoun(t) || tokens[t].entity_type == "GPE");
    if (below && document_.TextOf(static_cast<uint32_t>(verb) - 1) != "-") subject = static_cast<int32_t>(t);
  }
  if (subject < 0) return;
  for (uint32_t t = sentence.begin; t < static_cast<uint32_t>(subject); ++t) {
    if (head_[t] == static_cast<uint32_t>(root)) head_[t] = static_cast<uint32_t>(subject);
  }
  head_[verb] = static_cast<uint32_t>(verb);
  dep_[verb] = Dep::kRoot;
  head_[subject] = static_cast<uint32_t>(verb);
  dep_[subject] = Dep::kNsubj;
  head_[root] = static_cast<uint32_t>(verb);
  dep_[root] = Dep::kDobj;
}

// "Cyprus hosted talks": a name taken for an adverbial ("Sunday hosted"). Where the main verb has no subject, a name
// right before it that is no time is the subject.
void Tree::RepairAdverbialSubject(TokenRange sentence) {
  for (uint32_t verb = sentence.begin + 1; verb < sentence.end; ++verb) {
    const uint32_t name = verb - 1;
    const bool main = dep_[verb] == Dep::kRoot && IsFinite(verb);
    if (!main || dep_[name] != Dep::kNpadvmod || head_[name] != verb || !tag(name).starts_with("NNP")) continue;
    const std::string_view entity = document_.tokens[name].entity_type;
    if (entity == "DATE" || entity == "TIME") return;
    for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
      const bool subject = dep_[t] == Dep::kNsubj || dep_[t] == Dep::kNsubjpass || dep_[t] == Dep::kCsubj;
      if (head_[t] == verb && (subject || dep_[t] == Dep::kExpl)) return;
    }
    dep_[name] = Dep::kNsubj;
    return;
  }
}

bool Tree::IsFinite(uint32_t t) const {
  return tag(t) == "VBD" || tag(t) == "VBZ" || tag(t) == "VBP" || tag(t) == "MD";
}

bool Tree::InRelativeClause(uint32_t t) const {
  for (uint32_t steps = 0; head_[t] != t && steps < size(); ++steps, t = head_[t]) {
    if (dep_[t] == Dep::kRelcl) return true;
  }
  return false;
}

}  // namespace entente
