#include "actor/pronoun_grammar.h"

#include <algorithm>

namespace entente {
namespace {

constexpr uint32_t kClausesAbove = 6;
constexpr size_t kLongestPath = 5;
constexpr int kAppositions = 5;

}  // namespace

bool PronounGrammar::IsSubject(uint32_t token) const {
  return tree_.dep(token) == Dep::kNsubj || tree_.dep(token) == Dep::kNsubjpass;
}

uint32_t PronounGrammar::VerbOf(uint32_t token) const {
  uint32_t verb = tree_.head(token);
  while (!tree_.IsVerb(verb) && tree_.head(verb) != verb) verb = tree_.head(verb);
  return verb;
}

std::string_view PronounGrammar::RoleOfPronoun(uint32_t token) const {
  switch (tree_.dep(token)) {
    case Dep::kNsubj:
    case Dep::kNsubjpass:
      return "subj";
    case Dep::kDobj:
    case Dep::kDative:
      return "obj";
    case Dep::kPoss:
      return "poss";
    default:
      return "oth";
  }
}

std::string_view PronounGrammar::RoleOf(uint32_t token) const {
  uint32_t first = tree_.FirstConjunct(token);
  for (int step = 0; step < kAppositions && tree_.dep(first) == Dep::kAppos; ++step) {
    first = tree_.FirstConjunct(tree_.head(first));
  }
  return RoleOfPronoun(first);
}

bool PronounGrammar::RulesOut(uint32_t pronoun, uint32_t candidate) const {
  // "himself" is what the others cannot be.
  if (tree_.text(pronoun).ends_with("self")) return false;
  const uint32_t first = tree_.FirstConjunct(candidate);
  if (tree_.dep(pronoun) == Dep::kPoss) {
    const uint32_t owned = tree_.head(pronoun);
    return owned == candidate || (tree_.dep(candidate) == Dep::kAppos && tree_.head(candidate) == owned) ||
           tree_.head(owned) == candidate;
  }
  if (IsSubject(pronoun)) return tree_.head(first) == tree_.head(pronoun);
  const uint32_t governor = tree_.head(pronoun);
  return tree_.head(first) == VerbOf(pronoun) ||
         (tree_.dep(first) == Dep::kPoss && tree_.head(first) == tree_.head(governor));
}

std::vector<PronounGrammar::Subject> PronounGrammar::SubjectsAbove(uint32_t token) const {
  std::vector<Subject> out;
  uint32_t verb = VerbOf(token);
  bool own_clause = true;
  uint32_t order = 0;
  for (uint32_t step = 0; step < kClausesAbove; ++step) {
    bool has_subject = false;
    for (const uint32_t c : tree_.children(verb)) {
      if (!IsSubject(c)) continue;
      has_subject = true;
      if (c >= token || tree_.IsAncestor(c, token)) continue;
      // "Modi, who had himself led": the one the clause describes.
      const bool relative = tree_.dep(verb) == Dep::kRelcl && tree_.tag(c).starts_with("W");
      const uint32_t subject = relative ? tree_.head(verb) : c;
      out.push_back({subject, own_clause, order});
      for (const uint32_t beside : tree_.children(subject)) {
        if (tree_.dep(beside) == Dep::kAppos) out.push_back({beside, own_clause, order});
      }
      ++order;
      break;
    }
    own_clause = own_clause && !has_subject;
    const uint32_t above = VerbOf(verb);
    if (above == verb) break;
    verb = above;
  }
  return out;
}

int32_t PronounGrammar::SubjectAhead(uint32_t pronoun) const {
  uint32_t below = pronoun;
  while (tree_.head(below) != below) {
    const uint32_t verb = tree_.head(below);
    const Dep dep = tree_.dep(below);
    const bool leads = dep == Dep::kPrep || dep == Dep::kAdvcl || dep == Dep::kNpadvmod;
    if (leads && tree_.IsVerb(verb)) {
      for (const uint32_t c : tree_.children(verb)) {
        if (IsSubject(c) && c > pronoun && c > below) return static_cast<int32_t>(c);
      }
    }
    below = verb;
  }
  return -1;
}

void PronounGrammar::PathBetween(uint32_t from, uint32_t to, std::string& out) const {
  out.clear();
  std::vector<uint32_t> down = {to};
  while (tree_.head(down.back()) != down.back() && down.size() <= kLongestPath) down.push_back(tree_.head(down.back()));
  uint32_t top = from;
  for (size_t steps = 0;; ++steps) {
    const auto meet = std::find(down.begin(), down.end(), top);
    if (meet != down.end()) {
      const auto below = static_cast<size_t>(meet - down.begin());
      if (steps + below > kLongestPath) out.clear();
      if (steps + below > kLongestPath) return;
      out += '^';
      out += tree_.IsVerb(top) ? 'V' : tree_.tag(top)[0];
      out += '^';
      for (size_t i = below; i-- > 0;) {
        out += ToString(tree_.dep(down[i]));
        if (i > 0) out += '<';
      }
      return;
    }
    if (tree_.head(top) == top || steps == kLongestPath) {
      out.clear();
      return;
    }
    if (steps > 0) out += '>';
    out += ToString(tree_.dep(top));
    top = tree_.head(top);
  }
}

}  // namespace entente
