#include "answer/phrasebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "answer/words.h"
#include "base/date.h"
#include "base/tsv.h"

namespace entente {
namespace {

using RowVisitor = std::function<Status(const std::function<std::string(std::string_view)>& cell, uint32_t line)>;

// Visits the rows of a table, which must have "reason" and "example" beside `columns`.
Status EachRow(const DataFiles& data, std::string_view file, std::vector<std::string_view> columns,
               const RowVisitor& visit) {
  const Result<std::string_view> content = data.Read(file);
  if (!content.ok()) return content.status();
  columns.insert(columns.end(), {"reason", "example"});
  const Result<TsvTable> table = TsvTable::Parse(file, *content, columns);
  if (!table.ok()) return table.status();
  for (const TsvRow& row : table->rows()) {
    const auto cell = [&](std::string_view column) { return std::string(table->Cell(row, column)); };
    if (Status status = visit(cell, row.line); !status.ok()) return status;
  }
  return Status::Ok();
}

Status BadRow(std::string_view file, uint32_t line, std::string_view what) {
  return {StatusCode::kInvalidInput, "data.bad_table", fmt::format("{}: line {}: {}", file, line, what)};
}

int IntOf(const std::string& text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string Fill(std::string_view text, const Slots& slots) {
  std::string filled;
  for (size_t i = 0; i < text.size();) {
    const size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      filled += text[i++];
      continue;
    }
    const auto slot = slots.find(text.substr(i + 1, close - i - 1));
    if (slot != slots.end()) filled += slot->second;
    i = close + 1;
  }
  return filled;
}

Result<Phrasebook> Phrasebook::Load(const DataFiles& data) {
  Phrasebook book;
  using Loader = Status (Phrasebook::*)(const DataFiles&);
  constexpr std::array<Loader, 7> kLoaders = {
      &Phrasebook::LoadPhrases, &Phrasebook::LoadMeans,       &Phrasebook::LoadStatuses, &Phrasebook::LoadEvents,
      &Phrasebook::LoadTies,    &Phrasebook::LoadSmallTables, &Phrasebook::LoadPeriods};
  for (const Loader load : kLoaders) {
    if (Status status = (book.*load)(data); !status.ok()) return status;
  }
  return book;
}

Status Phrasebook::LoadPhrases(const DataFiles& data) {
  return EachRow(data, "answer/phrases.tsv", {"key", "text"}, [&](const auto& cell, uint32_t) {
    phrases_[cell("key")] = cell("text");
    return Status::Ok();
  });
}

Status Phrasebook::LoadMeans(const DataFiles& data) {
  constexpr std::string_view kFile = "answer/means.tsv";
  Status status =
      EachRow(data, kFile, {"means", "effect", "base", "past", "gerund"}, [&](const auto& cell, uint32_t line) {
        const std::string effect = cell("effect");
        if (effect.size() != 1) return BadRow(kFile, line, "effect must be + or -");
        means_[{cell("means"), effect[0]}] = {cell("base"), cell("past"), cell("gerund")};
        return Status::Ok();
      });
  if (status.ok() && (!means_.contains({"", '+'}) || !means_.contains({"", '-'}))) {
    return BadRow(kFile, 1, "the rows of the empty means are missing");
  }
  return status;
}

Status Phrasebook::LoadStatuses(const DataFiles& data) {
  Status status = EachRow(data, "answer/statuses.tsv", {"status", "order", "predicate", "sentence", "headline"},
                          [&](const auto& cell, uint32_t) {
                            influence_[cell("status")] = {IntOf(cell("order")), cell("predicate"), cell("sentence"),
                                                          cell("headline")};
                            return Status::Ok();
                          });
  if (!status.ok()) return status;
  status =
      EachRow(data, "answer/event_statuses.tsv", {"status", "order", "predicate"}, [&](const auto& cell, uint32_t) {
        event_status_[cell("status")] = {IntOf(cell("order")), cell("predicate"), "", ""};
        return Status::Ok();
      });
  if (!status.ok()) return status;
  for (size_t i = 0; i <= static_cast<size_t>(StatementStatus::kDenied); ++i) {
    const std::string_view name = ToString(static_cast<StatementStatus>(i));
    if (!influence_.contains(name)) return BadRow("answer/statuses.tsv", 1, fmt::format("no row for {}", name));
    if (!event_status_.contains(name)) {
      return BadRow("answer/event_statuses.tsv", 1, fmt::format("no row for {}", name));
    }
  }
  return Status::Ok();
}

Status Phrasebook::LoadEvents(const DataFiles& data) {
  constexpr std::string_view kFile = "answer/event_words.tsv";
  Status status = EachRow(data, kFile, {"type", "cue", "past", "base", "noun"}, [&](const auto& cell, uint32_t) {
    events_[cell("type")].push_back({cell("cue"), cell("past"), cell("base"), cell("noun")});
    return Status::Ok();
  });
  for (auto& [type, rows] : events_) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const EventWords& a, const EventWords& b) { return a.cue.size() > b.cue.size(); });
    if (status.ok() && !rows.back().cue.empty()) return BadRow(kFile, 1, type + " has no plain row");
  }
  if (status.ok() && !events_.contains("")) return BadRow(kFile, 1, "the row of the empty type is missing");
  return status;
}

