// sql: one SELECT over the ledger's views.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "commands.h"
#include "entente/ledger_tools.h"

namespace entente::cli {
namespace {

using Cells = std::span<const SqlSink::Cell>;

constexpr size_t kWidestCell = 60;      // bytes of one cell in a table
constexpr size_t kRowsForWidths = 200;  // a table's widths are those of its first rows

bool Print(const std::string& text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

std::string CsvCell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

class RowFormat {
 public:
  virtual ~RowFormat() = default;
  virtual void Columns(std::span<const std::string> names) = 0;
  virtual bool Row(Cells cells) = 0;
  virtual void End() {}
};

class CsvRows : public RowFormat {
 public:
  void Columns(std::span<const std::string> names) override {
    std::string line;
    for (const std::string& name : names) line += (line.empty() ? "" : ",") + CsvCell(name);
    Print(line + "\n");
  }
  bool Row(Cells cells) override {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + CsvCell(cells[i].text);
    return Print(line + "\n");
  }
};

class NdjsonRows : public RowFormat {
 public:
  void Columns(std::span<const std::string> names) override {
    for (const std::string& name : names) keys_.push_back(JsonText(name));
  }
  bool Row(Cells cells) override {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) {
      line += (i == 0 ? "{" : ",") + keys_[i] + ":";
      line += cells[i].null ? "null" : cells[i].number ? std::string(cells[i].text) : JsonText(cells[i].text);
    }
    return Print(line + "}\n");
  }

 private:
  std::vector<std::string> keys_;
};

// Columns side by side; the first rows are held back to see how wide they are.
class TableRows : public RowFormat {
 public:
  void Columns(std::span<const std::string> names) override {
    held_.emplace_back(names.begin(), names.end());
    widths_.assign(names.size(), 0);
  }
  bool Row(Cells cells) override {
    std::vector<std::string> row;
    for (const SqlSink::Cell& cell : cells) row.push_back(Short(cell.text));
    if (printing_) return Print(Line(row));
    held_.push_back(std::move(row));
    return held_.size() < kRowsForWidths || PrintHeld();
  }
  void End() override {
    if (!printing_) PrintHeld();
  }

 private:
  static size_t Characters(std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }
  static std::string Short(std::string_view text) {
    std::string out(text.substr(0, kWidestCell));
    for (char& c : out) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    if (out.size() == text.size()) return out;
    while (!out.empty() && (out.back() & 0xC0) == 0x80) out.pop_back();  // no half characters
    if (!out.empty() && (out.back() & 0x80) != 0) out.pop_back();
    return out + "…";
  }
  std::string Line(const std::vector<std::string>& row) const {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      const size_t width = Characters(row[i]);
      if (i + 1 < row.size()) line.append(widths_[i] + 2 - std::min(widths_[i] + 1, width), ' ');
    }
    return line + "\n";
  }
  bool PrintHeld() {
    printing_ = true;
    for (const auto& row : held_) {
      for (size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], Characters(row[i]));
    }
    for (const auto& row : held_) {
      if (!Print(Line(row))) return false;
    }
    held_.clear();
    return true;
  }

  std::vector<std::vector<std::string>> held_;
  std::vector<size_t> widths_;
  bool printing_ = false;
};

std::unique_ptr<RowFormat> RowFormatOf(const std::string& word) {
  if (word == "csv") return std::make_unique<CsvRows>();
  if (word == "ndjson") return std::make_unique<NdjsonRows>();
  if (word == "table") return std::make_unique<TableRows>();
  return nullptr;
}

int Sql(const Common& common, const std::string& sql, double seconds) {
  const std::string word = common.format.empty() ? "table" : common.format;
  const std::unique_ptr<RowFormat> format = RowFormatOf(word);
  if (format == nullptr) return Misuse("--format " + word + ": one of table, csv, ndjson");
  const SqlSink sink{[&](std::span<const std::string> names) { format->Columns(names); },
                     [&](Cells cells) { return format->Row(cells) && !Interrupted(); }};
  const Status status = QueryLedger(common.ledger, sql, {seconds, [] { return Interrupted(); }}, sink);
  if (status.ok() || status.id().starts_with("sql.")) format->End();
  if (!status.ok() && status.id() != "sql.stopped") return Fail(status);
  return Finish(kDone);
}

}  // namespace

void AddSqlCommand(CLI::App& app, Common& common, int& exit_status) {
  struct Given {
    std::string sql;
    double seconds = 60;
  };
  const auto given = std::make_shared<Given>();
  CLI::App* sql = app.add_subcommand("sql", "ask the ledger's tables: documents, statements, events, ties, influences");
  sql->footer(
      "example: entente sql \"SELECT source, count(*) FROM events WHERE target = 'ISR' GROUP BY 1\" --ledger talks.db");
  sql->add_option("SELECT", given->sql, "one SELECT; the views stand in docs/format/ledger.md")->required();
  sql->add_option("--seconds", given->seconds, "stop it after so long; 0: never")->capture_default_str();
  sql->add_option("--format", common.format, "table, csv, ndjson");
  sql->callback([&common, &exit_status, given] { exit_status = Sql(common, given->sql, given->seconds); });
}

}  // namespace entente::cli
