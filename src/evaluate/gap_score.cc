#include "evaluate/gap_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"

namespace entente {
namespace {

enum Column { kId, kText, kPronoun, kPronounOffset, kA, kAOffset, kACoref, kB, kBOffset, kBCoref, kColumns };

std::optional<uint32_t> NumberIn(std::string_view cell) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size() || cell.empty()) return std::nullopt;
  return number;
}

std::optional<bool> TruthIn(std::string_view cell) {
  if (cell == "TRUE" || cell == "True" || cell == "true") return true;
  if (cell == "FALSE" || cell == "False" || cell == "false") return false;
  return std::nullopt;
}

// Offsets count characters; ours count bytes. The same in ASCII, which most lines are.
std::optional<uint32_t> ByteOf(std::string_view text, uint32_t character) {
  uint32_t byte = 0;
  for (; byte < text.size(); ++byte) {
    if ((static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U) continue;
    if (character == 0) return byte;
    --character;
  }
  return std::nullopt;
}

std::optional<Span> SpanIn(std::string_view text, std::string_view word, std::string_view offset) {
  const auto character = NumberIn(offset);
  const auto begin = character ? ByteOf(text, *character) : std::nullopt;
  if (!begin || word.empty() || text.substr(*begin, word.size()) != word) return std::nullopt;
  return Span{*begin, *begin + static_cast<uint32_t>(word.size())};
}

std::optional<GapName> NameIn(const std::vector<std::string_view>& cells, Column word, Column offset, Column same) {
  const auto span = SpanIn(cells[kText], cells[word], cells[offset]);
  const auto truth = TruthIn(cells[same]);
  if (!span || !truth) return std::nullopt;
  return GapName{*span, *truth};
}

// The token that stands for a word of a name: what its compound hangs from.
uint32_t CarrierOf(const ParsedDocument& parsed, uint32_t token) {
  while (parsed.tokens[token].dep == "compound" && parsed.tokens[token].head != token) {
    token = parsed.tokens[token].head;
  }
  return token;
}

struct Counts : FoundCounts {
  uint64_t pronouns = 0;
  void Add(bool is_so, bool said_so) {
    right += is_so && said_so;
    told += said_so;
    gold += is_so;
  }
};

struct Answer {
  bool a = false, b = false;
};

Answer AnswerOf(const GapCase& one, const EvalTools& tools) {
  const std::array<Span, 1> blocks = {Span{0, static_cast<uint32_t>(one.text.size())}};
  const ParsedDocument parsed = tools.model.ParseBlocks(one.text, blocks);
  const ActorAnnotation actors = tools.actors.Find(Tree(parsed), std::nullopt);
  const int32_t token = PronounAt(parsed, one.offset);
  if (token < 0 || actors.mention_of_token[token] < 0) return {};
  const uint32_t actor = actors.mentions[actors.mention_of_token[token]].actors.front();
  return {Names(parsed, actors, one.a.span, actor), Names(parsed, actors, one.b.span, actor)};
}

}  // namespace

bool IsFeminine(std::string_view pronoun) {
  return pronoun.starts_with("she") || pronoun.starts_with("her") || pronoun.starts_with("She") ||
         pronoun.starts_with("Her");
}

int32_t PronounAt(const ParsedDocument& parsed, uint32_t offset) {
  const auto at = std::partition_point(parsed.tokens.begin(), parsed.tokens.end(),
                                       [&](const Token& token) { return token.span.end <= offset; });
  const bool inside = at != parsed.tokens.end() && at->span.begin <= offset;
  return inside ? static_cast<int32_t>(at - parsed.tokens.begin()) : -1;
}

bool Names(const ParsedDocument& parsed, const ActorAnnotation& actors, Span name, uint32_t actor) {
  for (uint32_t t = 0; t < parsed.tokens.size(); ++t) {
    const Span word = parsed.tokens[t].span;
    if (word.end <= name.begin || word.begin >= name.end) continue;
    for (const uint32_t at : {t, CarrierOf(parsed, t)}) {
      const int32_t mention = actors.mention_of_token[at];
      if (mention < 0) continue;
      const std::vector<uint32_t>& who = actors.mentions[mention].actors;
      if (std::find(who.begin(), who.end(), actor) != who.end()) return true;
    }
  }
  return false;
}

Result<std::vector<GapCase>> ReadGap(std::string_view bytes, const std::string& path) {
  std::vector<GapCase> cases;
  const Status status = ForEachLine(bytes, [&](std::string_view line, size_t number) {
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (number == 1 && cells.front() == "ID") return Status::Ok();
    if (cells.size() < kColumns) return BadGold(path, number, "expected the ten columns ID to B-coref of GAP");
    const auto pronoun = SpanIn(cells[kText], cells[kPronoun], cells[kPronounOffset]);
    const auto a = NameIn(cells, kA, kAOffset, kACoref);
    const auto b = NameIn(cells, kB, kBOffset, kBCoref);
    if (!pronoun || !a || !b) return BadGold(path, number, "an offset or truth value does not fit the text");
    cases.push_back({cells[kId], cells[kText], cells[kPronoun], pronoun->begin, *a, *b, number});
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return cases;
}

Result<EvalReport> ScoreGap(const std::string& path, const EvalTools& tools) {
  const Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  const Result<std::vector<GapCase>> cases = ReadGap(*bytes, path);
  if (!cases.ok()) return cases.status();
  Counts all, masculine, feminine;
  EvalReport report;
  for (const GapCase& one : *cases) {
    const Answer answer = AnswerOf(one, tools);
    for (Counts* counts : {&all, IsFeminine(one.pronoun) ? &feminine : &masculine}) {
      counts->Add(one.a.same, answer.a);
      counts->Add(one.b.same, answer.b);
      ++counts->pronouns;
    }
    if (answer.a == one.a.same && answer.b == one.b.same) continue;
    report.errors.push_back(fmt::format("{}:{}: {}: \"{}\" gold A {} B {}, said A {} B {}", path, one.line, one.id,
                                        one.pronoun, one.a.same, one.b.same, answer.a, answer.b));
  }
  const double bias = masculine.F1() == 0 ? 0 : feminine.F1() / masculine.F1();
  report.figures = {{"f1", all.F1(), all.pronouns},
                    {"precision", all.Precision(), 0},
                    {"recall", all.Recall(), 0},
                    {"f1_masculine", masculine.F1(), masculine.pronouns},
                    {"f1_feminine", feminine.F1(), feminine.pronouns},
                    {"bias", bias, 0}};
  return report;
}

}  // namespace entente
