#include "answer/list_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/json_writer.h"
#include "answer/words.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr size_t kCampMembersTold = 24;
constexpr size_t kWaveMembersTold = 30;
constexpr size_t kSparkColumns = 40;

class CampLister {
 public:
  CampLister(const EventColumns& columns, const NameBook& names) : columns_(columns), names_(names) {}

  ListReport Run(const std::vector<CampStretch>& stretches) {
    report_.title = "Camps: who stands together";
    json_.Open('[');
    for (size_t i = 0; i < stretches.size(); ++i) Add(stretches[i], i == 0 ? nullptr : &stretches[i - 1].camps);
    report_.data = json_.Close(']').text();
    return std::move(report_);
  }

 private:
  void Add(const CampStretch& stretch, const Camps* before) {
    const Camps& camps = stretch.camps;
    ListSection section{fmt::format("{} to {}", Day(camps.days.from), Day(camps.days.to)), {}};
    json_.Open('{').Key("from").String(Day(camps.days.from)).Key("to").String(Day(camps.days.to));
    json_.Key("modularity").Number(camps.modularity).Key("frustration").Number(camps.frustration);
    json_.Key("camps").Open('[');
    for (size_t c = 0; c < camps.camps.size(); ++c) {
      const std::vector<StreamGroupId>& members = camps.camps[c].members;
      std::vector<std::string> told;
      json_.Open('[');
      for (const StreamGroupId member : members) {
        json_.String(columns_.Group(member).key);
        if (told.size() < kCampMembersTold) told.push_back(GroupName(columns_, names_, member));
      }
      json_.Close(']');
      const size_t more = members.size() - told.size();
      section.lines.push_back(fmt::format("Camp {} ({}): {}{}", c + 1, members.size(), ListOf(told),
                                          more > 0 ? fmt::format(" … and {} more", more) : ""));
    }
    if (camps.camps.empty()) section.lines.push_back("Too few ties for camps.");
    json_.Close(']').Key("changes").Open('[');
    for (const CampChange& change : stretch.changes) AddChange(change, camps, *before, section);
    json_.Close(']').Close('}');
    report_.sections.push_back(std::move(section));
  }

  void AddChange(const CampChange& change, const Camps& camps, const Camps& before, ListSection& section) {
    const StreamGroupId from = Head(before.camps[change.from], change.group),
                        to = Head(camps.camps[change.to], change.group);
    section.lines.push_back(
        fmt::format("{} changed from the camp of {} to that of {} (nearer to the old one by {:.1f} before, to the new "
                    "one by {:.1f} "
                    "after).",
                    GroupName(columns_, names_, change.group), GroupName(columns_, names_, from),
                    GroupName(columns_, names_, to), change.before, change.after));
    json_.Open('{')
        .Key("actor")
        .String(columns_.Group(change.group).key)
        .Key("from_camp_of")
        .String(columns_.Group(from).key);
    json_.Key("to_camp_of").String(columns_.Group(to).key).Key("before").Number(change.before);
    json_.Key("after").Number(change.after).Close('}');
  }

  // The member that stands for a camp, another than `apart`.
  static StreamGroupId Head(const Camp& camp, StreamGroupId apart) {
    return camp.members[0] == apart ? camp.members[1] : camp.members[0];
  }

  const EventColumns& columns_;
  const NameBook& names_;
  ListReport report_;
  JsonWriter json_;
};

// "2.1 (1.0 to 3.2)".
std::string LevelWords(const Level& level) {
  return fmt::format("{:+.2f} ({:+.2f} to {:+.2f})", level.level, level.low, level.high);
}

}  // namespace

std::string ListText(const ListReport& report, bool ansi) {
  const std::string_view bold = ansi ? "\x1b[1m" : "", plain = ansi ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, Clean(report.title), plain);
  for (const ListSection& section : report.sections) {
    out += "\n";
    if (!section.heading.empty()) out += fmt::format("{}{}{}\n", bold, Clean(section.heading), plain);
    for (const std::string& line : section.lines) out += Clean(line) + "\n";
  }
  return out;
}

std::string ListMarkdown(const ListReport& report) {
  std::string out = fmt::format("# {}\n", Clean(report.title));
  for (const ListSection& section : report.sections) {
    out += "\n";
    if (!section.heading.empty()) out += fmt::format("## {}\n\n", Clean(section.heading));
    for (const std::string& line : section.lines) out += fmt::format("- {}\n", Clean(line));
  }
  return out;
}

ListReport CampList(const EventColumns& columns, const NameBook& names, const std::vector<CampStretch>& stretches) {
  return CampLister(columns, names).Run(stretches);
}

