#include "answer/pair_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "answer/words.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr size_t kChangesTold = 6;
constexpr size_t kKindsTold = 6;
constexpr size_t kPartsTold = 6;

std::string Signed(double value) { return fmt::format("{:+.2f}", value); }
std::string Rate(double value) { return fmt::format("{:.2f}", value); }

class Reporter {
 public:
  Reporter(const ReportInput& input, PairReport& report) : in_(input), out_(report) {}

  void AddEvidence() {
    for (const ChangePoint& change : out_.history.changes) {
      ReportChange told{change, {}};
      for (const StreamEventId event : change.turning_events) told.evidence.push_back(Number(event));
      out_.changes.push_back(std::move(told));
    }
  }
  void AddKinds() {
    for (const KindShare& share : out_.history.kinds) {
      out_.kinds.push_back({std::string(share.type), in_.words.Kind(share.type, share.events), share});
    }
    for (const PartShare& part : out_.history.parts) {
      if (out_.parts.size() == kPartsTold) break;
      out_.parts.push_back({std::string(in_.columns.Actor(part.actor).name), part.of_first, part.events});
    }
  }
  void AddInference(const InferredTie& tie) {
    ReportInference inference{tie, {}};
    for (const BalanceWalk& walk : tie.walks) {
      inference.walks.push_back(
          {GroupName(in_.columns, in_.names, walk.through), GroupName(in_.columns, in_.names, walk.next), walk});
    }
    out_.inferred = std::move(inference);
  }

  void Speak() {
    out_.title = Say("title");
    if (out_.history.events.empty()) {
      out_.paragraphs.push_back({"nothing", {Say("none", {{"where", out_.where}})}});
    } else {
      SpeakOfLevel();
      SpeakOfChanges();
      SpeakOfKinds();
      SpeakOfDriving();
    }
    if (out_.inferred) SpeakOfInference();
  }

 private:
  std::string Say(std::string_view key, Slots slots = {}) const {
    slots.emplace("a", out_.first);
    slots.emplace("b", out_.second);
    slots.emplace("from", Day(out_.history.days.from));
    slots.emplace("to", Day(out_.history.days.to));
    slots.emplace("events", std::to_string(out_.history.events.size()));
    return in_.words.Say(key, slots);
  }

  int Number(StreamEventId event) {
    const auto [at, fresh] = numbers_.emplace(event, static_cast<int>(numbers_.size()) + 1);
    if (fresh) {
      const StreamAct act = in_.columns.ActOf(in_.columns.Act(event));
      const StreamOrigin origin = in_.columns.Origin(event);
      out_.evidence.push_back({at->second,
                               in_.columns.Day(event),
                               std::string(in_.columns.Actor(in_.columns.Source(event)).name),
                               std::string(in_.columns.Actor(in_.columns.Target(event)).name),
                               std::string(act.name),
                               std::string(act.type),
                               std::string(act.cameo),
                               in_.weights.Of(in_.columns, event),
                               std::string(origin.file),
                               std::string(origin.form),
                               origin.row,
                               {},
                               {},
                               std::string(origin.address)});
    }
    return at->second;
  }

  void SpeakOfLevel() {
    const PairHistory& history = out_.history;
    const Level& level = history.level;
    ReportParagraph told{"level", {}};
    told.sentences.push_back(Say(level.low > 0    ? "level.above"
                                 : level.high < 0 ? "level.below"
                                                  : "level.open",
                                 {{"level", Signed(level.level)},
                                  {"low", Signed(level.low)},
                                  {"high", Signed(level.high)},
                                  {"factor", fmt::format("{:g}", in_.settings.conflict_factor)}}));
    const double years = in_.settings.standing_half_life_days / 365.25;
    told.sentences.push_back(
        Say("standing", {{"standing", Signed(history.standing.level)}, {"years", fmt::format("{:.0f}", years)}}));
    if (history.earlier.events > 0) {
      // Two bands of one deviation each, as of independent estimates.
      const double band = in_.settings.band_deviations * std::hypot(level.deviation, history.earlier.deviation);
      const double trend = history.trend();
      told.sentences.push_back(
          Say(trend > band    ? "trend.up"
              : trend < -band ? "trend.down"
                              : "trend.flat",
              {{"earlier", Signed(history.earlier.level)}, {"difference", Rate(std::abs(trend))}}));
    }
    out_.paragraphs.push_back(std::move(told));
  }

