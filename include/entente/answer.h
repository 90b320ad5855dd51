// What entente answers with: prose in which every claim carries the number of the sentence that proves it.
//
// Plain values, last in the flow: the engine makes them (from statements, never from text of its own) and apps print
// them. No shared state. Days are calendar days; byte ranges are half-open and point into the document as read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/statement.h"

namespace entente {

// What of the past counts. `from` and `to`, both included, select by the day a thing happened, or else by the day its
// document was published; what has neither day counts only where neither bound is given. `as_of`: what is known to
// begin later does not count, and the weights of a relation decay towards that day; where it is absent, towards `to`,
// or else the day of the last document read.
struct TimeWindow {
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<Date> as_of;
  bool bounded() const { return from.has_value() || to.has_value(); }
};

enum class AnswerFormat { kText, kAnsi, kMarkdown, kJson };
// "text", "ansi", "markdown", "json"; nothing for other words.
std::optional<AnswerFormat> AnswerFormatOf(std::string_view word);

// One numbered sentence. `outlets`: how many independent outlets print the same fact (at least 1).
struct EvidenceItem {
  int number = 0;  // 1-based, in the order in which the prose first cites it
  std::string document;
  std::string outlet;  // empty where unknown
  std::optional<Date> published_date;
  Span span;
  std::string text;
  StatementStatus status = StatementStatus::kActual;
  std::string speaker;  // empty: the author
  int outlets = 1;
};

// One paragraph. `text` cites evidence as "[1]"; `topic` is a stable word: "who", "motive", "inside", "relation",
// "others", "spoilers", "answer", "nothing", "cannot", "hint".
struct AnswerParagraph {
  std::string topic;
  std::string text;
};

// `answered` is false where no statement supports an answer (the paragraph says so) or the question cannot be read.
// `data` is one JSON value with the numbers behind the prose (see docs/format), or empty.
struct Answer {
  std::string kind;   // "explain", "relation", "brokers", "actors", or the kind of question asked
  std::string title;  // "Israel and Turkey: who helps, who hurts"
  bool answered = false;
  std::vector<AnswerParagraph> paragraphs;
  std::vector<EvidenceItem> evidence;
  std::string data;
};

// The answer as text ending in a newline. The same answer gives the same bytes. Control characters of evidence never
// reach a terminal. Cost: linear.
std::string Render(const Answer& answer, AnswerFormat format);

}  // namespace entente
