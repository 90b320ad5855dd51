#include "relation/inferred_ties.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "relation/number_table.h"

namespace entente {
namespace {

constexpr size_t kWalks = 3;

// Tie value with the step weights of both ends.
double Step(const TieGraph& graph, StreamGroupId from, const Tie& tie) {
  return tie.value * graph.StepWeight(from) * graph.StepWeight(tie.other);
}

bool Judgeable(const TieGraph& graph, StreamGroupId group, const SeriesSettings& settings) {
  return static_cast<double>(graph.TiesOf(group).size()) >= settings.inferred_minimum_neighbours;
}

double Probability(const InferredTie& tie, const InferenceWeights& weights) {
  const double odds = weights.intercept + weights.status * tie.status + weights.balance * tie.balance;
  return 1 / (1 + std::exp(-odds));
}

// Walks from a to b of three steps; strongest of each first step.
void AddWalks(const TieGraph& graph, InferredTie& out) {
  const std::span<const Tie> ends = graph.TiesOf(out.b);
  std::vector<BalanceWalk> walks;
  for (const Tie& first : graph.TiesOf(out.a)) {
    if (first.other == out.b) continue;
    BalanceWalk strongest;
    auto last = ends.begin();
    for (const Tie& middle : graph.TiesOf(first.other)) {
      while (last != ends.end() && last->other < middle.other) ++last;
      if (last == ends.end()) break;
      if (last->other != middle.other || middle.other == out.a) continue;
      const double share = Step(graph, out.a, first) * Step(graph, first.other, middle) * Step(graph, out.b, *last);
      out.balance += share;
      if (std::abs(share) > std::abs(strongest.share)) {
        strongest = {first.other, middle.other, first.value, middle.value, last->value, share};
      }
    }
    if (strongest.share != 0) walks.push_back(strongest);
  }
  const double sign = out.balance >= 0 ? 1 : -1;
  std::erase_if(walks, [&](const BalanceWalk& walk) { return walk.share * sign <= 0; });
  std::sort(walks.begin(), walks.end(), [&](const BalanceWalk& x, const BalanceWalk& y) {
    return x.share != y.share ? x.share * sign > y.share * sign : x.through < y.through;
  });
  if (walks.size() > kWalks) walks.resize(kWalks);
  out.walks = std::move(walks);
}

}  // namespace

Result<InferenceWeights> InferenceWeights::Load(const DataFiles& data) {
  constexpr std::array<std::string_view, 3> kNames = {"intercept", "status", "balance"};
  const Result<NumberTable> table = ReadNumberTable(data, "relation/inferred_weights.tsv", "name", "value", kNames);
  if (!table.ok()) return table.status();
  return InferenceWeights{table->find("intercept")->second, table->find("status")->second,
                          table->find("balance")->second};
}

std::optional<InferredTie> InferTie(const TieGraph& graph, StreamGroupId a, StreamGroupId b,
                                    const InferenceWeights& weights, const SeriesSettings& settings) {
  if (a == b || !Judgeable(graph, a, settings) || !Judgeable(graph, b, settings)) return std::nullopt;
  InferredTie out{.a = a, .b = b, .status = graph.mean() + graph.Status(a) + graph.Status(b)};
  AddWalks(graph, out);
  out.probability = Probability(out, weights);
  return out;
}

std::vector<InferredTie> InferTiesOf(const TieGraph& graph, StreamGroupId group, size_t limit,
                                     const InferenceWeights& weights, const SeriesSettings& settings) {
  std::vector<InferredTie> good, bad;
  if (!Judgeable(graph, group, settings)) return good;
  // Two passes of one step each, so that nobody is walked to twice.
  std::vector<double> two(graph.group_count(), 0), three(graph.group_count(), 0);
  for (const Tie& first : graph.TiesOf(group)) {
    const double step = Step(graph, group, first);
    for (const Tie& middle : graph.TiesOf(first.other)) {
      if (middle.other != group) two[middle.other] += step * Step(graph, first.other, middle);
    }
  }
  for (StreamGroupId m = 0; m < graph.group_count(); ++m) {
    if (two[m] == 0) continue;
    for (const Tie& last : graph.TiesOf(m)) three[last.other] += two[m] * Step(graph, m, last);
  }
  for (StreamGroupId b = 0; b < graph.group_count(); ++b) {
    if (b == group || !Judgeable(graph, b, settings) || graph.Between(group, b)) continue;
    InferredTie tie{.a = group, .b = b, .status = graph.mean() + graph.Status(group) + graph.Status(b)};
    tie.balance = three[b];
    tie.probability = Probability(tie, weights);
    if (tie.probability >= settings.inferred_clear) good.push_back(tie);
    if (tie.probability <= 1 - settings.inferred_clear) bad.push_back(tie);
  }
  for (std::vector<InferredTie>* side : {&good, &bad}) {
    const double sign = side == &good ? 1 : -1;
    std::sort(side->begin(), side->end(), [&](const InferredTie& x, const InferredTie& y) {
      return x.probability != y.probability ? x.probability * sign > y.probability * sign : x.b < y.b;
    });
    if (side->size() > limit) side->resize(limit);
    for (InferredTie& tie : *side) tie.balance = 0, AddWalks(graph, tie);
  }
  good.insert(good.end(), bad.begin(), bad.end());
  return good;
}

}  // namespace entente