ListReport WaveList(const EventColumns& columns, const NameBook& names, const WaveActs& acts,
                    const std::vector<Wave>& waves, size_t limit) {
  ListReport report{"Waves: one act from many within days", {{"", {}}}, {}};
  JsonWriter json;
  json.Open('[');
  for (size_t i = 0; i < std::min(limit, waves.size()); ++i) {
    const Wave& wave = waves[i];
    std::vector<std::string> who;
    json.Open('{').Key("act").String(acts.Label(wave.act)).Key("cameo").String(acts.Prefix(wave.act));
    json.Key("target").String(columns.Group(wave.target).key).Key("from").String(Day(wave.from_day));
    json.Key("to").String(Day(wave.to_day)).Key("usual").Number(wave.usual).Key("surprise").Number(wave.surprise);
    json.Key("members").Open('[');
    for (const WaveMember& member : wave.members) {
      const StreamOrigin origin = columns.Origin(member.first);
      json.Open('{')
          .Key("source")
          .String(columns.Group(member.source).key)
          .Key("date")
          .String(Day(columns.Day(member.first)));
      json.Key("events").Number(member.events).Key("file").String(origin.file).Key("row").Number(origin.row).Close('}');
      if (who.size() < kWaveMembersTold) {
        who.push_back(fmt::format("{} ({}, row {})", GroupName(columns, names, member.source),
                                  Day(columns.Day(member.first)).substr(5), origin.row));
      }
    }
    json.Close(']').Close('}');
    report.sections[0].lines.push_back(
        fmt::format("{} to {}: {} towards {} from {} actors, where {:.1f} in a fortnight are usual: {}",
                    Day(wave.from_day), Day(wave.to_day), acts.Label(wave.act), GroupName(columns, names, wave.target),
                    wave.members.size(), wave.usual, ListOf(who)));
  }
  if (waves.empty()) report.sections[0].lines.push_back("No act spread over more actors than chance explains.");
  report.data = json.Close(']').text();
  return report;
}

ListReport Comparison(const std::vector<PairReport>& reports) {
  ListReport report{"Side by side", {}, {}};
  JsonWriter json;
  json.Open('[');
  for (const PairReport& pair : reports) {
    const PairHistory& history = pair.history;
    ListSection section{pair.title, {Sparkline(history.line, kSparkColumns)}};
    section.lines.push_back(fmt::format("level {}, long run {:+.2f}, {} events", LevelWords(history.level),
                                        history.standing.level, history.events.size()));
    for (const ReportParagraph& paragraph : pair.paragraphs) {
      if (paragraph.topic == "changes" || paragraph.topic == "kinds" || paragraph.topic == "nothing") {
        section.lines.insert(section.lines.end(), paragraph.sentences.begin(), paragraph.sentences.end());
      }
    }
    std::string one = ReportJson(pair);
    one.pop_back();
    json.Raw(one);
    std::erase(section.lines, "");
    report.sections.push_back(std::move(section));
    ListSection events{"", {}};
    for (const ReportEvent& event : pair.evidence) {
      events.lines.push_back(fmt::format("[{}] {} {} — {} — {} ({}, row {})", event.number, Day(event.day),
                                         event.source, event.act, event.target, event.file, event.row));
    }
    if (!events.lines.empty()) report.sections.push_back(std::move(events));
  }
  report.data = json.Close(']').text();
  return report;
}

ListReport ActorList(const EventColumns& columns, const NameBook& names, const std::vector<ActorLine>& actors,
                     DayRange days) {
  ListReport report{fmt::format("Who appears, {} to {}", Day(days.from), Day(days.to)), {}, {}};
  JsonWriter json;
  json.Open('[');
  for (const ActorLine& actor : actors) {
    ListSection section{fmt::format("{}: {} events", GroupName(columns, names, actor.group), actor.events), {}};
    json.Open('{').Key("key").String(columns.Group(actor.group).key).Key("events").Number(actor.events);
    json.Key("partners").Open('[');
    for (const PartnerLine& partner : actor.partners) {
      section.lines.push_back(fmt::format("with {}: {} events, level {}", GroupName(columns, names, partner.other),
                                          partner.events, LevelWords(partner.level)));
      json.Open('{').Key("key").String(columns.Group(partner.other).key).Key("events").Number(partner.events);
      json.Key("level").Number(partner.level.level).Key("low").Number(partner.level.low);
      json.Key("high").Number(partner.level.high).Close('}');
    }
    json.Close(']').Key("inferred").Open('[');
    for (const InferredTie& tie : actor.inferred) {
      std::vector<std::string> through;
      json.Open('{').Key("key").String(columns.Group(tie.b).key).Key("good_probability").Number(tie.probability);
      json.Key("through").Open('[');
      for (const BalanceWalk& walk : tie.walks) {
        through.push_back(fmt::format("{} ({:+.1f})", GroupName(columns, names, walk.through), walk.first));
        json.String(columns.Group(walk.through).key);
      }
      json.Close(']').Close('}');
      section.lines.push_back(fmt::format("inferred, not reported: a {} tie with {} is likely ({:.0f} % good){}",
                                          tie.probability > 0.5 ? "good" : "bad", GroupName(columns, names, tie.b),
                                          100 * tie.probability,
                                          through.empty() ? "" : ", through " + ListOf(through)));
    }
    json.Close(']').Close('}');
    report.sections.push_back(std::move(section));
  }
  report.data = json.Close(']').text();
  return report;
}

}  // namespace entente
