// Question: what a question in words asks for.
//
// Comes in: the question, the actors and lemmas the engine found (or the NameBook's), data/answer/questions.tsv.
// Goes out: the kind of answer and its slots. Pure function.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answerer.h"
#include "answer/name_book.h"
#include "answer/question_tables.h"
#include "entente/answer.h"

namespace entente {

struct Question {
  std::string kind;                          // a kind of questions.tsv; empty: cannot be answered, see `reason`
  std::string reason;                        // "no_actor", "no_kind" or "actors": a row ask.reason.* of phrases.tsv
  std::vector<std::string> actors;           // different keys, in order of appearance
  std::array<std::string, 2> pair;           // of kinds about a relation
  std::string agent;                         // the third party asked about
  std::string source, target;                // of kinds about deeds; one is empty where it is asked for
  std::set<std::string, std::less<>> types;  // event types that answer; empty: any
  std::string verb;                          // the last word of the verb found: "peace"
  std::string base;                          // "make peace with": the verb asked for, or empty
  std::string group;                         // "good" (deeds for), "bad" (against) or ""
  bool hurts = false;                        // asks for harm
  TimeWindow window;                         // the caller's, narrowed by years and months of the question
};

// Never fails: what cannot be read has an empty kind. Cost: linear in the question times the tables.
Question ReadQuestion(std::string_view text, const QuestionParse& parse, const NameBook& names,
                      const QuestionTables& tables, const TimeWindow& window);

}  // namespace entente
