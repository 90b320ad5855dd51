#include "formats.h"

#include <fmt/format.h>

#include <algorithm>

namespace entente::cli {
namespace {

std::string Label(const ActorRef& actor) {
  if (actor.code.empty()) return actor.name;
  return actor.name.empty() ? actor.code : actor.code + " (" + actor.name + ")";
}

std::string IsoDate(const Date& date) {
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string DateText(const Statement& s) {
  if (!s.event_date) return {};
  const std::string begin = IsoDate(s.event_date->begin);
  return s.event_date->begin == s.event_date->end ? begin : begin + "/" + IsoDate(s.event_date->end);
}

class Ndjson : public StatementFormat {
 public:
  std::string Line(const Statement& s) override { return ToJson(s) + "\n"; }
};

// For people: who, what, whom, status, then the sentence once for all that it says.
class Table : public StatementFormat {
 public:
  explicit Table(bool colours) : colours_(colours) {}
  std::string Line(const Statement& s) override {
    std::string out;
    if (s.document != document_ || !(s.evidence == evidence_)) {
      std::string sentence = s.evidence_text;
      std::replace_if(sentence.begin(), sentence.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
      out += fmt::format("\n{}{}{}\n", colours_ ? "\033[1m" : "", sentence, colours_ ? "\033[0m" : "");
      document_ = s.document;
      evidence_ = s.evidence;
    }
    out += fmt::format("  {:<10}{}", ToString(s.kind), What(s));
    out += fmt::format("  [{}", ToString(s.status));
    if (s.speaker) out += ", says " + Label(*s.speaker);
    if (s.event_date) out += ", " + DateText(s);
    return out + "]\n";
  }

 private:
  static std::string What(const Statement& s) {
    switch (s.kind) {
      case StatementKind::kEvent:
        return fmt::format("{} → {}: {}", Label(s.source), Label(s.target), s.type);
      case StatementKind::kTie: {
        std::string out = fmt::format("{} – {}: {} {}", Label(s.pair[0]), Label(s.pair[1]),
                                      s.tie.empty() ? "relation" : s.tie, s.effect);
        if (s.amount) out += fmt::format(" ({:.0f} {})", s.amount->value, s.amount->unit);
        return out;
      }
      case StatementKind::kInfluence:
        return fmt::format("{} {} {} – {} ({})", Label(s.agent), s.effect == '-' ? "hurts" : "helps", Label(s.pair[0]),
                           Label(s.pair[1]), s.means.empty() ? "means not said" : s.means);
    }
    return {};
  }

  bool colours_;
  std::string document_;
  Span evidence_{1, 0};
};

std::string Quoted(std::string_view cell) {
  if (cell.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

// RFC 4180, one column a slot.
class Csv : public StatementFormat {
 public:
  std::string Header() const override {
    return "document,kind,source,source_name,target,target_name,agent,agent_name,type,tie,effect,means,mode,context,"
           "cameo,goldstein,quad,status,speaker,speaker_name,event_date,place,evidence_begin,evidence_end,evidence,"
           "confidence,main\n";
  }
  std::string Line(const Statement& s) override {
    const bool event = s.kind == StatementKind::kEvent;
    const ActorRef& first = event ? s.source : s.pair[0];
    const ActorRef& second = event ? s.target : s.pair[1];
    const ActorRef speaker = s.speaker.value_or(ActorRef{});
    std::string context;
    for (const std::string& word : s.context) context += (context.empty() ? "" : "|") + word;
    const std::string cells[] = {s.document,
                                 std::string(ToString(s.kind)),
                                 first.code,
                                 first.name,
                                 second.code,
                                 second.name,
                                 s.agent.code,
                                 s.agent.name,
                                 s.type,
                                 s.tie,
                                 event ? "" : std::string(1, s.effect),
                                 s.means,
                                 s.mode,
                                 context,
                                 s.cameo,
                                 event ? fmt::format("{}", s.goldstein) : "",
                                 event ? fmt::format("{}", s.quad) : "",
                                 std::string(ToString(s.status)),
                                 speaker.code,
                                 speaker.name,
                                 DateText(s),
                                 s.place,
                                 fmt::format("{}", s.evidence.begin),
                                 fmt::format("{}", s.evidence.end),
                                 s.evidence_text,
                                 fmt::format("{:.2f}", s.confidence),
                                 s.main ? "true" : ""};
    std::string out;
    for (const std::string& cell : cells) out += (out.empty() && &cell == cells ? "" : ",") + Quoted(cell);
    return out + "\n";
  }
};

// Tab-separated events: document, date, source, target, then the code of the ontology.
class Events : public StatementFormat {
 public:
  explicit Events(bool plover) : plover_(plover) {}
  std::string Header() const override {
    return plover_ ? "document\tdate\tsource\ttarget\ttype\tmode\tcontext\tquad\tsentence\n"
                   : "document\tdate\tsource\ttarget\tcameo\tgoldstein\tsentence\n";
  }
  std::string Line(const Statement& s) override {
    if (s.kind != StatementKind::kEvent) return {};
    const std::string head = fmt::format("{}\t{}\t{}\t{}", s.document, DateText(s), Side(s.source), Side(s.target));
    std::string sentence = s.evidence_text;
    std::replace_if(sentence.begin(), sentence.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
    if (!plover_) return fmt::format("{}\t{}\t{}\t{}\n", head, s.cameo, s.goldstein, sentence);
    std::string context;
    for (const std::string& word : s.context) context += (context.empty() ? "" : ";") + word;
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", head, s.type, s.mode, context, s.quad, sentence);
  }

 private:
  // CAMEO writes state and sector together: "ISRGOV".
  static std::string Side(const ActorRef& actor) {
    return actor.code.empty() ? actor.name : actor.code + (actor.sector.size() == 3 ? actor.sector : "");
  }
  bool plover_;
};

}  // namespace

std::unique_ptr<StatementFormat> FormatOf(std::string_view word, bool colours, const EventNames& names) {
  if (word == "ndjson") return std::make_unique<Ndjson>();
  if (word == "table") return std::make_unique<Table>(colours);
  if (word == "csv") return std::make_unique<Csv>();
  if (word == "plover") return std::make_unique<Events>(true);
  if (word == "cameo") return std::make_unique<Events>(false);
  return EventFormatOf(word, names);
}

}  // namespace entente::cli
