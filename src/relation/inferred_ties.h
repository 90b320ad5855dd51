// Inferred ties: how two stand of whom too little is reported, by how they stand with others.
//
// Two things are reasoned from, with weights of data/relation/inferred_weights.tsv (train/fit_inferred_ties.py):
//   status   mean + status(a) + status(b) of the graph: who is on good terms with most is so with this one too
//   balance  the sum over walks a - k - m - b of the products of tie values and step weights: the friend of a friend's
//            friend is a friend, one enemy in the chain makes an enemy (Heider 1946; Cartwright and Harary 1956)
// probability = 1 / (1 + exp(-log odds)). Accuracy on hidden known ties: docs/relations.md. What is inferred is never
// reported: its type is one of its own, and it enters no level, camp or other inference. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "base/data_files.h"
#include "relation/tie_graph.h"

namespace entente {

struct InferenceWeights {
  double intercept = 0, status = 0, balance = 0;
  // Errors: data.missing, data.bad_table, data.bad_number (kInvalidInput).
  static Result<InferenceWeights> Load(const DataFiles& data);
};

// One walk a - through - next - b and its share of balance.
struct BalanceWalk {
  StreamGroupId through = 0, next = 0;
  double first = 0, middle = 0, last = 0;  // tie values of the three steps
  double share = 0;
};

struct InferredTie {
  StreamGroupId a = 0, b = 0;
  double status = 0;
  double balance = 0;
  double probability = 0;          // that the tie is good
  std::vector<BalanceWalk> walks;  // of the sign of the balance, strongest first, each `through` once; at most three
};

// Of any pair. A tie the two have takes no part in the walks, but in their status: who measures builds the graph
// without it. Nothing where either has fewer ties than series.tsv's inferred_minimum_neighbours. Cost: the ties of a's
// neighbours.
std::optional<InferredTie> InferTie(const TieGraph& graph, StreamGroupId a, StreamGroupId b,
                                    const InferenceWeights& weights, const SeriesSettings& settings);

// Whom `group` probably stands well or badly with though there is no tie: probability at least (or at most one minus)
// series.tsv's inferred_clear, clearest first, at most `limit` of each. Cost: the ties of the group's neighbours'
// neighbours.
std::vector<InferredTie> InferTiesOf(const TieGraph& graph, StreamGroupId group, size_t limit,
                                     const InferenceWeights& weights, const SeriesSettings& settings);

}  // namespace entente
