#include "evaluate/act_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "evaluate/class_table.h"
#include "evaluate/coding.h"
#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"
#include "event/act_model.h"

namespace entente {
namespace {

// A sentence with <s>…</s> and <t>…</t> taken out.
struct MarkedText {
  std::string text;
  std::optional<Span> source;
  std::optional<Span> target;
};

MarkedText Unmark(std::string_view marked) {
  constexpr std::array<std::string_view, 4> kMarks = {"<s>", "</s>", "<t>", "</t>"};
  MarkedText out;
  std::map<std::string_view, uint32_t> at;
  while (!marked.empty()) {
    const auto mark =
        std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view m) { return marked.starts_with(m); });
    if (mark == kMarks.end()) {
      out.text += marked.front();
      marked.remove_prefix(1);
      continue;
    }
    at.try_emplace(*mark, static_cast<uint32_t>(out.text.size()));
    marked.remove_prefix(mark->size());
  }
  if (at.contains("<s>") && at.contains("</s>")) out.source = Span{at["<s>"], at["</s>"]};
  if (at.contains("<t>") && at.contains("</t>")) out.target = Span{at["<t>"], at["</t>"]};
  return out;
}

std::string Plover(const std::string& type) { return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type; }

// The type of the coded event between the marked two; empty where none was coded.
std::string CodedType(const MarkedText& marked, const EvalTools& tools) {
  for (const Statement& s : CodeText(marked.text, tools)) {
    if (s.kind != StatementKind::kEvent) continue;
    const bool source = !marked.source || Overlap(s.source.span, *marked.source);
    const bool target = !marked.target || Overlap(s.target.span, *marked.target);
    if (source && target) return Plover(s.type);
  }
  return {};
}

std::string PairType(const MarkedText& marked, const EvalTools& tools) {
  const ParsedDocument parsed = tools.model.Parse(marked.text);
  const Tree tree(parsed);
  const ActView view(tree, tools.coder.lexicon(), {0, tree.size()});
  const auto phrase = [&](const std::optional<Span>& span) { return span ? PhraseAt(view, *span) : std::nullopt; };
  const std::optional<ActPhrase> source = phrase(marked.source);
  const std::optional<ActPhrase> target = phrase(marked.target);
  if (!source && !target) return {};
  return tools.coder.acts().Classes(view, source, target).front().type;
}

// The words of one sentence of a CoNLL file, joined as they are printed, with the spans of its roles.
struct RoleSentence {
  std::string text;
  std::set<std::pair<char, std::pair<uint32_t, uint32_t>>> gold;
  size_t line = 0;
};

class RoleReader {
 public:
  Status Add(const std::string& path, std::string_view line, size_t number) {
    const size_t space = line.rfind(' ');
    const std::string_view tag = space == std::string_view::npos ? line : line.substr(space + 1);
    const bool good = space != std::string_view::npos && space > 0 &&
                      (tag == "O" || (tag.size() == 3 && tag[1] == '-' && (tag[0] == 'B' || tag[0] == 'I')));
    if (!good) return BadGold(path, number, "expected WORD and one of O, B-S, I-S, B-T, I-T, B-R, I-R");
    if (sentence_.line == 0) sentence_.line = number;
    Word(line.substr(0, space), tag);
    return Status::Ok();
  }

  RoleSentence Take() {
    Close();
    previous_.clear();
    return std::exchange(sentence_, {});
  }

