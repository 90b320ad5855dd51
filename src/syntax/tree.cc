#include "syntax/tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace entente {
namespace {

constexpr std::array<std::pair<std::string_view, Dep>, 38> kDepNames = {{
    {"ROOT", Dep::kRoot},     {"nsubj", Dep::kNsubj},       {"nsubjpass", Dep::kNsubjpass},
    {"csubj", Dep::kCsubj},   {"csubjpass", Dep::kCsubj},   {"dobj", Dep::kDobj},
    {"dative", Dep::kDative}, {"pobj", Dep::kPobj},         {"prep", Dep::kPrep},
    {"agent", Dep::kAgent},   {"pcomp", Dep::kPcomp},       {"xcomp", Dep::kXcomp},
    {"ccomp", Dep::kCcomp},   {"advcl", Dep::kAdvcl},       {"acl", Dep::kAcl},
    {"relcl", Dep::kRelcl},   {"conj", Dep::kConj},         {"cc", Dep::kCc},
    {"aux", Dep::kAux},       {"auxpass", Dep::kAuxpass},   {"neg", Dep::kNeg},
    {"amod", Dep::kAmod},     {"compound", Dep::kCompound}, {"poss", Dep::kPoss},
    {"attr", Dep::kAttr},     {"acomp", Dep::kAcomp},       {"oprd", Dep::kOprd},
    {"appos", Dep::kAppos},   {"det", Dep::kDet},           {"mark", Dep::kMark},
    {"advmod", Dep::kAdvmod}, {"npadvmod", Dep::kNpadvmod}, {"prt", Dep::kPrt},
    {"expl", Dep::kExpl},     {"nummod", Dep::kNummod},     {"nmod", Dep::kNmod},
    {"punct", Dep::kPunct},   {"predet", Dep::kDet},
}};

Dep DepOf(std::string_view name) {
  for (const auto& [known, dep] : kDepNames) {
    if (known == name) return dep;
  }
  return Dep::kOther;
}

constexpr auto kNameOfDep = [] {
  std::array<std::string_view, static_cast<size_t>(Dep::kOther) + 1> names{};
  for (const auto& [name, dep] : kDepNames) {
    if (names[static_cast<size_t>(dep)].empty()) names[static_cast<size_t>(dep)] = name;
  }
  return names;
}();

bool HasUpper(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isupper(c) != 0; });
}

}  // namespace

std::string_view ToString(Dep dep) {
  for (const auto& [name, known] : kDepNames) {
    if (known == dep) return name;
  }
  return "other";
}

Tree::Tree(const ParsedDocument& document) : document_(document) {
  const size_t n = document.tokens.size();
  dep_.reserve(n);
  head_.reserve(n);
  lowered_.reserve(n);  // never grows past n, so views into it stay
  lemma_.reserve(n);
  for (const Token& token : document.tokens) {
    dep_.push_back(DepOf(token.dep));
    head_.push_back(token.head);
    if (!HasUpper(token.lemma)) {
      lemma_.push_back(token.lemma);
      continue;
    }
    std::string& lower = lowered_.emplace_back(token.lemma);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    lemma_.push_back(lower);
  }
  JoinHyphens();
  for (const TokenRange& sentence : document.sentences) {
    CutDateline(sentence);
    Repair(sentence);
    RepairDatedSubject(sentence);
    RepairSwallowedVerb(sentence);
    RepairAdverbialSubject(sentence);
  }
  Index();
}

std::string_view Tree::Label(uint32_t t) const {
  return dep_[t] == Dep::kOther ? document_.tokens[t].dep : kNameOfDep[static_cast<size_t>(dep_[t])];
}

// The tokenizer splits "go-between" in three; the piece that stands for the whole gets its lemma. Names stay apart:
// "Turkish-Israeli" is two actors.
void Tree::JoinHyphens() {
  const std::vector<Token>& tokens = document_.tokens;
  for (uint32_t t = 0; t + 2 < size(); ++t) {
    if (document_.TextOf(t + 1) != "-" || tokens[t].space_after || tokens[t + 1].space_after) continue;
    if (HasUpper(document_.TextOf(t)) || HasUpper(document_.TextOf(t + 2))) continue;
    uint32_t whole = t + 2;
    for (uint32_t part : {t, t + 2}) {
      if (head_[part] == part || head_[part] < t || head_[part] > t + 2) whole = part;
    }
    joined_.push_back(std::string(lemma_[t]) + "-" + std::string(lemma_[t + 2]));
    lemma_[whole] = joined_.back();
  }
}

