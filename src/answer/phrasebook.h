// Phrasebook: the words of data/answer, looked up by what they are for. See the comment on top of each table.
//
// Immutable after Load; any thread may read.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/statement.h"
#include "entente/status.h"

namespace entente {

// "{a} and {b}" with {{"a","x"},{"b","y"}} → "x and y". Unknown placeholders become empty.
using Slots = std::map<std::string, std::string, std::less<>>;
std::string Fill(std::string_view text, const Slots& slots);

struct MeansWords {
  std::string base, past, gerund;
};

struct StatusWords {
  int order = 0;
  std::string predicate, sentence, headline;
};

struct EventWords {
  std::string cue, past, base, noun;
};

struct Circumstance {
  std::string cue, words;
  std::vector<std::string> statuses;
};

// A named war or affair of data/values/periods.tsv.
struct Period {
  std::string name;
  std::vector<std::string> names;  // name and aliases, longest first
  DateInterval dates;
};

class Phrasebook {
 public:
  // Reads data/answer/*.tsv; data/values/periods.tsv where it is there. Errors: data.missing, data.bad_table.
  static Result<Phrasebook> Load(const DataFiles& data);

  // Row `key` of phrases.tsv, filled; empty where there is none.
  std::string Say(std::string_view key, const Slots& slots = {}) const;
  bool Has(std::string_view key) const { return phrases_.contains(key); }

  const MeansWords& Means(std::string_view means, char effect) const;
  const StatusWords& Influence(StatementStatus status) const;
  const StatusWords& Event(StatementStatus status) const;
  // Rows of a type: those with cues, longest first, then the plain one. Never empty; unknown types get row "".
  const std::vector<EventWords>& Events(std::string_view type) const;
  std::string Tie(std::string_view tie, char effect) const;
  // "allies": what two are who each have such a tie with a third; empty where there is no word.
  std::string TieRole(std::string_view tie, char effect) const;
  // The types of a row of type_groups.tsv.
  bool InGroup(std::string_view group, std::string_view type) const;
  std::string Balance(double balance) const;
  const std::vector<Circumstance>& circumstances() const { return circumstances_; }
  const std::vector<Period>& periods() const { return periods_; }
  // "the United States", "Turkey".
  std::string WithArticle(std::string_view name) const;

 private:
  Status LoadPhrases(const DataFiles& data);
  Status LoadMeans(const DataFiles& data);
  Status LoadStatuses(const DataFiles& data);
  Status LoadEvents(const DataFiles& data);
  Status LoadTies(const DataFiles& data);
  Status LoadSmallTables(const DataFiles& data);
  Status LoadPeriods(const DataFiles& data);

  std::map<std::string, std::string, std::less<>> phrases_;
  std::map<std::pair<std::string, char>, MeansWords> means_;
  std::map<std::string, StatusWords, std::less<>> influence_, event_status_;
  std::map<std::string, std::vector<EventWords>, std::less<>> events_;
  std::map<std::pair<std::string, char>, std::string> ties_, tie_roles_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> groups_;
  std::map<double, std::string> balance_;
  std::vector<Circumstance> circumstances_;
  std::vector<Period> periods_;
  std::vector<std::pair<std::string, std::string>> articles_;  // where, pattern
};

}  // namespace entente
