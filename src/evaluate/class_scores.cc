#include "evaluate/class_scores.h"

#include <fmt/format.h>

#include "evaluate/class_table.h"
#include "evaluate/coding.h"
#include "evaluate/gold_lines.h"

namespace entente {

Result<EvalReport> ScoreQuad(const std::string& path, const EvalTools& tools) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  ClassTable table;
  EvalReport report;
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (cells.size() != 2 || cells[1].size() != 1 || cells[1][0] < '0' || cells[1][0] > '4') {
      return BadGold(path, number, "expected SENTENCE, a tab and a class 0 to 4");
    }
    const std::vector<Statement> statements = CodeText(cells[0], tools);
    const Statement* main = MainEvent(statements);
    const std::string predicted = main == nullptr ? "" : std::to_string(main->quad);
    table.Add(std::string(cells[1]), predicted);
    if (predicted != cells[1])
      report.errors.push_back(fmt::format("{}:{}: {} not {}", path, number, predicted, cells[1]));
    return Status::Ok();
  });
  if (!status.ok()) return status;
  report.figures = table.Figures();
  return report;
}

}  // namespace entente