  void SpeakOfChanges() {
    ReportParagraph told{"changes", {}};
    std::vector<const ReportChange*> strongest;
    for (const ReportChange& change : out_.changes) strongest.push_back(&change);
    std::stable_sort(strongest.begin(), strongest.end(),
                     [](const ReportChange* x, const ReportChange* y) { return x->change.gain > y->change.gain; });
    const size_t more = strongest.size() > kChangesTold ? strongest.size() - kChangesTold : 0;
    strongest.resize(strongest.size() - more);
    std::sort(strongest.begin(), strongest.end(),
              [](const ReportChange* x, const ReportChange* y) { return x->change.day < y->change.day; });
    for (const ReportChange* change : strongest) told.sentences.push_back(ChangeSentence(*change));
    if (more > 0) told.sentences.push_back(Say("change.more", {{"count", std::to_string(more)}}));
    if (told.sentences.empty()) {
      const auto weighty = std::count_if(out_.history.events.begin(), out_.history.events.end(),
                                         [](const DyadEvent& event) { return event.weight != 0; });
      const bool few = static_cast<double>(weighty) < in_.settings.change_minimum_events;
      told.sentences.push_back(Say(few ? "change.few" : "change.none"));
    }
    out_.paragraphs.push_back(std::move(told));
  }

  std::string ChangeSentence(const ReportChange& told) const {
    const ChangePoint& change = told.change;
    std::string cites;
    for (const int number : told.evidence) cites += fmt::format("[{}]", number);
    std::string sentence = Say(change.direction >= 0 ? "change.better" : "change.worse",
                               {{"day", Day(change.day)},
                                {"conflict_before", Rate(change.before.conflict)},
                                {"conflict_after", Rate(change.after.conflict)},
                                {"good_before", Rate(change.before.cooperation)},
                                {"good_after", Rate(change.after.cooperation)},
                                {"cites", cites}});
    const size_t gap = sentence.find(" .");
    if (gap != std::string::npos) sentence.erase(gap, 1);  // no events turned it
    return sentence;
  }

  void SpeakOfKinds() {
    std::vector<std::string> items;
    for (const ReportKind& kind : out_.kinds) {
      if (items.size() < kKindsTold) items.push_back(fmt::format("{} {}", kind.share.events, kind.words));
    }
    out_.paragraphs.push_back({"kinds", {Say("kinds", {{"list", ListOf(items)}})}});
  }

  void SpeakOfDriving() {
    const Initiative& drive = out_.history.initiative;
    ReportParagraph told{"drives", {}};
    const bool unequal = ClearlyUnequal(drive.first_events, drive.second_events);
    const bool first = drive.first_events > drive.second_events;
    told.sentences.push_back(Say(!unequal ? "initiative.even"
                                 : first  ? "initiative.first"
                                          : "initiative.second",
                                 {{"x", std::to_string(unequal && !first ? drive.second_events : drive.first_events)},
                                  {"y", std::to_string(drive.second_events)}}));
    if (ClearlyUnequal(drive.first_opens, drive.second_opens)) {
      const bool opens = drive.first_opens > drive.second_opens;
      told.sentences.push_back(Say(opens ? "opens.first" : "opens.second",
                                   {{"x", std::to_string(std::max(drive.first_opens, drive.second_opens))},
                                    {"n", std::to_string(drive.first_opens + drive.second_opens)}}));
    }
    const double conflict = drive.first_conflict + drive.second_conflict;
    if (conflict > 0 && ClearlyUnequal(drive.first_conflict, drive.second_conflict)) {
      const bool harms = drive.first_conflict > drive.second_conflict;
      const double share = std::max(drive.first_conflict, drive.second_conflict) / conflict;
      told.sentences.push_back(
          Say(harms ? "conflict.first" : "conflict.second", {{"share", fmt::format("{:.0f}", 100 * share)}}));
    }
    std::vector<std::string> parts;
    for (const ReportPart& part : out_.parts) parts.push_back(fmt::format("{} ({})", part.name, part.events));
    told.sentences.push_back(Say("parts", {{"list", ListOf(parts)}}));
    out_.paragraphs.push_back(std::move(told));
  }

