#include "engine/coding_explainer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/date.h"

namespace entente {
namespace {

using Row = std::vector<std::string>;

// Columns as wide as their widest cell, counted in characters.
size_t WidthOf(const std::string& text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string Table(const std::vector<Row>& rows) {
  std::vector<size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], WidthOf(row[c]));
  }
  std::string out;
  for (const Row& row : rows) {
    std::string line = " ";
    for (size_t c = 0; c < row.size(); ++c) {
      line += " " + row[c] + std::string(widths[c] - WidthOf(row[c]) + 1, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string Shown(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return out;
}

std::string Cents(double value) {
  const long cents = std::lround(value * 100);
  return std::to_string(cents / 100) + "." + (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100);
}

std::string Name(const Actor& actor) {
  const std::string sector = actor.sector.empty() ? "" : ":" + actor.sector;
  return actor.code.empty() ? "(" + Shown(actor.name) + ")" + sector : actor.code + sector;
}

std::string Name(const ActorRef& actor) {
  if (actor.empty()) return "–";
  const std::string sector = actor.sector.empty() ? "" : ":" + actor.sector;
  return actor.code.empty() ? "(" + Shown(actor.name) + ")" + sector : actor.code + sector;
}

std::string What(const Statement& s) {
  switch (s.kind) {
    case StatementKind::kEvent:
      return "event " + Name(s.source) + " " + s.type + " " + Name(s.target);
    case StatementKind::kTie:
      return "tie " + Name(s.pair[0]) + " – " + Name(s.pair[1]) + " " + s.tie + " " + s.effect;
    case StatementKind::kInfluence:
      return "influence " + Name(s.agent) + (s.effect == '-' ? " hurts " : " helps ") + Name(s.pair[0]) + " – " +
             Name(s.pair[1]);
  }
  return {};
}

class Explainer {
 public:
  Explainer(const ParsedDocument& parsed, const ActorAnnotation& actors, const ValueAnnotation& values,
            const Trace& trace)
      : parsed_(parsed), actors_(actors), values_(values), trace_(trace) {}

  std::string Sentence(TokenRange range) const {
    while (range.end > range.begin && parsed_.tokens[range.end - 1].tag == "_SP") --range.end;
    if (range.empty()) return {};
    return Shown(Bytes(range)) + "\n" + Titled("parse", Parse(range)) + Titled("actors", Mentions(range)) +
           Titled("times and places", Circumstances(range)) + Titled("candidates", Candidates(range)) + "\n";
  }

 private:
  static std::string Titled(std::string_view title, const std::vector<Row>& rows) {
    return rows.empty() ? std::string() : std::string(title) + "\n" + Table(rows);
  }
  std::string_view Bytes(TokenRange range) const {
    return Slice(parsed_.text, {parsed_.tokens[range.begin].span.begin, parsed_.tokens[range.end - 1].span.end});
  }
  static bool Inside(TokenRange range, uint32_t token) { return range.begin <= token && token < range.end; }

  std::vector<Row> Parse(TokenRange range) const {
    std::vector<Row> rows = {{"", "word", "lemma", "tag", "head", "relation", "entity", "actor"}};
    for (uint32_t t = range.begin; t < range.end; ++t) {
      const Token& token = parsed_.tokens[t];
      const int32_t mention = actors_.mention_of_token[t];
      std::string who;
      if (mention >= 0) {
        for (const uint32_t actor : actors_.mentions[mention].actors) {
          who += (who.empty() ? "" : " + ") + Name(actors_.actors[actor]);
        }
      }
      rows.push_back({std::to_string(t - range.begin + 1), Shown(parsed_.TextOf(t)), Shown(token.lemma),
                      std::string(token.tag), token.head == t ? "0" : std::to_string(token.head - range.begin + 1),
                      std::string(token.dep), std::string(token.entity_type), who});
    }
    return rows;
  }

  std::vector<Row> Mentions(TokenRange range) const {
    static constexpr const char* kKinds[] = {"name", "adjective", "description", "pronoun"};
    std::vector<Row> rows;
    for (const Mention& mention : actors_.mentions) {
      if (!Inside(range, mention.head) || mention.tokens.empty()) continue;
      std::string who;
      for (const uint32_t actor : mention.actors) {
        const Actor& one = actors_.actors[actor];
        who += (who.empty() ? "" : " + ") + Name(one) + (one.code.empty() ? "" : " " + Shown(one.name));
      }
      rows.push_back(
          {Shown(Bytes(mention.tokens)), kKinds[static_cast<int>(mention.kind)], who, Cents(mention.confidence)});
    }
    return rows;
  }

  std::vector<Row> Circumstances(TokenRange range) const {
    std::vector<Row> rows;
    for (const TimeExpression& time : values_.times) {
      if (!Inside(range, time.head)) continue;
      const bool placed = time.interval.begin.year != 0;
      rows.push_back(
          {Shown(Bytes(time.tokens)), "time", placed ? ToString(time.interval) : "not placed: no date to count from"});
    }
    for (const PlaceMention& place : actors_.places) {
      if (!Inside(range, place.head)) continue;
      rows.push_back({Shown(Bytes(place.tokens)), "place",
                      place.name + ", " + actors_.actors[place.actor].code + " " + Cents(place.latitude) + " " +
                          Cents(place.longitude),
                      Cents(place.confidence)});
    }
    return rows;
  }

  std::vector<Row> Candidates(TokenRange range) const {
    std::vector<Row> rows;
    for (const TracedCandidate& one : trace_) {
      if (!Inside(range, one.predicate)) continue;
      const bool made = !one.statement.evidence.empty();
      const std::string word = Shown(parsed_.TextOf(one.predicate));
      rows.push_back({one.kept ? "kept" : "lost", word, made ? What(one.statement) : "a word of the patterns",
                      made ? std::string(ToString(one.statement.status)) : "",
                      made ? Cents(one.statement.confidence) : "",
                      (one.kept ? "by " : "") + (one.kept && one.why.empty() ? std::string("a rule") : one.why)});
    }
    return rows;
  }

  const ParsedDocument& parsed_;
  const ActorAnnotation& actors_;
  const ValueAnnotation& values_;
  const Trace& trace_;
};

}  // namespace

std::string ExplainCoding(const ParsedDocument& parsed, const ActorAnnotation& actors, const ValueAnnotation& values,
                          const Trace& trace) {
  const Explainer explainer(parsed, actors, values, trace);
  std::string out;
  for (const TokenRange& sentence : parsed.sentences) out += explainer.Sentence(sentence);
  return out;
}

}  // namespace entente
