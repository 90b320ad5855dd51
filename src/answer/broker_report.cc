#include "answer/broker_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/answer_json.h"
#include "answer/json_writer.h"
#include "answer/words.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr size_t kEventsShown = 20;
constexpr size_t kReasonsTold = 4;
constexpr size_t kEventsTold = 3;
constexpr double kLeastReason = 0.1;  // of a contribution worth saying
constexpr std::array<std::string_view, 3> kParts = {"direct", "behavioural", "structural"};

class BrokerLister {
 public:
  explicit BrokerLister(const BrokerReportInput& input) : in_(input) {}

  ListReport Run(std::span<const MergedBroker> brokers, size_t limit) {
    const auto name = [&](const std::string& key) { return in_.names.Display(key); };
    report_.title = in_.words.Say("brokers.title", {{"a", name(in_.pair[0])},
                                                    {"b", name(in_.pair[1])},
                                                    {"from", Day(in_.window.from_day)},
                                                    {"to", Day(in_.window.to_day)}});
    report_.sections.push_back({"", {}});
    report_.sections.back().lines.push_back(in_.words.Say(in_.likelihood > 0.5 ? "brokers.likely" : "brokers.unlikely",
                                                          {{"likelihood", fmt::format("{:.2f}", in_.likelihood)}}));
    json_.Open('[');
    for (size_t i = 0; i < std::min(limit, brokers.size()); ++i) {
      Tell(i + 1, brokers[i]);
      Write(brokers[i]);
    }
    report_.data = json_.Close(']').text();
    return std::move(report_);
  }

 private:
  static std::string Day(int32_t day) { return ToString(DateOfDayNumber(day)); }

  void Tell(size_t place, const MergedBroker& one) {
    ListSection section{in_.words.Say("brokers.heading", {{"place", std::to_string(place)},
                                                          {"name", in_.names.Display(one.key)},
                                                          {"direction", std::string(ToString(one.direction))},
                                                          {"score", fmt::format("{:.2f}", one.score)}}),
                        {}};
    if (one.coded != nullptr) {
      section.lines.push_back(in_.words.Say("brokers.coded", {{"direct", fmt::format("{:.2f}", one.coded->direct)},
                                                              {"count", std::to_string(one.coded->shares.size())}}));
    }
    if (one.events != nullptr) TellEvents(*one.events, section);
    report_.sections.push_back(std::move(section));
  }

  void TellEvents(const StreamBroker& one, ListSection& section) {
    std::vector<size_t> order;
    for (size_t f = 0; f < kStreamFeatureCount; ++f) {
      if (one.contributions[f] >= kLeastReason) order.push_back(f);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t x, size_t y) { return one.contributions[x] > one.contributions[y]; });
    if (order.size() > kReasonsTold) order.resize(kReasonsTold);
    std::vector<std::string> reasons;
    for (const size_t f : order) {
      const double value = one.values[f];
      reasons.push_back(in_.words.Say(fmt::format("brokers.{}", StreamFeatureNames()[f].name),
                                      {{"count", fmt::format("{:.0f}", std::expm1(std::max(0.0, value)))},
                                       {"value", fmt::format("{:.2f}", value)},
                                       {"contribution", fmt::format("{:+.2f}", one.contributions[f])}}));
    }
    if (!reasons.empty()) section.lines.push_back(fmt::format("Because of {}.", ListOf(reasons)));
    for (const int side : {0, 1}) {
      const auto& events = one.evidence[side];
      for (size_t i = 0; i < std::min(kEventsTold, events.size()); ++i) {
        section.lines.push_back(EventLine(events[events.size() - 1 - i]));
      }
    }
  }

  std::string EventLine(StreamEventId event) const {
    const EventColumns& columns = in_.columns;
    const StreamOrigin origin = columns.Origin(event);
    return fmt::format("{}  {}: {} > {}  [{}:{}]", Day(columns.Day(event)), columns.ActOf(columns.Act(event)).name,
                       columns.Actor(columns.Source(event)).name, columns.Actor(columns.Target(event)).name,
                       origin.file, origin.row);
  }

  void Write(const MergedBroker& one) {
    json_.Open('{').Key("broker");
    WriteActor(json_, in_.names, one.key);
    json_.Key("direction").String(ToString(one.direction)).Key("score").Number(one.score);
    json_.Key("parts").Open('{');
    WriteSums(one);
    json_.Key("chance").Number(one.chance);
    if (one.events != nullptr) WriteFeatures(*one.events);
    json_.Close('}').Key("evidence").Open('[');
    if (one.coded != nullptr && in_.coded != nullptr) WriteBrokerEvidence(json_, *in_.coded, *one.coded);
    if (one.events != nullptr) {
      for (const int side : {0, 1}) WriteEvents(*one.events, side);
    }
    json_.Close(']').Close('}');
  }

  // Of the statements, as where there are only those; of the events, the contributions of each part.
  void WriteSums(const MergedBroker& one) {
    std::array<double, 3> sums{};
    if (one.coded != nullptr) sums = {one.coded->direct, one.coded->behavioural, one.coded->structural};
    for (size_t p = 0; p < kParts.size(); ++p) json_.Key(kParts[p]).Number(sums[p]);
    json_.Key("helping").Number(one.coded != nullptr ? one.coded->helping : 0);
    json_.Key("hurting").Number(one.coded != nullptr ? one.coded->hurting : 0);
  }

  void WriteFeatures(const StreamBroker& one) {
    json_.Key("events").Open('{').Key("score").Number(one.score).Key("likelihood").Number(one.likelihood);
    json_.Key("hurts").Number(one.hurting).Key("features").Open('{');
    for (size_t f = 0; f < kStreamFeatureCount; ++f) {
      const StreamFeatureName& name = StreamFeatureNames()[f];
      json_.Key(name.name).Open('{').Key("part").String(name.part);
      json_.Key("value").Number(one.values[f]).Key("contribution").Number(one.contributions[f]).Close('}');
    }
    json_.Close('}').Close('}');
  }

  void WriteEvents(const StreamBroker& one, int side) {
    const EventColumns& columns = in_.columns;
    const auto& events = one.evidence[side];
    for (size_t i = 0; i < std::min(kEventsShown, events.size()); ++i) {
      const StreamEventId event = events[events.size() - 1 - i];
      const StreamOrigin origin = columns.Origin(event);
      const StreamAct act = columns.ActOf(columns.Act(event));
      json_.Open('{').Key("part").String("behavioural").Key("kind").String("event").Key("side").String(in_.pair[side]);
      json_.Key("event_date")
          .String(Day(columns.Day(event)))
          .Key("cameo")
          .String(act.cameo)
          .Key("act")
          .String(act.name);
      json_.Key("source").String(columns.Actor(columns.Source(event)).name);
      json_.Key("target").String(columns.Actor(columns.Target(event)).name);
      json_.Key("file").String(origin.file).Key("row").Number(origin.row).Close('}');
    }
  }

  const BrokerReportInput& in_;
  ListReport report_;
  JsonWriter json_;
};

}  // namespace

ListReport BrokerList(const BrokerReportInput& input, std::span<const MergedBroker> brokers, size_t limit) {
  return BrokerLister(input).Run(brokers, limit);
}

}  // namespace entente
