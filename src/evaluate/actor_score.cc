#include "evaluate/actor_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actor/phrase_actors.h"
#include "evaluate/actor_labels.h"
#include "evaluate/coding.h"
#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"
#include "syntax/tree.h"

namespace entente {
namespace {

struct Label {
  std::string id;
  SlotLabel source, target;
  std::string types;
  size_t line = 0;
};

// The sentence without its marks, and the bytes they enclosed.
struct Marked {
  std::string text;
  Span source, target;
};

Marked Unmark(std::string_view marked) {
  Marked out;
  for (size_t i = 0; i < marked.size();) {
    const std::string_view rest = marked.substr(i);
    const auto at = static_cast<uint32_t>(out.text.size());
    if (rest.starts_with("<s>")) out.source.begin = at;
    if (rest.starts_with("<t>")) out.target.begin = at;
    if (rest.starts_with("</s>")) out.source.end = at;
    if (rest.starts_with("</t>")) out.target.end = at;
    const bool opens = rest.starts_with("<s>") || rest.starts_with("<t>");
    const bool closes = rest.starts_with("</s>") || rest.starts_with("</t>");
    if (!opens && !closes) out.text += marked[i];
    i += opens ? 3 : closes ? 4 : 1;
  }
  return out;
}

TokenRange TokensOf(const ParsedDocument& parsed, Span span) {
  TokenRange range;
  for (uint32_t t = 0; t < parsed.tokens.size(); ++t) {
    const Span token = parsed.tokens[t].span;
    if (token.end <= span.begin || token.begin >= span.end || parsed.tokens[t].tag == "_SP") continue;
    if (range.empty()) range.begin = t;
    range.end = t + 1;
  }
  return range;
}

Result<std::unordered_map<std::string, Marked>> SentencesIn(const std::string& path) {
  static constexpr std::array<std::string_view, 2> kColumns = {"sentence_id", "marked_sentence"};
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  std::unordered_map<std::string, Marked> out;
  std::array<size_t, 2> place{};
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    const std::vector<std::string_view> cells = SplitTabs(line);
    for (size_t c = 0; c < kColumns.size(); ++c) {
      if (number == 1) place[c] = static_cast<size_t>(std::ranges::find(cells, kColumns[c]) - cells.begin());
      if (place[c] < cells.size()) continue;
      return BadGold(path, number, fmt::format("no cell for column {}", kColumns[c]));
    }
    if (number > 1) out.try_emplace(std::string(cells[place[0]]), Unmark(cells[place[1]]));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

Result<std::vector<Label>> LabelsIn(const std::string& path) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  std::vector<Label> out;
  bool header = true;
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    if (line.starts_with('#')) return Status::Ok();
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (cells.size() != 4) return BadGold(path, number, "expected sentence_id, source, target and type");
    if (std::exchange(header, false)) return Status::Ok();
    Label label{std::string(cells[0]), {}, {}, std::string(cells[3]), number};
    if (!ParseSlot(cells[1], label.source) || !ParseSlot(cells[2], label.target)) {
      return BadGold(path, number, "an actor is CODE, CODE:SECTOR, =NAME or ?, joined by |");
    }
    out.push_back(std::move(label));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return out;
}

// What is counted over all labels.
struct Tally {
  FoundShare source, target, dyad, triple, with_event;
  FoundShare span_source, span_target, span_source_sector, span_target_sector;
  std::vector<std::string> errors;

