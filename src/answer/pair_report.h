// PairReport: what event columns say of a pair, with names, numbers and the events behind them; and its words.
//
// Comes in: PairHistory, perhaps an InferredTie, names. Goes out: one value with everything that the four ways of
// showing it need (text, Markdown, JSON, HTML): none of them computes. What is inferred stands in members of its own.
// Plain values; owns its strings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answer/name_book.h"
#include "answer/report_words.h"
#include "relation/inferred_ties.h"
#include "relation/pair_history.h"

namespace entente {

// One event as evidence. `number`: as cited, 1-based.
struct ReportEvent {
  int number = 0;
  int32_t day = 0;
  std::string source, target;  // as the stream names them
  std::string act, type, cameo;
  double weight = 0;
  // Where it stands: a line of a file; or, of form "statements", the number of a fact of the ledger, whose document and
  // sentence the engine looks up.
  std::string file, form;
  uint32_t row = 0;
  std::string document, text;
  std::string address = {};  // of the file's content
  // Who told of it: documents, outlets (0: not known), and the earliest of them.
  uint64_t reports = 0, outlets = 0;
  int32_t first_day = 0;
  std::string first_outlet = {};
  // "Events.tab, row 17", "article.txt: “the sentence”".
  std::string Place() const;
};

struct ReportChange {
  ChangePoint change;
  std::vector<int> evidence;  // numbers of events
};

struct ReportKind {
  std::string type, words;  // "attacks"
  KindShare share;
};

struct ReportPart {
  std::string name;
  bool of_first = true;
  uint32_t events = 0;
};

struct ReportWalk {
  std::string through, next;
  BalanceWalk walk;
};

struct ReportInference {
  InferredTie tie;
  std::vector<ReportWalk> walks;
};

struct ReportParagraph {
  std::string topic;  // "level", "changes", "kinds", "drives", "parts", "inferred", "nothing"
  std::vector<std::string> sentences;
};

struct PairReport {
  std::string first, second;          // names
  std::string first_key, second_key;  // of groups
  std::string where, scale;
  PairHistory history;
  std::vector<ReportChange> changes;  // by day
  std::vector<ReportKind> kinds;
  std::vector<ReportPart> parts;
  std::vector<ReportEvent> evidence;
  std::optional<ReportInference> inferred;
  std::string title;
  std::vector<ReportParagraph> paragraphs;
};

struct ReportInput {
  const EventColumns& columns;
  const EventWeights& weights;
  const SeriesSettings& settings;
  const NameBook& names;
  const ReportWords& words;
  std::string where;
  std::string scale;
};

// Cost: that of the history's events.
PairReport MakePairReport(const ReportInput& input, StreamGroupId a, StreamGroupId b, PairHistory history,
                          const std::optional<InferredTie>& inferred);

// "Turkey" for TUR, "Syria (REB)" for "SYR REB"; for a group without a code the name of its first actor.
std::string GroupName(const EventColumns& columns, const NameBook& names, StreamGroupId group);

// All end in a newline, and are the same bytes for the same report. Cost: linear.
std::string ReportText(const PairReport& report, bool ansi);
std::string ReportMarkdown(const PairReport& report);
std::string ReportJson(const PairReport& report);
std::string ReportHtml(const PairReport& report);

// A line of block characters for the level, lowest to highest; empty for fewer than two points.
std::string Sparkline(const std::vector<Level>& line, size_t width);

}  // namespace entente
