#include "evaluate/status_scores.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>

#include "evaluate/class_table.h"
#include "evaluate/coding.h"
#include "evaluate/factuality_gold.h"
#include "evaluate/gold_lines.h"

namespace entente {
namespace {

// Absolute errors and correlation, summed up.
class FigurePairs {
 public:
  void Add(double gold, double given) {
    ++count_;
    error_ += std::abs(gold - given);
    gold_ += gold;
    given_ += given;
    gold2_ += gold * gold;
    given2_ += given * given;
    both_ += gold * given;
  }
  std::vector<EvalFigure> Figures() const {
    const double n = static_cast<double>(count_);
    const double spread = (n * gold2_ - gold_ * gold_) * (n * given2_ - given_ * given_);
    const double r = spread > 0 ? (n * both_ - gold_ * given_) / std::sqrt(spread) : 0;
    return {{"mae", count_ > 0 ? error_ / n : 0, count_}, {"r", r, count_}};
  }

 private:
  uint64_t count_ = 0;
  double error_ = 0, gold_ = 0, given_ = 0, gold2_ = 0, given2_ = 0, both_ = 0;
};

ParsedDocument ParseOne(std::string_view text, const EvalTools& tools) {
  const std::array<Span, 1> block = {Span{0, static_cast<uint32_t>(text.size())}};
  return tools.model.ParseBlocks(text, block);
}

bool IsLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// Where the word stands in the sentence; "word#2" is the second time.
std::optional<uint32_t> PlaceOf(std::string_view sentence, std::string_view word) {
  int times = 1;
  if (const size_t mark = word.find('#'); mark != std::string_view::npos && mark + 2 == word.size()) {
    times = word[mark + 1] - '0';
    word = word.substr(0, mark);
  }
  for (size_t at = sentence.find(word); at != std::string_view::npos; at = sentence.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool whole = (at == 0 || !IsLetter(sentence[at - 1])) && (end == sentence.size() || !IsLetter(sentence[end]));
    if (whole && --times == 0) return static_cast<uint32_t>(at);
  }
  return std::nullopt;
}

}  // namespace

Result<EvalReport> ScoreFactuality(const std::string& path, const EvalTools& tools) {
  FigurePairs pairs;
  EvalReport report;
  const Status status = ForEachFactualitySentence(path, [&](const FactualitySentence& sentence, size_t line) {
    const ParsedDocument parsed = ParseOne(sentence.text, tools);
    std::vector<uint32_t> tokens;
    for (const FactualitySentence::Target& target : sentence.targets) tokens.push_back(TokenAt(parsed, target.byte));
    const std::vector<Telling> told = tools.coder.Read(parsed, tokens);
    for (size_t i = 0; i < told.size(); ++i) {
      const double gold = sentence.targets[i].figure;
      pairs.Add(gold, told[i].factuality);
      if (std::abs(gold - told[i].factuality) < 1.5) continue;
      report.errors.push_back(
          fmt::format("{}:{}: {} {:.1f} not {:.1f}", path, line, parsed.TextOf(tokens[i]), told[i].factuality, gold));
    }
    return Status::Ok();
  });
  if (!status.ok()) return status;
  report.figures = pairs.Figures();
  return report;
}

Result<EvalReport> ScoreStatus(const std::string& path, const EvalTools& tools) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  ClassTable table;
  EvalReport report;
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    if (line.starts_with('#')) return Status::Ok();
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (cells.size() != 5 || !StatementStatusOf(cells[0])) {
      return BadGold(path, number, "expected STATUS, WORD, SOURCE, TARGET and SENTENCE between tabs");
    }
    const std::optional<uint32_t> place = PlaceOf(cells[4], cells[1]);
    if (!place) return BadGold(path, number, fmt::format("no word \"{}\" in the sentence", cells[1]));
    const ParsedDocument parsed = ParseOne(cells[4], tools);
    const std::array<uint32_t, 1> token = {TokenAt(parsed, *place)};
    const Telling told = tools.coder.Read(parsed, token).front();
    const std::string given(ToString(told.status));
    table.Add(std::string(cells[0]), given);
    if (given == cells[0]) return Status::Ok();
    report.errors.push_back(fmt::format("{}:{}: {} is {} not {} (factuality {:.1f}): {}", path, number, cells[1], given,
                                        cells[0], told.factuality, cells[4]));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  report.figures = {{"accuracy", table.Accuracy(), table.total()}};
  for (EvalFigure& figure : table.Figures()) {
    if (figure.name != "accuracy" && figure.name != "answered") report.figures.push_back(std::move(figure));
  }
  return report;
}

}  // namespace entente
