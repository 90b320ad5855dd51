#include "answer/evidence_list.h"

#include <set>

namespace entente {

std::string EvidenceList::Marks(std::span<const FactId> facts) {
  std::set<uint32_t> places;
  for (const FactId fact : facts) {
    const Statement& s = facts_.Representative(fact);
    const auto next = static_cast<uint32_t>(cited_.size());
    const auto [place, is_new] =
        places_.try_emplace({s.document, s.evidence.begin, s.evidence.end, s.evidence_text}, next);
    if (is_new) cited_.push_back(fact);
    places.insert(place->second);
  }
  std::string marks;
  for (const uint32_t place : places) {
    marks += kOpen;
    marks += std::to_string(place);
    marks += kClose;
  }
  return marks;
}

EvidenceItem EvidenceList::ItemOf(FactId fact, int number) const {
  const Statement& s = facts_.Representative(fact);
  EvidenceItem item{.number = number,
                    .document = s.document,
                    .span = s.evidence,
                    .text = s.evidence_text,
                    .status = s.status,
                    .outlets = facts_.OutletCount(fact)};
  if (const DocumentInfo* document = facts_.Document(s.document)) {
    item.outlet = document->outlet;
    item.published_date = document->published_date;
  }
  if (s.speaker) item.speaker = s.speaker->name.empty() ? s.speaker->code : s.speaker->name;
  return item;
}

// Numbers of one run of placeholders ascend.
std::string EvidenceList::Numbered(const std::string& text, std::map<uint32_t, int>& numbers, Answer& answer) const {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    std::set<int> run;
    while (i < text.size() && text[i] == kOpen) {
      const size_t close = text.find(kClose, i);
      const auto place = static_cast<uint32_t>(std::stoul(text.substr(i + 1, close - i - 1)));
      const auto [number, is_new] = numbers.try_emplace(place, static_cast<int>(numbers.size()) + 1);
      if (is_new) answer.evidence.push_back(ItemOf(cited_[place], number->second));
      run.insert(number->second);
      i = close + 1;
    }
    for (const int number : run) out.append("[").append(std::to_string(number)).append("]");
    if (i < text.size() && text[i] != kOpen) out += text[i++];
  }
  return out;
}

void EvidenceList::Finish(Answer& answer) const {
  std::map<uint32_t, int> numbers;
  for (AnswerParagraph& paragraph : answer.paragraphs) paragraph.text = Numbered(paragraph.text, numbers, answer);
}

}  // namespace entente