void Tree::Index() {
  const uint32_t n = size();
  first_child_.assign(n + 1, 0);
  for (uint32_t t = 0; t < n; ++t) {
    if (head_[t] != t) ++first_child_[head_[t] + 1];
  }
  for (uint32_t t = 0; t < n; ++t) first_child_[t + 1] += first_child_[t];
  child_.resize(first_child_[n]);
  Tokens next(first_child_.begin(), first_child_.end() - 1);
  for (uint32_t t = 0; t < n; ++t) {
    if (head_[t] != t) child_[next[head_[t]]++] = t;
  }
}

bool Tree::IsVerb(uint32_t t) const { return tag(t).starts_with("VB") || tag(t) == "MD"; }
bool Tree::IsNoun(uint32_t t) const { return tag(t).starts_with("NN"); }
bool Tree::IsPronoun(uint32_t t) const { return tag(t).starts_with("PRP"); }

bool Tree::IsPassive(uint32_t t) const {
  if (Has(t, Dep::kNsubjpass) || Has(t, Dep::kAuxpass) || Has(t, Dep::kAgent)) return true;
  return tag(t) == "VBN" && (dep(t) == Dep::kAcl || dep(t) == Dep::kAmod) && !Has(t, Dep::kAux);
}

bool Tree::IsInfinitive(uint32_t t) const {
  const auto below = children(t);
  return tag(t) == "VB" && std::any_of(below.begin(), below.end(), [&](uint32_t c) { return tag(c) == "TO"; });
}

bool Tree::IsNegated(uint32_t t) const {
  for (uint32_t c : children(t)) {
    if (dep(c) == Dep::kNeg) return true;
    if (dep(c) == Dep::kAdvmod && (lemma(c) == "never" || lemma(c) == "hardly")) return true;
    if (dep(c) == Dep::kDet && lemma(c) == "no") return true;
    // "no one helped", "took no part", "not one of them helped"
    const bool argument = dep(c) == Dep::kNsubj || dep(c) == Dep::kNsubjpass || dep(c) == Dep::kDobj;
    if (argument && IsVerb(t) && (HasLemma(c, Dep::kDet, "no") || HasLemma(c, Dep::kNeg, "not"))) return true;
    // "neither had any part in it" (which the parser may take for half of "neither … nor"), "nobody helped", "few
    // doubt"
    const bool subject = dep(c) == Dep::kNsubj || dep(c) == Dep::kNsubjpass;
    if (lemma(c) == "neither" || (subject && (lemma(c) == "nobody" || lemma(c) == "none" || lemma(c) == "few")))
      return true;
  }
  return false;
}

bool Tree::HasLemma(uint32_t t, Dep wanted, std::string_view lemma_of_child) const {
  const auto below = children(t);
  return std::any_of(below.begin(), below.end(),
                     [&](uint32_t c) { return dep(c) == wanted && lemma(c) == lemma_of_child; });
}

int32_t Tree::ChildOf(uint32_t t, Dep wanted) const {
  for (uint32_t c : children(t)) {
    if (dep(c) == wanted) return static_cast<int32_t>(c);
  }
  return -1;
}

int32_t Tree::PrepObject(uint32_t t, std::string_view preposition) const {
  for (uint32_t c : children(t)) {
    const bool fits =
        (dep(c) == Dep::kPrep || dep(c) == Dep::kAgent || dep(c) == Dep::kDative) && lemma(c) == preposition;
    if (!fits) continue;
    if (int32_t object = ChildOf(c, Dep::kPobj); object >= 0) return object;
  }
  return -1;
}

Tokens Tree::Conjuncts(uint32_t t) const {
  Tokens out = {t};
  for (size_t i = 0; i < out.size(); ++i) {
    for (uint32_t c : children(out[i])) {
      if (dep(c) == Dep::kConj) out.push_back(c);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

uint32_t Tree::FirstConjunct(uint32_t t) const {
  while (dep(t) == Dep::kConj && head(t) != t) t = head(t);
  return t;
}

uint32_t Tree::Depth(uint32_t t) const {
  uint32_t depth = 0;
  while (head(t) != t && depth < size()) {
    t = head(t);
    ++depth;
  }
  return depth;
}

bool Tree::IsAncestor(uint32_t ancestor, uint32_t t) const {
  for (uint32_t steps = 0; steps <= size(); ++steps) {
    if (t == ancestor) return true;
    if (head(t) == t) return false;
    t = head(t);
  }
  return false;
}

}  // namespace entente
