// Camps: communities of the tie graph of a window, and who changed camp from one window to the next.
//
// Pure functions.
#pragma once

#include <vector>

#include "relation/signed_communities.h"
#include "relation/tie_graph.h"

namespace entente {

struct Camp {
  std::vector<StreamGroupId> members;  // most ties inside the camp first
};

struct Camps {
  DayRange days;
  std::vector<Camp> camps;  // largest first; two members at least
  double modularity = 0;
  double frustration = 0;  // share of |value| in bad ties inside camps and good ties between them
};

// A member whose ties inside the camp it is in now, summed, exceed those to its former one by series.tsv's camp_margin,
// and the reverse before.
struct CampChange {
  StreamGroupId group = 0;
  size_t from = 0, to = 0;  // numbers of the earlier and the later window's camps
  double before = 0;        // sum of ties to the former camp less that to the new one, in the earlier window
  double after = 0;         // sum of ties to the new camp less that to the former one, in the later window
};

// Groups with series.tsv's inferred_minimum_neighbours ties at least. Cost: ties × some rounds.
Camps CampsOf(const TieGraph& graph, DayRange days, const SeriesSettings& settings);

// Camps of the two windows are the same where they share more members than with any other. Largest change first.
std::vector<CampChange> CampChanges(const Camps& earlier, const TieGraph& earlier_graph, const Camps& later,
                                    const TieGraph& later_graph, const SeriesSettings& settings);

}  // namespace entente
