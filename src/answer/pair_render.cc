// PairReport as text, Markdown and JSON.
#include <fmt/format.h>

#include "answer/json_writer.h"
#include "answer/pair_report.h"
#include "answer/words.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr size_t kSparkColumns = 60;

std::string Joined(const ReportParagraph& paragraph, std::string_view between) {
  std::string out;
  for (const std::string& sentence : paragraph.sentences) {
    if (!out.empty()) out += between;
    out += Clean(sentence);
  }
  return out;
}

std::string EventLine(const ReportEvent& event) {
  return Clean(fmt::format("{} {} — {} — {} ({:+.2f}; {}, row {})", Day(event.day), event.source, event.act,
                           event.target, event.weight, event.file, event.row));
}

class HistoryJson {
 public:
  explicit HistoryJson(const PairReport& report) : report_(report) {}

  std::string Run() {
    json_.Open('{');
    json_.Key("pair").Open('[');
    Actor(report_.first_key, report_.first);
    Actor(report_.second_key, report_.second);
    json_.Close(']');
    const PairHistory& history = report_.history;
    json_.Key("from").String(Day(history.days.from)).Key("as_of").String(Day(history.days.to));
    json_.Key("events").Number(static_cast<double>(history.events.size())).Key("scale").String(report_.scale);
    json_.Key("level"), WriteLevel(history.level);
    json_.Key("earlier"), WriteLevel(history.earlier);
    json_.Key("standing"), WriteLevel(history.standing);
    json_.Key("trend").Number(history.trend());
    json_.Key("line").Open('[');
    for (const Level& level : history.line) WriteLevel(level);
    json_.Close(']');
    Changes();
    Kinds();
    Drive();
    Evidence();
    Inferred();
    json_.Key("text").Open('[');
    for (const ReportParagraph& paragraph : report_.paragraphs) json_.String(Joined(paragraph, " "));
    json_.Close(']').Close('}');
    return json_.text() + "\n";
  }

