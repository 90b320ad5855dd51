// EvidenceList: numbers the sentences of one answer in the order in which its prose cites them.
//
// While prose is made, a citation is a placeholder; only when all paragraphs stand does Finish give numbers, so that
// what was left out of the prose is left out of the evidence. One answer, one list; not shared between threads.
#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "entente/answer.h"
#include "relation/fact_table.h"

namespace entente {

class EvidenceList {
 public:
  explicit EvidenceList(const FactTable& facts) : facts_(facts) {}

  // Placeholders for the sentences of the facts, each once; facts read from the same bytes share theirs.
  std::string Marks(std::span<const FactId> facts);
  // Turns placeholders of all paragraphs into "[1][4]" and fills `evidence`, numbered by first citation.
  void Finish(Answer& answer) const;

 private:
  // Control characters, which no name and no quotation keeps.
  static constexpr char kOpen = '\x01';
  static constexpr char kClose = '\x02';
  EvidenceItem ItemOf(FactId fact, int number) const;
  std::string Numbered(const std::string& text, std::map<uint32_t, int>& numbers, Answer& answer) const;

  const FactTable& facts_;
  std::map<std::tuple<std::string, uint32_t, uint32_t, std::string>, uint32_t> places_;
  std::vector<FactId> cited_;  // by place: the first fact that cites it
};

}  // namespace entente
