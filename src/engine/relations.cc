#include "entente/relations.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/list_report.h"
#include "answer/pair_report.h"
#include "base/date.h"
#include "engine/event_book.h"
#include "relation/tie_graph.h"

namespace entente {
namespace {

constexpr size_t kLinePoints = 240;
constexpr size_t kPartners = 5;
constexpr size_t kInferredTold = 5;

std::string Shown(const PairReport& report, ReportFormat format) {
  switch (format) {
    case ReportFormat::kMarkdown:
      return ReportMarkdown(report);
    case ReportFormat::kJson:
      return ReportJson(report);
    case ReportFormat::kHtml:
      return ReportHtml(report);
    default:
      return ReportText(report, format == ReportFormat::kAnsi);
  }
}

Result<std::string> Shown(const ListReport& report, ReportFormat format) {
  switch (format) {
    case ReportFormat::kMarkdown:
      return ListMarkdown(report);
    case ReportFormat::kJson:
      return report.data + "\n";
    case ReportFormat::kHtml:
      return Status(StatusCode::kUnsupported, "answer.no_page",
                    "lists have no page of their own; use markdown or json");
    default:
      return ListText(report, format == ReportFormat::kAnsi);
  }
}

}  // namespace

std::optional<ReportFormat> ReportFormatOf(std::string_view word) {
  constexpr std::pair<std::string_view, ReportFormat> kWords[] = {{"text", ReportFormat::kText},
                                                                  {"ansi", ReportFormat::kAnsi},
                                                                  {"markdown", ReportFormat::kMarkdown},
                                                                  {"json", ReportFormat::kJson},
                                                                  {"html", ReportFormat::kHtml}};
  for (const auto& [name, format] : kWords) {
    if (name == word) return format;
  }
  return std::nullopt;
}

namespace {

// Both ends of a pair, resolved.
Result<std::pair<StreamGroupId, StreamGroupId>> PairOf(const Result<StreamGroupId>& a, const Result<StreamGroupId>& b,
                                                       std::string_view name) {
  if (!a.ok()) return a.status();
  if (!b.ok()) return b.status();
  if (*a == *b) {
    return Status(StatusCode::kInvalidInput, "actor.same", fmt::format("{} is both sides of the pair", name));
  }
  return std::pair(*a, *b);
}

}  // namespace

Result<std::string> EventBook::Relation(std::string_view a, std::string_view b, const TimeWindow& window, bool infer,
                                        ReportFormat format) const {
  const auto pair = PairOf(rooms_->GroupOf(a), rooms_->GroupOf(b), a);
  if (!pair.ok()) return pair.status();
  const DayRange days = rooms_->DaysOf(window);
  std::optional<InferredTie> inferred;
  if (infer) {
    const TieGraph graph = TieGraph::Build(rooms_->columns, rooms_->weights, days, rooms_->settings);
    if (!graph.Between(pair->first, pair->second)) {
      inferred = InferTie(graph, pair->first, pair->second, rooms_->inference, rooms_->settings);
    }
  }
  PairHistory history =
      PairHistoryOf(rooms_->columns, rooms_->weights, pair->first, pair->second, days, kLinePoints, rooms_->settings);
  const ReportInput input{rooms_->columns, rooms_->weights, rooms_->settings, rooms_->names,
                          rooms_->words,   rooms_->where,   rooms_->scale};
  PairReport report = MakePairReport(input, pair->first, pair->second, std::move(history), inferred);
  rooms_->FindReports(report.evidence);
  rooms_->FindSentences(report.evidence);
  return Shown(report, format);
}

Result<std::string> EventBook::Compare(const std::vector<std::pair<std::string, std::string>>& pairs,
                                       const TimeWindow& window, ReportFormat format) const {
  const ReportInput input{rooms_->columns, rooms_->weights, rooms_->settings, rooms_->names,
                          rooms_->words,   rooms_->where,   rooms_->scale};
  std::vector<PairReport> reports;
  for (const auto& [a, b] : pairs) {
    const auto pair = PairOf(rooms_->GroupOf(a), rooms_->GroupOf(b), a);
    if (!pair.ok()) return pair.status();
    PairHistory history = PairHistoryOf(rooms_->columns, rooms_->weights, pair->first, pair->second,
                                        rooms_->DaysOf(window), kLinePoints, rooms_->settings);
    reports.push_back(MakePairReport(input, pair->first, pair->second, std::move(history), std::nullopt));
    rooms_->FindReports(reports.back().evidence);
    rooms_->FindSentences(reports.back().evidence);
  }
  return Shown(Comparison(reports), format);
}

Result<std::string> EventBook::Actors(std::string_view actor, const TimeWindow& window, size_t limit,
                                      ReportFormat format) const {
  const EventColumns& columns = rooms_->columns;
  const DayRange days = rooms_->DaysOf(window);
  const EventRange range = columns.Window(days.from, days.to);
  std::vector<ActorLine> lines;
  const auto add = [&](StreamGroupId group) {
    ActorLine line{group, 0, {}, {}};
    for (const GroupLink& link : columns.LinksOf(group)) {
      const auto events = EventColumns::InWindow(columns.EventsOf(link), range);
      line.events += static_cast<uint32_t>(events.size());
      if (link.other != group && !events.empty())
        line.partners.push_back({link.other, static_cast<uint32_t>(events.size()), {}});
    }
    if (line.events > 0) lines.push_back(std::move(line));
  };
  if (actor.empty()) {
    for (StreamGroupId group = 0; group < columns.group_count(); ++group) add(group);
  } else {
    const Result<StreamGroupId> group = rooms_->GroupOf(actor);
    if (!group.ok()) return group.status();
    add(*group);
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const ActorLine& x, const ActorLine& y) { return x.events > y.events; });
  if (lines.size() > limit) lines.resize(limit);
  const size_t partners = actor.empty() ? kPartners : limit;
  for (ActorLine& line : lines) {
    std::stable_sort(line.partners.begin(), line.partners.end(),
                     [](const PartnerLine& x, const PartnerLine& y) { return x.events > y.events; });
    if (line.partners.size() > partners) line.partners.resize(partners);
    for (PartnerLine& partner : line.partners) {
      partner.level = LevelAt(DyadEventsOf(columns, rooms_->weights, line.group, partner.other, days), days.to,
                              LevelRules::Current(rooms_->settings));
    }
  }
  if (!actor.empty() && !lines.empty()) {
    const TieGraph graph = TieGraph::Build(columns, rooms_->weights, days, rooms_->settings);
    lines[0].inferred = InferTiesOf(graph, lines[0].group, kInferredTold, rooms_->inference, rooms_->settings);
  }
  return Shown(ActorList(columns, rooms_->names, lines, days), format);
}

