#include "relation/tie_graph.h"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

constexpr int kSweeps = 15;
constexpr double kStatusPrior = 2;

// Good and bad of a pair's events of the window.
Tie TieFrom(const EventColumns& columns, const EventWeights& weights, std::span<const StreamEventId> events,
            const SeriesSettings& settings) {
  double good = 0, bad = 0;
  for (const StreamEventId event : events) {
    const double weight = weights.Of(columns, event);
    (weight >= 0 ? good : bad) += std::abs(weight);
  }
  bad *= settings.conflict_factor;
  return {0, static_cast<float>((good - bad) / (good + bad + settings.tie_prior)),
          static_cast<uint32_t>(events.size())};
}

}  // namespace

TieGraph TieGraph::Build(const EventColumns& columns, const EventWeights& weights, DayRange days,
                         const SeriesSettings& settings) {
  const EventRange window = columns.Window(days.from, days.to);
  std::vector<TieOfPair> ties;
  for (StreamGroupId a = 0; a < columns.group_count(); ++a) {
    if (columns.Group(a).code.empty()) continue;
    for (const GroupLink& link : columns.LinksOf(a)) {
      if (link.other <= a || static_cast<double>(link.end - link.begin) < settings.tie_minimum_events) continue;
      const std::span<const StreamEventId> events = EventColumns::InWindow(columns.EventsOf(link), window);
      if (static_cast<double>(events.size()) < settings.tie_minimum_events || columns.Group(link.other).code.empty()) {
        continue;
      }
      const Tie tie = TieFrom(columns, weights, events, settings);
      ties.push_back({a, link.other, tie.value, tie.events});
    }
  }
  return Of(columns.group_count(), std::move(ties));
}

TieGraph TieGraph::Of(size_t groups, std::vector<TieOfPair> ties) {
  TieGraph graph;
  graph.begin_.assign(groups + 1, 0);
  for (const TieOfPair& tie : ties) ++graph.begin_[tie.a + 1], ++graph.begin_[tie.b + 1];
  for (size_t g = 0; g < groups; ++g) graph.begin_[g + 1] += graph.begin_[g];
  graph.ties_.resize(graph.begin_[groups]);
  std::vector<uint32_t> next(graph.begin_.begin(), graph.begin_.end() - 1);
  for (const TieOfPair& tie : ties) {
    graph.ties_[next[tie.a]++] = {tie.b, tie.value, tie.events};
    graph.ties_[next[tie.b]++] = {tie.a, tie.value, tie.events};
  }
  double sum = 0;
  graph.step_.resize(groups);
  for (StreamGroupId g = 0; g < groups; ++g) {
    std::sort(graph.ties_.begin() + graph.begin_[g], graph.ties_.begin() + graph.begin_[g + 1],
              [](const Tie& x, const Tie& y) { return x.other < y.other; });
    double absolute = 0;
    for (const Tie& tie : graph.TiesOf(g)) absolute += std::abs(tie.value), sum += tie.value;
    graph.step_[g] = 1 / std::sqrt(1 + absolute);
  }
  graph.mean_ = graph.ties_.empty() ? 0 : sum / static_cast<double>(graph.ties_.size());
  graph.status_.assign(groups, 0);
  std::vector<double> swept(groups, 0);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (StreamGroupId g = 0; g < groups; ++g) {
      double rest = 0;
      for (const Tie& tie : graph.TiesOf(g)) rest += tie.value - graph.mean_ - graph.status_[tie.other];
      swept[g] = rest / (static_cast<double>(graph.TiesOf(g).size()) + kStatusPrior);
    }
    graph.status_.swap(swept);
  }
  return graph;
}

std::span<const Tie> TieGraph::TiesOf(StreamGroupId group) const {
  return std::span(ties_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
}

std::optional<Tie> TieGraph::Between(StreamGroupId a, StreamGroupId b) const {
  const std::span<const Tie> ties = TiesOf(a);
  const auto at = std::lower_bound(ties.begin(), ties.end(), b,
                                   [](const Tie& tie, StreamGroupId other) { return tie.other < other; });
  return at != ties.end() && at->other == b ? std::optional<Tie>(*at) : std::nullopt;
}

std::vector<TieOfPair> TieGraph::All() const {
  std::vector<TieOfPair> out;
  out.reserve(ties_.size() / 2);
  for (StreamGroupId g = 0; g < group_count(); ++g) {
    for (const Tie& tie : TiesOf(g)) {
      if (tie.other > g) out.push_back({g, tie.other, tie.value, tie.events});
    }
  }
  return out;
}

}  // namespace entente
