#include "event/pair_book.h"

#include <algorithm>

namespace entente {
namespace {

// What a pair is worth when only some can be kept: a mere sentence in common counts little.
size_t Weight(const KnownPair& known) { return known.places.size() + size_t{4} * known.told; }

}  // namespace

PairBook::Key PairBook::KeyOf(const Pair& pair) const {
  Key key{roles_.KeyOf(pair.first), roles_.KeyOf(pair.second)};
  if (key.second < key.first) std::swap(key.first, key.second);
  return key;
}

void PairBook::Add(const Pair& pair, const PairPlace& place) {
  const Key key = KeyOf(pair);
  if (key.first == key.second || key.first.empty()) return;
  const auto [at, fresh] = index_.try_emplace(key, pairs_.size());
  if (fresh) pairs_.push_back({pair, {}, 0, 0});
  KnownPair& known = pairs_[at->second];
  known.places.push_back(place);
  if (place.source != PairSource::kSentence) ++known.told;
  if (place.conflict) ++known.conflicts;
}

void PairBook::Close(size_t most) {
  for (KnownPair& known : pairs_) {
    std::stable_sort(known.places.begin(), known.places.end(),
                     [](const PairPlace& a, const PairPlace& b) { return a.token < b.token; });
  }
  std::stable_sort(pairs_.begin(), pairs_.end(),
                   [](const KnownPair& a, const KnownPair& b) { return Weight(a) > Weight(b); });
  if (pairs_.size() > most) pairs_.resize(most);
  index_.clear();
  for (size_t i = 0; i < pairs_.size(); ++i) index_.emplace(KeyOf(pairs_[i].pair), i);
}

const KnownPair* PairBook::Find(const Pair& pair) const {
  const auto at = index_.find(KeyOf(pair));
  return at == index_.end() ? nullptr : &pairs_[at->second];
}

bool IsInside(const RoleFinder& roles, const Filler& actor, const Pair& pair) {
  return roles.Same(actor, pair.first) || roles.Same(actor, pair.second);
}

bool AnyInside(const RoleFinder& roles, const Fillers& actors, const Pair& pair) {
  return std::any_of(actors.begin(), actors.end(), [&](const Filler& actor) { return IsInside(roles, actor, pair); });
}

}  // namespace entente
