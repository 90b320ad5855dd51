// The tables that read questions: data/answer/question_words.tsv, question_verbs.tsv and questions.tsv.
//
// Immutable after Load; any thread may read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

struct QuestionVerb {
  std::vector<std::string> verbs;
  std::set<std::string, std::less<>> types;
  std::string base;
};

// One row of questions.tsv. `needs`: every inner list must have one class present.
struct QuestionRule {
  std::string kind;
  std::set<std::string, std::less<>> wh;
  std::vector<std::vector<std::string>> needs;
  std::vector<std::string> lacks;
  size_t actors = 0;
  std::string pair;  // "yes", "no" or ""
};

struct QuestionTables {
  // Errors: data.missing, data.bad_table.
  static Result<QuestionTables> Load(const DataFiles& data);

  std::map<std::string, std::vector<std::string>> classes;  // class → lemmas
  std::vector<QuestionVerb> verbs;
  std::vector<QuestionRule> rules;
};

}  // namespace entente
