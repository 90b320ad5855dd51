// EvidenceList: numbers the sentences of one answer in the order in which prose cites them.
//
// One answer, one list; not shared between threads.
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

  // The number of the fact's sentence; facts read from the same bytes share it.
  int Number(FactId fact);
  // "[1][4]": the numbers of the facts, ascending, each once.
  std::string Marks(std::span<const FactId> facts);
  const std::vector<EvidenceItem>& items() const { return items_; }

 private:
  const FactTable& facts_;
  std::map<std::tuple<std::string, uint32_t, uint32_t, std::string>, int> numbers_;
  std::vector<EvidenceItem> items_;
};

}  // namespace entente
