// PlaceFinder: the names of places in a document, each with the one place it is taken for.
//
// A view of a Gazetteer; any number of threads may call Find at once. The same document gives the same places.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/language.h"
#include "place/gazetteer.h"
#include "syntax/tree.h"

namespace entente {

struct PlaceName {
  TokenRange tokens;
  const Place* place = nullptr;  // the Gazetteer's
  double confidence = 0;         // that the words mean a place, and this one
};

class PlaceFinder {
 public:
  explicit PlaceFinder(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  // In text order, disjoint. A word counts as a place where the parser takes it for one or a preposition of place
  // stands before it. Of places of one name: the one whose state follows ("Tripoli, Lebanon"), else whose state the
  // document names, else the largest. Cost: linear in tokens.
  std::vector<PlaceName> Find(const Tree& tree) const;

 private:
  struct Candidate {
    TokenRange tokens;
    std::vector<uint32_t> places;
    bool by_parser = false;  // its entities say so, not only a preposition
    bool doubtful = false;   // the parser takes it for something else
  };
  using Votes = std::unordered_map<std::string_view, double>;

  std::vector<Candidate> Candidates(const Tree& tree) const;
  bool IsPlace(const Tree& tree, Candidate& candidate) const;
  Votes VotesOf(const Tree& tree, const std::vector<Candidate>& candidates) const;
  PlaceName Decide(const Tree& tree, const Candidate& candidate, const Votes& votes) const;

  const Gazetteer& gazetteer_;
};

}  // namespace entente
