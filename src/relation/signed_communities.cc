#include "relation/signed_communities.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace entente {
namespace {

constexpr double kLeastGain = 1e-10;
constexpr int kRounds = 100;

struct Link {
  uint32_t other = 0;
  double good = 0, bad = 0;
};

// Nodes are communities of the level below; degrees count what lies inside them too.
struct Graph {
  std::vector<std::vector<Link>> links;
  std::vector<double> good, bad;  // degrees
  double good_sum = 0, bad_sum = 0;
};

Graph GraphOf(size_t nodes, std::span<const SignedEdge> edges) {
  Graph graph{std::vector<std::vector<Link>>(nodes), std::vector<double>(nodes), std::vector<double>(nodes)};
  for (const SignedEdge& edge : edges) {
    const double good = std::max(edge.value, 0.0), bad = std::max(-edge.value, 0.0);
    for (const auto& [from, to] : {std::pair(edge.a, edge.b), std::pair(edge.b, edge.a)}) {
      graph.links[from].push_back({to, good, bad});
      graph.good[from] += good, graph.bad[from] += bad;
      graph.good_sum += good, graph.bad_sum += bad;
    }
  }
  return graph;
}

// Labels numbered by first node.
size_t Renumber(std::vector<uint32_t>& labels) {
  std::map<uint32_t, uint32_t> numbers;
  for (uint32_t& label : labels) label = numbers.emplace(label, static_cast<uint32_t>(numbers.size())).first->second;
  return numbers.size();
}

class Mover {
 public:
  explicit Mover(const Graph& graph)
      : graph_(graph), labels_(graph.links.size()), good_(graph.good), bad_(graph.bad), to_(graph.links.size()) {
    std::iota(labels_.begin(), labels_.end(), 0u);
  }

  // Labels after local moves until none gains.
  std::vector<uint32_t> Run() {
    bool moved = true;
    for (int round = 0; moved && round < kRounds; ++round) {
      moved = false;
      for (uint32_t node = 0; node < labels_.size(); ++node) moved |= Move(node);
    }
    return labels_;
  }

 private:
  double Gain(uint32_t node, uint32_t label, double net) const {
    double gain = net;
    if (graph_.good_sum > 0) gain -= graph_.good[node] * good_[label] / graph_.good_sum;
    if (graph_.bad_sum > 0) gain += graph_.bad[node] * bad_[label] / graph_.bad_sum;
    return gain;
  }

  bool Move(uint32_t node) {
    const uint32_t home = labels_[node];
    good_[home] -= graph_.good[node], bad_[home] -= graph_.bad[node];
    seen_.clear();
    for (const Link& link : graph_.links[node]) {
      const uint32_t label = labels_[link.other];
      if (link.other == node) continue;
      if (to_[label] == 0) seen_.push_back(label);
      to_[label] += link.good - link.bad;
    }
    uint32_t best = home;
    double most = Gain(node, home, to_[home]) + kLeastGain;
    std::sort(seen_.begin(), seen_.end());
    for (const uint32_t label : seen_) {
      const double gain = Gain(node, label, to_[label]);
      if (gain > most) most = gain, best = label;
    }
    for (const uint32_t label : seen_) to_[label] = 0;
    to_[home] = 0;
    labels_[node] = best;
    good_[best] += graph_.good[node], bad_[best] += graph_.bad[node];
    return best != home;
  }

  const Graph& graph_;
  std::vector<uint32_t> labels_;
  std::vector<double> good_, bad_;  // degrees by label
  std::vector<double> to_;          // net ties of the node moved, by label; 0 between moves
  std::vector<uint32_t> seen_;
};

// Communities as nodes; what lies inside one stays in its degrees and becomes no link.
Graph Aggregated(const Graph& graph, std::span<const uint32_t> labels, size_t count) {
  Graph out{std::vector<std::vector<Link>>(count), std::vector<double>(count), std::vector<double>(count)};
  out.good_sum = graph.good_sum, out.bad_sum = graph.bad_sum;
  std::vector<std::map<uint32_t, Link>> sums(count);
  for (size_t node = 0; node < labels.size(); ++node) {
    out.good[labels[node]] += graph.good[node], out.bad[labels[node]] += graph.bad[node];
    for (const Link& link : graph.links[node]) {
      if (labels[link.other] == labels[node]) continue;
      Link& sum = sums[labels[node]][labels[link.other]];
      sum.other = labels[link.other], sum.good += link.good, sum.bad += link.bad;
    }
  }
  for (size_t label = 0; label < count; ++label) {
    for (const auto& [other, link] : sums[label]) out.links[label].push_back(link);
  }
  return out;
}

}  // namespace

double SignedModularity(size_t nodes, std::span<const SignedEdge> edges, std::span<const uint32_t> labels) {
  const Graph graph = GraphOf(nodes, edges);
  const double all = graph.good_sum + graph.bad_sum;
  if (all == 0) return 0;
  double inside = 0;
  for (const SignedEdge& edge : edges) inside += labels[edge.a] == labels[edge.b] ? 2 * edge.value : 0;
  std::map<uint32_t, std::pair<double, double>> degrees;
  for (size_t node = 0; node < nodes; ++node) {
    degrees[labels[node]].first += graph.good[node], degrees[labels[node]].second += graph.bad[node];
  }
  for (const auto& [label, degree] : degrees) {
    if (graph.good_sum > 0) inside -= degree.first * degree.first / graph.good_sum;
    if (graph.bad_sum > 0) inside += degree.second * degree.second / graph.bad_sum;
  }
  return inside / all;
}

std::vector<uint32_t> SignedCommunities(size_t nodes, std::span<const SignedEdge> edges) {
  std::vector<uint32_t> labels(nodes);
  std::iota(labels.begin(), labels.end(), 0u);
  Graph graph = GraphOf(nodes, edges);
  for (;;) {
    std::vector<uint32_t> moved = Mover(graph).Run();
    const size_t count = Renumber(moved);
    for (uint32_t& label : labels) label = moved[label];
    if (count == graph.links.size()) break;
    graph = Aggregated(graph, moved, count);
  }
  Renumber(labels);
  return labels;
}

}  // namespace entente