  EvalReport Report() && {
    return {{source.Figure("source"), target.Figure("target"), dyad.Figure("dyad"), triple.Figure("triple"),
             with_event.Figure("with_an_event"), span_source.Figure("span_source"), span_target.Figure("span_target"),
             span_source_sector.Figure("span_source_sector"), span_target_sector.Figure("span_target_sector")},
            std::move(errors)};
  }
};

bool IsSymmetric(std::string_view type) { return type == "AGREE" || type == "CONSULT" || type == "COOPERATE"; }

bool Fits(const SlotLabel& label, const ActorRef& actor) {
  return label.known && Matches(label, actor.code, actor.name, actor.sector, false);
}

// Any event of the sentence may be the one that was marked.
void CountEvents(const Label& label, const std::vector<Statement>& statements, Tally& tally) {
  bool source = false, target = false, dyad = false, triple = false, any = false;
  std::string printed;
  for (const Statement& s : statements) {
    if (s.kind != StatementKind::kEvent) continue;
    any = true;
    printed += fmt::format(" {}{}>{}{}:{}", s.source.code.empty() ? s.source.name : s.source.code, s.source.sector,
                           s.target.code.empty() ? s.target.name : s.target.code, s.target.sector, s.type);
    const bool back = IsSymmetric(s.type) && Fits(label.source, s.target) && Fits(label.target, s.source);
    const bool forth = Fits(label.source, s.source) && Fits(label.target, s.target);
    source |= Fits(label.source, s.source) || back;
    target |= Fits(label.target, s.target) || back;
    dyad |= forth || back;
    triple |= (forth || back) && TypeMatches(label.types, s.type);
  }
  tally.with_event.Add(any);
  if (label.source.known) tally.source.Add(source);
  if (label.target.known) tally.target.Add(target);
  if (!label.source.known || !label.target.known) return;
  tally.dyad.Add(dyad);
  tally.triple.Add(triple);
  if (!triple) tally.errors.push_back(fmt::format("{}: triple: printed{}", label.id, printed));
}

void CountSpan(const Label& label, const SlotLabel& slot, std::string_view name, const std::vector<Actor>& actors,
               FoundShare& plain, FoundShare& sector, Tally& tally) {
  if (!slot.known) return;
  bool same = false, full = false;
  std::string made;
  for (const Actor& actor : actors) {
    same |= Matches(slot, actor.code, actor.name, actor.sector, false);
    full |= Matches(slot, actor.code, actor.name, actor.sector, true);
    made += fmt::format(" {}/{}/{}", actor.code, actor.name, actor.sector);
  }
  plain.Add(same);
  sector.Add(full);
  if (!full) tally.errors.push_back(fmt::format("{}: {}{}:{}", label.id, name, same ? " sector" : "", made));
}

}  // namespace

Result<EvalReport> ScoreActors(const std::string& path, const EvalTools& tools) {
  Result<std::unordered_map<std::string, Marked>> sentences = SentencesIn(path);
  if (!sentences.ok()) return sentences.status();
  Result<std::vector<Label>> labels = LabelsIn(std::string(tools.labels));
  if (!labels.ok()) return labels.status();
  Tally tally;
  for (const Label& label : *labels) {
    const auto at = sentences->find(label.id);
    if (at == sentences->end()) return BadGold(std::string(tools.labels), label.line, "no such sentence in " + path);
    const Marked& marked = at->second;
    CountEvents(label, CodeText(marked.text, tools), tally);
    const std::array<Span, 1> blocks = {Span{0, static_cast<uint32_t>(marked.text.size())}};
    const ParsedDocument parsed = tools.model.ParseBlocks(marked.text, blocks);
    const Tree tree(parsed);
    const ActorAnnotation found = tools.actors.Find(tree, std::nullopt);
    auto actors = [&](Span span) {
      std::vector<Actor> out;
      for (uint32_t actor : ActorsOfPhrase(tree, found, TokensOf(parsed, span))) out.push_back(found.actors[actor]);
      return out;
    };
    const bool has_source = marked.source.end > marked.source.begin;
    const bool has_target = marked.target.end > marked.target.begin;
    if (has_source) {
      CountSpan(label, label.source, "source", actors(marked.source), tally.span_source, tally.span_source_sector,
                tally);
    }
    if (has_target) {
      CountSpan(label, label.target, "target", actors(marked.target), tally.span_target, tally.span_target_sector,
                tally);
    }
  }
  return std::move(tally).Report();
}

}  // namespace entente