 private:
  void Actor(const std::string& key, const std::string& name) {
    json_.Open('{').Key("key").String(key).Key("name").String(name).Close('}');
  }
  void WriteLevel(const Level& level) {
    json_.Open('{').Key("day").String(Day(level.day)).Key("level").Number(level.level);
    json_.Key("low").Number(level.low).Key("high").Number(level.high).Key("cooperation").Number(level.cooperation);
    json_.Key("conflict").Number(level.conflict).Close('}');
  }
  void Rates(std::string_view key, const WeeklyRates& rates) {
    json_.Key(key).Open('{').Key("cooperation").Number(rates.cooperation);
    json_.Key("conflict").Number(rates.conflict).Close('}');
  }
  void Changes() {
    json_.Key("changes").Open('[');
    for (const ReportChange& told : report_.changes) {
      json_.Open('{').Key("from").String(Day(told.change.day)).Key("to").String(Day(told.change.last_day));
      json_.Key("direction").Number(told.change.direction).Key("gain").Number(told.change.gain);
      Rates("before", told.change.before);
      Rates("after", told.change.after);
      json_.Key("evidence").Open('[');
      for (const int number : told.evidence) json_.Number(number);
      json_.Close(']').Close('}');
    }
    json_.Close(']');
  }
  void Kinds() {
    json_.Key("kinds").Open('[');
    for (const ReportKind& kind : report_.kinds) {
      json_.Open('{').Key("type").String(kind.type).Key("events").Number(kind.share.events);
      json_.Key("from_first").Number(kind.share.forward).Key("weight").Number(kind.share.weight);
      json_.Key("now").Number(kind.share.now).Close('}');
    }
    json_.Close(']');
  }
  void Drive() {
    const Initiative& drive = report_.history.initiative;
    const std::pair<std::string_view, double> kNumbers[] = {{"first_events", drive.first_events},
                                                            {"second_events", drive.second_events},
                                                            {"first_cooperation", drive.first_cooperation},
                                                            {"second_cooperation", drive.second_cooperation},
                                                            {"first_conflict", drive.first_conflict},
                                                            {"second_conflict", drive.second_conflict},
                                                            {"first_opens", drive.first_opens},
                                                            {"second_opens", drive.second_opens},
                                                            {"both_open", drive.both_open}};
    json_.Key("initiative").Open('{');
    for (const auto& [name, value] : kNumbers) json_.Key(name).Number(value);
    json_.Close('}');
    json_.Key("parts").Open('[');
    for (const ReportPart& part : report_.parts) {
      json_.Open('{').Key("name").String(part.name).Key("of").String(part.of_first ? report_.first_key
                                                                                   : report_.second_key);
      json_.Key("events").Number(part.events).Close('}');
    }
    json_.Close(']');
  }
  void Evidence() {
    json_.Key("evidence").Open('[');
    for (const ReportEvent& event : report_.evidence) {
      json_.Open('{').Key("number").Number(event.number).Key("date").String(Day(event.day));
      json_.Key("source").String(event.source).Key("target").String(event.target).Key("act").String(event.act);
      json_.Key("type").String(event.type).Key("cameo").String(event.cameo).Key("weight").Number(event.weight);
      json_.Key("file").String(event.file).Key("row").Number(event.row);
      if (event.reports > 0) json_.Key("reports").Number(static_cast<double>(event.reports));
      if (event.outlets > 0) {
        json_.Key("outlets").Number(static_cast<double>(event.outlets)).Key("first_seen").Open('{');
        json_.Key("date").String(Day(event.first_day)).Key("outlet").String(event.first_outlet).Close('}');
      }
      if (!event.document.empty()) json_.Key("document").String(event.document).Key("text").String(event.text);
      json_.Close('}');
    }
    json_.Close(']');
  }
  void Inferred() {
    json_.Key("inferred");
    if (!report_.inferred) {
      json_.Null();
      return;
    }
    const InferredTie& tie = report_.inferred->tie;
    json_.Open('{').Key("good_probability").Number(tie.probability).Key("status").Number(tie.status);
    json_.Key("balance").Number(tie.balance).Key("walks").Open('[');
    for (const ReportWalk& walk : report_.inferred->walks) {
      json_.Open('{').Key("through").String(walk.through).Key("next").String(walk.next);
      json_.Key("first").Number(walk.walk.first).Key("middle").Number(walk.walk.middle);
      json_.Key("last").Number(walk.walk.last).Key("share").Number(walk.walk.share).Close('}');
    }
    json_.Close(']').Close('}');
  }

  const PairReport& report_;
  JsonWriter json_;
};

}  // namespace

std::string ReportText(const PairReport& report, bool ansi) {
  const std::string_view bold = ansi ? "\x1b[1m" : "", dim = ansi ? "\x1b[2m" : "", plain = ansi ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n", bold, Clean(report.title), plain);
  if (!report.history.events.empty()) {
    out += fmt::format("{} {} {}\n", Day(report.history.days.from), Sparkline(report.history.line, kSparkColumns),
                       Day(report.history.days.to));
  }
  for (const ReportParagraph& paragraph : report.paragraphs) {
    out += fmt::format("\n{}\n", Joined(paragraph, paragraph.topic == "level" ? " " : "\n"));
  }
  if (!report.evidence.empty()) out += fmt::format("\n{}Events{}\n", bold, plain);
  for (const ReportEvent& event : report.evidence) {
    out += fmt::format("{}[{}] {}{}\n", dim, event.number, EventLine(event), plain);
  }
  return out;
}

std::string ReportMarkdown(const PairReport& report) {
  std::string out = fmt::format("# {}\n", Clean(report.title));
  for (const ReportParagraph& paragraph : report.paragraphs) {
    const bool list = paragraph.topic == "changes" || paragraph.topic == "inferred";
    out += fmt::format("\n{}{}\n", list ? "- " : "", Joined(paragraph, list ? "\n- " : " "));
  }
  if (!report.evidence.empty()) out += "\n## Events\n\n";
  for (const ReportEvent& event : report.evidence) out += fmt::format("{}. {}\n", event.number, EventLine(event));
  return out;
}

std::string ReportJson(const PairReport& report) { return HistoryJson(report).Run(); }

}  // namespace entente