Status Phrasebook::LoadTies(const DataFiles& data) {
  constexpr std::string_view kFile = "answer/tie_words.tsv";
  return EachRow(data, kFile, {"tie", "effect", "bond", "role"}, [&](const auto& cell, uint32_t line) {
    const std::string effect = cell("effect");
    if (effect.size() != 1) return BadRow(kFile, line, "effect must be +, - or 0");
    ties_[{cell("tie"), effect[0]}] = cell("bond");
    tie_roles_[{cell("tie"), effect[0]}] = cell("role");
    return Status::Ok();
  });
}

Status Phrasebook::LoadSmallTables(const DataFiles& data) {
  Status status =
      EachRow(data, "answer/circumstances.tsv", {"cue", "words", "statuses"}, [&](const auto& cell, uint32_t) {
        Circumstance circumstance{cell("cue"), cell("words"), {}};
        const std::string statuses = cell("statuses");
        for (const std::string_view s : SplitList(statuses)) circumstance.statuses.emplace_back(s);
        circumstances_.push_back(std::move(circumstance));
        return Status::Ok();
      });
  if (!status.ok()) return status;
  constexpr std::string_view kBalance = "answer/balance_words.tsv";
  status = EachRow(data, kBalance, {"from", "words"}, [&](const auto& cell, uint32_t line) {
    const std::string from = cell("from");
    double number = 0;
    const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), number);
    if (error != std::errc()) return BadRow(kBalance, line, "from is no number");
    balance_[number] = cell("words");
    return Status::Ok();
  });
  if (!status.ok()) return status;
  status = EachRow(data, "answer/type_groups.tsv", {"group", "types"}, [&](const auto& cell, uint32_t) {
    const std::string types = cell("types");
    for (const std::string_view type : SplitList(types)) groups_[cell("group")].emplace(type);
    return Status::Ok();
  });
  if (!status.ok()) return status;
  return EachRow(data, "answer/articles.tsv", {"where", "pattern"}, [&](const auto& cell, uint32_t) {
    articles_.emplace_back(cell("where"), cell("pattern"));
    return Status::Ok();
  });
}

Status Phrasebook::LoadPeriods(const DataFiles& data) {
  constexpr std::string_view kFile = "values/periods.tsv";
  const Result<std::string_view> content = data.Read(kFile);
  if (!content.ok()) return Status::Ok();  // prose then gives dates instead of names
  constexpr std::array<std::string_view, 4> kColumns = {"name", "aliases", "from", "to"};
  const Result<TsvTable> table = TsvTable::Parse(kFile, *content, kColumns);
  if (!table.ok()) return table.status();
  for (const TsvRow& row : table->rows()) {
    const auto from = DateOf(table->Cell(row, "from"));
    const std::string_view to_cell = table->Cell(row, "to");
    const auto to = to_cell.empty() ? from : DateOf(to_cell);
    if (!from || !to) continue;
    Period period{std::string(table->Cell(row, "name")), {std::string(table->Cell(row, "name"))}, {*from, *to}};
    for (const std::string_view alias : SplitList(table->Cell(row, "aliases"))) period.names.emplace_back(alias);
    std::stable_sort(period.names.begin(), period.names.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    periods_.push_back(std::move(period));
  }
  return Status::Ok();
}

std::string Phrasebook::Say(std::string_view key, const Slots& slots) const {
  const auto found = phrases_.find(key);
  return found == phrases_.end() ? std::string() : Fill(found->second, slots);
}

const MeansWords& Phrasebook::Means(std::string_view means, char effect) const {
  const char sign = effect == '-' ? '-' : '+';
  const auto found = means_.find({std::string(means), sign});
  return found != means_.end() ? found->second : means_.at({"", sign});
}

const StatusWords& Phrasebook::Influence(StatementStatus status) const {
  return influence_.find(ToString(status))->second;
}

const StatusWords& Phrasebook::Event(StatementStatus status) const {
  return event_status_.find(ToString(status))->second;
}

const std::vector<EventWords>& Phrasebook::Events(std::string_view type) const {
  const auto found = events_.find(type);
  return found != events_.end() ? found->second : events_.find("")->second;
}

std::string Phrasebook::Tie(std::string_view tie, char effect) const {
  const std::string name(tie.empty() ? "general" : tie);
  for (const std::string& kind : {name, std::string("other")}) {
    for (const char sign : {effect, effect == '0' ? '+' : effect}) {
      const auto found = ties_.find({kind, sign});
      if (found != ties_.end()) return found->second;
    }
  }
  return {};
}

std::string Phrasebook::TieRole(std::string_view tie, char effect) const {
  const auto found = tie_roles_.find({std::string(tie), effect});
  return found == tie_roles_.end() ? std::string() : found->second;
}

bool Phrasebook::InGroup(std::string_view group, std::string_view type) const {
  const auto found = groups_.find(group);
  return found != groups_.end() && found->second.contains(type);
}

std::string Phrasebook::Balance(double balance) const {
  auto above = balance_.upper_bound(balance);
  return above == balance_.begin() ? std::string() : std::prev(above)->second;
}

std::string Phrasebook::WithArticle(std::string_view name) const {
  for (const auto& [where, pattern] : articles_) {
    const bool starts = where == "starts" && name.starts_with(pattern + " ");
    const bool ends = where == "ends" && name.ends_with(" " + pattern);
    if (starts || ends || (where == "is" && name == pattern)) return std::string("the ").append(name);
  }
  return std::string(name);
}

}  // namespace entente
