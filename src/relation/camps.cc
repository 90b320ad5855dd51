#include "relation/camps.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente {
namespace {

constexpr uint32_t kNoCamp = std::numeric_limits<uint32_t>::max();

// Which camp each group is in.
std::vector<uint32_t> CampByGroup(const Camps& camps, size_t groups) {
  std::vector<uint32_t> by_group(groups, kNoCamp);
  for (uint32_t c = 0; c < camps.camps.size(); ++c) {
    for (const StreamGroupId member : camps.camps[c].members) by_group[member] = c;
  }
  return by_group;
}

double TiesTo(const TieGraph& graph, StreamGroupId group, std::span<const uint32_t> camp_of, uint32_t camp) {
  double sum = 0;
  for (const Tie& tie : graph.TiesOf(group)) sum += camp_of[tie.other] == camp ? tie.value : 0.0F;
  return sum;
}

// For each later camp the earlier one it shares most members with, if that is so the other way round too.
std::vector<uint32_t> Matches(const Camps& earlier, std::span<const uint32_t> earlier_of, const Camps& later) {
  const size_t n = earlier.camps.size(), m = later.camps.size();
  std::vector<std::vector<uint32_t>> shared(m, std::vector<uint32_t>(n, 0));
  for (size_t l = 0; l < m; ++l) {
    for (const StreamGroupId member : later.camps[l].members) {
      if (earlier_of[member] != kNoCamp) ++shared[l][earlier_of[member]];
    }
  }
  std::vector<uint32_t> match(m, kNoCamp);
  for (size_t l = 0; l < m && n > 0; ++l) {
    const auto e = static_cast<size_t>(std::max_element(shared[l].begin(), shared[l].end()) - shared[l].begin());
    bool back = shared[l][e] > 0;
    for (size_t other = 0; other < m && back; ++other) back = shared[other][e] <= shared[l][e] || other == l;
    if (back) match[l] = static_cast<uint32_t>(e);
  }
  return match;
}

}  // namespace

Camps CampsOf(const TieGraph& graph, DayRange days, const SeriesSettings& settings) {
  const size_t groups = graph.group_count();
  std::vector<uint32_t> node_of(groups, kNoCamp);
  std::vector<StreamGroupId> nodes;
  for (StreamGroupId g = 0; g < groups; ++g) {
    if (static_cast<double>(graph.TiesOf(g).size()) < settings.inferred_minimum_neighbours) continue;
    node_of[g] = static_cast<uint32_t>(nodes.size());
    nodes.push_back(g);
  }
  std::vector<SignedEdge> edges;
  for (const TieOfPair& tie : graph.All()) {
    if (node_of[tie.a] != kNoCamp && node_of[tie.b] != kNoCamp)
      edges.push_back({node_of[tie.a], node_of[tie.b], tie.value});
  }
  const std::vector<uint32_t> labels = SignedCommunities(nodes.size(), edges);
  Camps out{.days = days, .modularity = SignedModularity(nodes.size(), edges, labels)};
  double wrong = 0, all = 0;
  for (const SignedEdge& edge : edges) {
    all += std::abs(edge.value);
    if ((labels[edge.a] == labels[edge.b]) != (edge.value >= 0)) wrong += std::abs(edge.value);
  }
  out.frustration = all > 0 ? wrong / all : 0;
  const size_t count = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
  out.camps.resize(count);
  for (size_t node = 0; node < nodes.size(); ++node) out.camps[labels[node]].members.push_back(nodes[node]);
  std::erase_if(out.camps, [](const Camp& camp) { return camp.members.size() < 2; });
  std::stable_sort(out.camps.begin(), out.camps.end(),
                   [](const Camp& x, const Camp& y) { return x.members.size() > y.members.size(); });
  const std::vector<uint32_t> camp_of = CampByGroup(out, groups);
  std::vector<double> inside(groups, 0);
  for (const StreamGroupId g : nodes) inside[g] = TiesTo(graph, g, camp_of, camp_of[g]);
  for (Camp& camp : out.camps) {
    std::stable_sort(camp.members.begin(), camp.members.end(),
                     [&](StreamGroupId x, StreamGroupId y) { return inside[x] > inside[y]; });
  }
  return out;
}

std::vector<CampChange> CampChanges(const Camps& earlier, const TieGraph& earlier_graph, const Camps& later,
                                    const TieGraph& later_graph, const SeriesSettings& settings) {
  const std::vector<uint32_t> earlier_of = CampByGroup(earlier, earlier_graph.group_count());
  const std::vector<uint32_t> later_of = CampByGroup(later, later_graph.group_count());
  const std::vector<uint32_t> match = Matches(earlier, earlier_of, later);
  std::vector<CampChange> out;
  for (uint32_t l = 0; l < later.camps.size(); ++l) {
    const uint32_t here = match[l];
    if (here == kNoCamp) continue;
    for (const StreamGroupId group : later.camps[l].members) {
      const uint32_t was = earlier_of[group];
      if (was == kNoCamp || was == here) continue;
      const auto former = std::find(match.begin(), match.end(), was);
      if (former == match.end()) continue;  // its former camp is no more
      CampChange change{.group = group, .from = was, .to = l};
      change.before = TiesTo(earlier_graph, group, earlier_of, was) - TiesTo(earlier_graph, group, earlier_of, here);
      change.after = TiesTo(later_graph, group, later_of, l) -
                     TiesTo(later_graph, group, later_of, static_cast<uint32_t>(former - match.begin()));
      if (std::min(change.before, change.after) >= settings.camp_margin) out.push_back(change);
    }
  }
  std::sort(out.begin(), out.end(), [](const CampChange& x, const CampChange& y) {
    const double a = std::min(x.before, x.after), b = std::min(y.before, y.after);
    return a != b ? a > b : x.group < y.group;
  });
  return out;
}

}  // namespace entente
