// relations_bench EVENTS [REPEATS]: milliseconds of each question about relations, columns in memory. For people and
// for bench/relations.py: one line a question, tab-separated: what, on what, best, median, worst of the pairs asked.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "relation/camps.h"
#include "relation/inferred_ties.h"
#include "relation/pair_history.h"
#include "relation/waves.h"
#include "stream/columns_sink.h"
#include "stream/line_source.h"
#include "stream/stream_reader.h"

namespace entente {
namespace {

constexpr size_t kPoints = 240;

template <typename Run>
double Milliseconds(Run run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// The best of `repeats` for every pair, then best, median and worst of the pairs.
template <typename Run>
void Measure(const char* what, const std::string& on, size_t pairs, int repeats, Run run) {
  std::vector<double> times;
  for (size_t i = 0; i < pairs; ++i) {
    double best = 1e300;
    for (int r = 0; r < repeats; ++r) best = std::min(best, Milliseconds([&] { run(i); }));
    times.push_back(best);
  }
  std::sort(times.begin(), times.end());
  std::printf("%s\t%s\t%.3f\t%.3f\t%.3f\n", what, on.c_str(), times.front(), times[times.size() / 2], times.back());
}

int Run(const char* path, int repeats) {
  const StreamTools tools = std::move(StreamTools::Load(DataFiles::Embedded()).value());
  EventColumnsBuilder builder;
  StreamVocabulary words;
  ColumnsSink sink({path, "", ""}, words, tools.book, builder);
  Result<LineSource> lines = LineSource::Open(path);
  if (!lines.ok() || !ReadStream(*lines, StreamForm::kAuto, tools, words, sink).ok()) {
    std::fprintf(stderr, "cannot read %s\n", path);
    return 1;
  }
  const EventColumns columns = std::move(std::move(builder).Build().value());
  const SeriesSettings settings = SeriesSettings::Load(DataFiles::Embedded()).value();
  const RelationWeights by_type = std::move(RelationWeights::Load(DataFiles::Embedded()).value());
  const EventWeights weights = EventWeights::Of(columns, by_type, EventScale::kOwn);
  const WaveActs acts = WaveActs::Load(DataFiles::Embedded()).value();
  const InferenceWeights inference = InferenceWeights::Load(DataFiles::Embedded()).value();

  std::vector<std::pair<uint32_t, std::pair<StreamGroupId, StreamGroupId>>> pairs;
  for (StreamGroupId a = 0; a < columns.group_count(); ++a) {
    for (const GroupLink& link : columns.LinksOf(a)) {
      if (link.other > a) pairs.push_back({link.end - link.begin, {a, link.other}});
    }
  }
  std::sort(pairs.begin(), pairs.end(), std::greater<>());
  const auto history = [&](size_t i) {
    PairHistoryOf(columns, weights, pairs[i].second.first, pairs[i].second.second, {}, kPoints, settings);
  };
  const size_t top = std::min<size_t>(50, pairs.size());
  Measure("relation", "the pair with most events", 1, repeats, history);
  Measure("relation", "the 50 pairs with most events", top, repeats, history);
  Measure("relation", "every 20th pair", pairs.size() / 20, repeats, [&](size_t i) { history(20 * i); });
  const TieGraph graph = TieGraph::Build(columns, weights, {}, settings);
  Measure("tie graph", "all events", 1, repeats, [&](size_t) { TieGraph::Build(columns, weights, {}, settings); });
  Measure("inferred tie", "the 50 pairs with most events", top, repeats,
          [&](size_t i) { InferTie(graph, pairs[i].second.first, pairs[i].second.second, inference, settings); });
  Measure("camps", "all events", 1, repeats, [&](size_t) { CampsOf(graph, {}, settings); });
  Measure("waves", "towards anybody", 1, repeats, [&](size_t) { WavesOf(columns, acts, {}, std::nullopt, settings); });
  Measure("waves", "towards one of the 50 pairs", top, repeats,
          [&](size_t i) { WavesOf(columns, acts, {}, pairs[i].second.first, settings); });
  return 0;
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "relations_bench EVENTS [REPEATS]\n");
    return 2;
  }
  return entente::Run(argv[1], argc > 2 ? std::stoi(argv[2]) : 5);
}