  void SpeakOfInference() {
    const InferredTie& tie = out_.inferred->tie;
    const double clear = in_.settings.inferred_clear;
    const bool good = tie.probability >= clear, bad = tie.probability <= 1 - clear;
    ReportParagraph told{"inferred", {}};
    told.sentences.push_back(Say(good  ? "inferred.good"
                                 : bad ? "inferred.bad"
                                       : "inferred.open",
                                 {{"probability", fmt::format("{:.0f}", 100 * tie.probability)}}));
    for (const ReportWalk& walk : out_.inferred->walks) {
      told.sentences.push_back(Say("inferred.walk", {{"x", walk.through},
                                                     {"y", walk.next},
                                                     {"first", fmt::format("({:+.1f})", walk.walk.first)},
                                                     {"second", fmt::format("({:+.1f})", walk.walk.middle)},
                                                     {"third", fmt::format("({:+.1f})", walk.walk.last)}}) +
                               ".");
    }
    out_.paragraphs.push_back(std::move(told));
  }

  const ReportInput& in_;
  PairReport& out_;
  std::map<StreamEventId, int> numbers_;
};

}  // namespace

std::string ReportEvent::Place() const {
  if (document.empty()) return fmt::format("{}, row {}", file, row);
  return fmt::format("{}: “{}”", document, text);
}

std::string GroupName(const EventColumns& columns, const NameBook& names, StreamGroupId group) {
  const StreamGroup is = columns.Group(group);
  if (is.code.empty()) {
    const std::vector<StreamActorId> actors = columns.ActorsOf(group);
    return actors.empty() ? std::string(is.key) : std::string(columns.Actor(actors.front()).name);
  }
  std::string name = names.Display(is.code);
  if (!is.sector.empty()) name += fmt::format(" ({})", is.sector);
  return name;
}

PairReport MakePairReport(const ReportInput& input, StreamGroupId a, StreamGroupId b, PairHistory history,
                          const std::optional<InferredTie>& inferred) {
  PairReport report;
  report.first = GroupName(input.columns, input.names, a);
  report.second = GroupName(input.columns, input.names, b);
  report.first_key = input.columns.Group(a).key;
  report.second_key = input.columns.Group(b).key;
  report.where = input.where;
  report.scale = input.scale;
  report.history = std::move(history);
  Reporter reporter(input, report);
  reporter.AddEvidence();
  reporter.AddKinds();
  if (inferred) reporter.AddInference(*inferred);
  reporter.Speak();
  return report;
}

std::string Sparkline(const std::vector<Level>& line, size_t width) {
  constexpr std::array<std::string_view, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (line.size() < 2 || width < 2) return {};
  const auto [low, high] =
      std::minmax_element(line.begin(), line.end(), [](const Level& x, const Level& y) { return x.level < y.level; });
  const double range = high->level - low->level;
  std::string out;
  for (size_t i = 0; i < width; ++i) {
    const Level& point = line[i * (line.size() - 1) / (width - 1)];
    const double height = range > 0 ? (point.level - low->level) / range : 0.5;
    out += kBlocks[std::min<size_t>(7, static_cast<size_t>(height * 8))];
  }
  return out;
}

}  // namespace entente
