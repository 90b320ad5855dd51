#include "event/pair_finder.h"

#include <algorithm>

namespace entente {

Pairs PairFinder::Among(const Fillers& actors) const {
  Pairs out;
  for (size_t i = 0; i < actors.size(); ++i) {
    for (size_t j = i + 1; j < actors.size() && out.size() < kMaxPairs; ++j) {
      if (!roles_.Same(actors[i], actors[j])) out.push_back({actors[i], actors[j]});
    }
  }
  return out;
}

Pairs PairFinder::Across(const Fillers& left, const Fillers& right) const {
  Pairs out;
  for (const Filler& a : left) {
    for (const Filler& b : right) {
      if (!roles_.Same(a, b) && out.size() < kMaxPairs) out.push_back({a, b});
    }
  }
  return out;
}

Tokens PairFinder::Hosts(uint32_t noun) const {
  Tokens hosts = {noun};
  uint32_t at = noun;
  for (int step = 0; step < 3 && tree_.head(at) != at; ++step) {
    at = tree_.head(at);
    hosts.push_back(at);
    if (tree_.IsVerb(at)) break;
  }
  return hosts;
}

Pairs PairFinder::Between(uint32_t noun) const {
  for (uint32_t host : Hosts(noun)) {
    for (std::string_view preposition : {"between", "among"}) {
      const int32_t object = tree_.PrepObject(host, preposition);
      if (object < 0 || static_cast<uint32_t>(object) < noun) continue;
      Pairs found = Among(roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), true));
      if (!found.empty()) return found;
    }
  }
  return {};
}

// "Turkish-Israeli", "Israel-Azerbaijan": every actor among the words before the noun.
Fillers PairFinder::Modifiers(uint32_t noun) const {
  Fillers out;
  Tokens open = {noun};
  for (size_t i = 0; i < open.size(); ++i) {
    for (uint32_t c : tree_.children(open[i])) {
      const Dep dep = tree_.dep(c);
      const bool modifier = dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kConj ||
                            dep == Dep::kAdvmod || dep == Dep::kNpadvmod;
      if (modifier && c < noun) open.push_back(c);
    }
  }
  std::sort(open.begin(), open.end());
  for (uint32_t t : open) {
    if (t == noun) continue;
    for (const Filler& f : roles_.ActorsAt(t, false)) {
      const bool seen = std::any_of(out.begin(), out.end(), [&](const Filler& o) { return roles_.Same(o, f); });
      if (!seen) out.push_back(f);
    }
  }
  return out;
}

Fillers PairFinder::With(uint32_t noun) const {
  for (uint32_t host : Hosts(noun)) {
    for (std::string_view preposition : {"with", "to", "toward", "towards"}) {
      const int32_t object = tree_.PrepObject(host, preposition);
      if (object < 0 || static_cast<uint32_t>(object) < noun) continue;
      if (host != noun && preposition != "with") continue;
      Fillers found = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), host == noun);
      if (!found.empty()) return found;
    }
  }
  return {};
}

Fillers PairFinder::Owners(uint32_t noun) const {
  if (const int32_t owner = tree_.ChildOf(noun, Dep::kPoss); owner >= 0) {
    return roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(owner)), false);
  }
  if (const int32_t object = tree_.PrepObject(noun, "of"); object >= 0) {
    return roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), false);
  }
  return {};
}

Fillers PairFinder::SubjectOf(uint32_t noun) const {
  uint32_t at = tree_.FirstConjunct(noun);
  for (int step = 0; step < 4 && tree_.head(at) != at; ++step) {
    at = tree_.head(at);
    if (tree_.IsVerb(at)) return roles_.ActorsAt(roles_.Doers(at), false);
  }
  return {};
}

// "a ceasefire was signed by A and by B", "the agreement A and B had reached".
Pairs PairFinder::Signers(uint32_t noun) const {
  const uint32_t first = tree_.FirstConjunct(noun);
  const uint32_t verb = tree_.head(first);
  if (!roles_.lexicon().Is("signing", tree_.lemma(verb)) || tree_.dep(first) == Dep::kNsubj) return {};
  Fillers signers = roles_.ActorsAt(roles_.Doers(verb), false);
  // "by A and by B" hangs as two phrases.
  for (uint32_t c : tree_.children(verb)) {
    if (tree_.dep(c) != Dep::kAgent) continue;
    for (uint32_t other : tree_.Conjuncts(c)) {
      const int32_t object = other == c ? -1 : tree_.ChildOf(other, Dep::kPobj);
      if (object < 0) continue;
      for (const Filler& f : roles_.ActorsAt(static_cast<uint32_t>(object), false)) signers.push_back(f);
    }
  }
  return signers.size() >= 2 ? Among(signers) : Pairs{};
}

Pairs PairFinder::Of(uint32_t noun) const {
  if (Pairs found = Between(noun); !found.empty()) return found;
  const Fillers owners = Owners(noun);
  const Fillers with = With(noun);
  const Fillers modifiers = Modifiers(noun);
  if (!with.empty()) {
    if (!owners.empty()) return Across(owners, with);
    if (!modifiers.empty()) return Across(modifiers, with);
  }
  if (Pairs found = Among(modifiers); !found.empty()) return found;
  if (Pairs found = Among(owners); !found.empty() && with.empty()) return found;
  if (with.empty()) return Signers(noun);
  Pairs found = Across(SubjectOf(noun), with);
  for (Pair& pair : found) pair.by_subject = true;
  return found;
}

}  // namespace entente