 private:
  void Word(std::string_view word, std::string_view tag) {
    if (!tag.starts_with("I-")) Close();
    if (!sentence_.text.empty() && !Glued(word)) sentence_.text += ' ';
    const auto begin = static_cast<uint32_t>(sentence_.text.size());
    sentence_.text += word;
    if (tag.starts_with("B-")) {
      role_ = tag[2];
      begin_ = begin;
    }
    if (role_ != 0) end_ = static_cast<uint32_t>(sentence_.text.size());
    previous_ = word;
  }
  void Close() {
    if (role_ != 0) sentence_.gold.insert({role_, {begin_, end_}});
    role_ = 0;
  }
  bool Glued(std::string_view word) const {
    constexpr std::array<std::string_view, 16> kTrailing = {".", ",", "!", "?", ";",  ":",  ")",   "%",
                                                            "]", "”", "'", "’", "'s", "’s", "n't", "…"};
    constexpr std::array<std::string_view, 5> kLeading = {"(", "“", "$", "[", "‘"};
    const auto in = [](const auto& list, std::string_view w) {
      return std::find(list.begin(), list.end(), w) != list.end();
    };
    return in(kTrailing, word) || in(kLeading, previous_) || (word == "s" && (previous_ == "’" || previous_ == "'"));
  }

  RoleSentence sentence_;
  std::string previous_;
  char role_ = 0;
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
};

void CountRoles(const RoleSentence& sentence, const EvalTools& tools, FoundCounts& counts, EvalReport& report) {
  const std::vector<Statement> statements = CodeText(sentence.text, tools);
  counts.gold += sentence.gold.size();
  const Statement* main = MainEvent(statements);
  if (main == nullptr) return;
  std::string wrong;
  for (const auto& [role, span] : {std::pair('S', main->source.span), std::pair('T', main->target.span)}) {
    if (span.begin == span.end) continue;
    ++counts.told;
    const std::pair<uint32_t, uint32_t> range{span.begin, span.end};
    const bool right = sentence.gold.contains({role, range}) || sentence.gold.contains({'R', range});
    counts.right += right ? 1 : 0;
    if (!right) wrong += fmt::format(" {}:\"{}\"", role, Slice(sentence.text, span));
  }
  if (!wrong.empty()) report.errors.push_back(fmt::format("line {}:{} in: {}", sentence.line, wrong, sentence.text));
}

}  // namespace

Result<EvalReport> ScorePlover(const std::string& path, const EvalTools& tools) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  ClassTable given;
  ClassTable coded;
  EvalReport report;
  size_t marked_column = 0;
  size_t type_column = 0;
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (number == 1) {
      const auto column = [&](std::string_view name) {
        return static_cast<size_t>(std::find(cells.begin(), cells.end(), name) - cells.begin());
      };
      marked_column = column("marked_sentence");
      type_column = column("gold_root");
      const bool there = marked_column < cells.size() && type_column < cells.size();
      return there ? Status::Ok() : BadGold(path, number, "no columns marked_sentence and gold_root");
    }
    if (cells.size() <= std::max(marked_column, type_column)) return BadGold(path, number, "too few columns");
    const MarkedText marked = Unmark(cells[marked_column]);
    const std::string gold = Plover(std::string(cells[type_column]));
    const std::string type = Plover(PairType(marked, tools));
    given.Add(gold, type);
    coded.Add(gold, CodedType(marked, tools));
    if (type != gold)
      report.errors.push_back(fmt::format("{}:{}: {} not {}: {}", path, number, type, gold, cells[marked_column]));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  report.figures = given.Figures();
  for (EvalFigure figure : coded.Figures()) {
    if (figure.name.starts_with("f1_")) continue;
    figure.name = "coded_" + figure.name;
    report.figures.push_back(std::move(figure));
  }
  return report;
}

Result<EvalReport> ScoreRoles(const std::string& path, const EvalTools& tools) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  RoleReader reader;
  FoundCounts counts;
  EvalReport report;
  uint64_t sentences = 0;
  const auto finish = [&] {
    const RoleSentence sentence = reader.Take();
    if (sentence.text.empty()) return;
    ++sentences;
    CountRoles(sentence, tools, counts, report);
  };
  size_t number = 0;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(' ') == std::string_view::npos) {
      finish();
    } else if (Status status = reader.Add(path, line, number); !status.ok()) {
      return status;
    }
  }
  finish();
  report.figures = {{"exact_f1", counts.F1(), counts.gold},
                    {"precision", counts.Precision(), counts.told},
                    {"recall", counts.Recall(), counts.gold},
                    {"sentences", static_cast<double>(sentences), 0}};
  return report;
}

}  // namespace entente
