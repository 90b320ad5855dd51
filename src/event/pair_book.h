// PairBook: every two actors that a document sets beside one another, and how.
//
// Filled by InfluenceCoder in one pass over the document; asked when a third party's act does not name its pair ("the
// dispute", "both sides"). Two actors are one pair whichever comes first. One per document; not shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "event/pair_finder.h"

namespace entente {

// How two came to stand beside one another. Later ones say more.
enum class PairSource { kSentence, kCoordination, kEvent, kRelation };

struct PairPlace {
  uint32_t token = 0;
  PairSource source = PairSource::kSentence;
  bool conflict = false;  // a hostile act, a quarrel
};

struct KnownPair {
  Pair pair;
  std::vector<PairPlace> places;  // in text order
  uint32_t told = 0;              // places that say more than kSentence
  uint32_t conflicts = 0;
};

class PairBook {
 public:
  explicit PairBook(const RoleFinder& roles) : roles_(roles) {}

  void Add(const Pair& pair, const PairPlace& place);
  // Sorts places and keeps the `most` pairs that are named most; then order is by that, and stable.
  void Close(size_t most);
  const std::vector<KnownPair>& all() const { return pairs_; }
  // Null where the document never sets the two beside one another, or the pair was left out.
  const KnownPair* Find(const Pair& pair) const;

 private:
  using Key = std::pair<std::string, std::string>;
  Key KeyOf(const Pair& pair) const;

  const RoleFinder& roles_;
  std::vector<KnownPair> pairs_;
  std::map<Key, size_t> index_;
};

// Whether one of the actors is a side of the pair.
bool AnyInside(const RoleFinder& roles, const Fillers& actors, const Pair& pair);
bool IsInside(const RoleFinder& roles, const Filler& actor, const Pair& pair);

}  // namespace entente
