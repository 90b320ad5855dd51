#include "answer/evidence_list.h"

#include <set>

namespace entente {

int EvidenceList::Number(FactId fact) {
  const Statement& s = facts_.Representative(fact);
  const int next = static_cast<int>(items_.size()) + 1;
  const auto [place, is_new] =
      numbers_.try_emplace({s.document, s.evidence.begin, s.evidence.end, s.evidence_text}, next);
  if (!is_new) return place->second;
  EvidenceItem item{.number = next, .document = s.document, .span = s.evidence, .text = s.evidence_text,
                    .status = s.status, .outlets = facts_.OutletCount(fact)};
  if (const DocumentInfo* document = facts_.Document(s.document)) {
    item.outlet = document->outlet;
    item.published_date = document->published_date;
  }
  if (s.speaker) item.speaker = s.speaker->name.empty() ? s.speaker->code : s.speaker->name;
  items_.push_back(std::move(item));
  return next;
}

std::string EvidenceList::Marks(std::span<const FactId> facts) {
  std::set<int> numbers;
  for (const FactId fact : facts) numbers.insert(Number(fact));
  std::string marks;
  for (const int number : numbers) marks += "[" + std::to_string(number) + "]";
  return marks;
}

}  // namespace entente
