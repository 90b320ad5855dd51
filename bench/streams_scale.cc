// A hundred million made-up events: does the snapshot of their columns load and answer in little time and memory?
//
//     streams_scale make N FILE     power-law actors (20,000 names of 2,000 groups), ten years of days; writes the
//     snapshot streams_scale ask FILE        loads it and asks: prints seconds and the peak of resident memory
//
// For people: `bench/streams.py --scale N` calls both.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "stream/columns_file.h"
#include "stream/event_columns_builder.h"

namespace {

using entente::EventColumns;
using Clock = std::chrono::steady_clock;

double Since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double PeakMib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Small and the same everywhere (splitmix64).
class Random {
 public:
  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

 private:
  uint64_t state_ = 42;
};

int Make(size_t events, const char* path) {
  constexpr uint32_t kActors = 20'000, kGroups = 2'000, kActs = 250, kDays = 3'652, kFirstDay = 12'784;
  constexpr double kSkew = 3;  // rank = u^3 * actors: the first hundredth of them has a fifth of all events
  entente::EventColumnsBuilder builder;
  for (uint32_t a = 0; a < kActors; ++a) {
    const std::string code = "G" + std::to_string(a % kGroups);
    builder.names().Add(entente::StreamActorEntry{"actor " + std::to_string(a), {code, "", code}, {}});
  }
  for (uint32_t a = 0; a < kActs; ++a) {
    builder.names().Add(entente::StreamActEntry{std::to_string(1000 + a), "", "CONSULT", "", 1, 1});
  }
  const uint32_t file = builder.AddFile({"made up", "quads", ""});
  Random random;
  for (size_t i = 0; i < events; ++i) {
    entente::StreamRow row;
    row.day = static_cast<int32_t>(kFirstDay + i * kDays / events);
    row.source = static_cast<uint32_t>(std::pow(random.Unit(), kSkew) * kActors);
    row.target = static_cast<uint32_t>(std::pow(random.Unit(), kSkew) * kActors);
    row.act = static_cast<uint32_t>(random.Next() % kActs);
    row.row = static_cast<uint32_t>(i + 1);
    builder.Add(file, row);
  }
  const auto start = Clock::now();
  auto columns = std::move(builder).Build();
  if (!columns.ok()) return 1;
  std::printf("build: %.1f s, peak %.0f MiB\n", Since(start), PeakMib());
  const entente::Status written = WriteColumnsFile(*columns, "made up", path);
  std::printf("%s\n", written.ToString().c_str());
  return written.ok() ? 0 : 1;
}

// Sums what a relation would: act and day of each event of the pair in the window.
double Ask(const EventColumns& columns, uint32_t a, uint32_t b, int64_t& sum, size_t& count) {
  const auto start = Clock::now();
  const auto window = columns.Window(columns.first_day() + 365, columns.last_day() - 365);
  const auto events = EventColumns::InWindow(columns.EventsBetween(a, b), window);
  for (const entente::StreamEventId e : events) {
    sum += columns.Day(e) + columns.Act(e) + columns.Source(e) + static_cast<int>(columns.Status(e));
  }
  count = events.size();
  return Since(start) * 1000;
}

int Query(const char* path) {
  const auto start = Clock::now();
  const auto columns = entente::ReadColumnsFile("made up", path);
  if (!columns.ok()) {
    std::printf("%s\n", columns.status().ToString().c_str());
    return 1;
  }
  std::printf("load: %.2f s, %zu events, %zu groups, %zu links; peak %.0f MiB\n", Since(start), columns->size(),
              columns->group_count(), columns->tables().links.size(), PeakMib());
  entente::ColumnTables tables = columns->tables();
  size_t bytes = 0;
  tables.ForEach([&](const auto& values) { bytes += values.size_bytes(); });
  std::printf("%.2f bytes an event\n", static_cast<double>(bytes) / static_cast<double>(columns->size()));
  int64_t sum = 0;
  size_t count = 0;
  double worst = 0, total = 0;
  size_t most = 0;
  for (uint32_t i = 0; i < 1000; ++i) {
    const uint32_t a = i % 40, b = (i * 37 + 1) % static_cast<uint32_t>(columns->group_count());
    const double took = Ask(*columns, a, b, sum, count);
    worst = std::max(worst, took);
    total += took;
    most = std::max(most, count);
  }
  std::printf("1000 pairs in a window: mean %.3f ms, worst %.2f ms, most events %zu\n", total / 1000, worst, most);
  // Every third party of a pair, with what it has to do with both: what a ranking of brokers looks at.
  const auto begin = Clock::now();
  const auto of_a = columns->LinksOf(0), of_b = columns->LinksOf(1);
  size_t third = 0, seen = 0;
  for (size_t i = 0, j = 0; i < of_a.size() && j < of_b.size();) {
    if (of_a[i].other < of_b[j].other) {
      ++i;
    } else if (of_b[j].other < of_a[i].other) {
      ++j;
    } else {
      ++third;
      const auto window = columns->Window(columns->last_day() - 365, columns->last_day());
      for (const auto& link : {of_a[i++], of_b[j++]}) {
        for (const auto e : EventColumns::InWindow(columns->EventsOf(link), window)) seen += columns->Act(e) > 0;
      }
    }
  }
  std::printf("third parties of a pair, a year: %zu parties, %zu events, %.1f ms; peak %.0f MiB (%lld)\n", third, seen,
              Since(begin) * 1000, PeakMib(), static_cast<long long>(sum));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "make") == 0) return Make(std::strtoull(argv[2], nullptr, 10), argv[3]);
  if (argc == 3 && std::strcmp(argv[1], "ask") == 0) return Query(argv[2]);
  std::fprintf(stderr, "usage: streams_scale make N FILE | ask FILE\n");
  return 2;
}
