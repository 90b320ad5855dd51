// Communities of a signed graph: friends inside, enemies outside.
//
// Signed modularity (Gómez, Jensen and Arenas 2009): what good ties lie inside communities above chance, less what bad
// ties do, over the sum of all. Found by local moves and aggregation (Blondel et al. 2008), nodes in order, first best
// community first, so the same graph gives the same communities. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

struct SignedEdge {
  uint32_t a = 0, b = 0;  // a != b; each pair once
  double value = 0;
};

// In [-1, 1]; 0 without edges. REQUIRES: labels for every node. Cost: linear.
double SignedModularity(size_t nodes, std::span<const SignedEdge> edges, std::span<const uint32_t> labels);

// A label by node, numbered from 0 by first node. Nodes without edges are communities alone. Cost: edges × some rounds.
std::vector<uint32_t> SignedCommunities(size_t nodes, std::span<const SignedEdge> edges);

}  // namespace entente