Result<std::string> EventBook::Camps(const TimeWindow& window, int step_years, ReportFormat format) const {
  const DayRange days = rooms_->DaysOf(window);
  std::vector<CampStretch> stretches;
  std::optional<TieGraph> before;
  for (int32_t from = days.from; from <= days.to;) {
    int32_t to = days.to;
    if (step_years > 0) {
      Date next = DateOfDayNumber(from);
      next.year = static_cast<int16_t>(next.year + step_years);
      to = std::min(to, DayNumber(next) - 1);
    }
    TieGraph graph = TieGraph::Build(rooms_->columns, rooms_->weights, {from, to}, rooms_->settings);
    CampStretch stretch{CampsOf(graph, {from, to}, rooms_->settings), {}};
    if (before) stretch.changes = CampChanges(stretches.back().camps, *before, stretch.camps, graph, rooms_->settings);
    stretches.push_back(std::move(stretch));
    before = std::move(graph);
    from = to + 1;
  }
  return Shown(CampList(rooms_->columns, rooms_->names, stretches), format);
}

Result<std::string> EventBook::Waves(std::string_view target, const TimeWindow& window, size_t limit,
                                     ReportFormat format) const {
  std::optional<StreamGroupId> to;
  if (!target.empty()) {
    const Result<StreamGroupId> group = rooms_->GroupOf(target);
    if (!group.ok()) return group.status();
    to = *group;
  }
  const std::vector<Wave> waves =
      WavesOf(rooms_->columns, rooms_->wave_acts, rooms_->DaysOf(window), to, rooms_->settings);
  return Shown(WaveList(rooms_->columns, rooms_->names, rooms_->wave_acts, waves, limit), format);
}

}  // namespace entente
