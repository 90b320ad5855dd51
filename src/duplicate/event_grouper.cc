#include "duplicate/event_grouper.h"

#include <algorithm>
#include <unordered_map>

namespace entente {
namespace {

constexpr size_t kRareWords = 12;      // of a sentence, by which it is looked up
constexpr size_t kLatest = 64;         // reports that a word leads to
constexpr float kMissing = -4;         // the score of pairs that are no candidates; average links need one
constexpr float kSurest = 6;           // scores are cut at ±this, so that one pair cannot outweigh many

uint64_t KeyOf(uint32_t block, WordId word) { return (static_cast<uint64_t>(block) << 32) | word; }

}  // namespace

std::vector<Pair> CandidatePairs(const ReportBook& book) {
  std::unordered_map<uint64_t, std::vector<uint32_t>> holders;
  std::vector<Pair> pairs;
  std::vector<uint32_t> found;
  for (uint32_t i = 0; i < book.entries().size(); ++i) {
    const ReportBook::Entry& entry = book.entries()[i];
    found.clear();
    for (size_t w = 0; w < std::min(kRareWords, entry.rarest.size()); ++w) {
      std::vector<uint32_t>& list = holders[KeyOf(entry.block, entry.rarest[w])];
      found.insert(found.end(), list.end() - static_cast<ptrdiff_t>(std::min(kLatest, list.size())), list.end());
      list.push_back(i);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const uint32_t j : found) {
      if (MayBeSame(book.entries()[j], entry)) pairs.emplace_back(j, i);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

Result<EventGrouper> EventGrouper::Load(const DataFiles& files) {
  EventGrouper grouper;
  Result<ContentWords> words = ContentWords::Load(files);
  if (!words.ok()) return words.status();
  Result<LinearModel> model = LinearModel::Load(files, "same_event");
  if (!model.ok()) return model.status();
  grouper.words_ = std::move(*words);
  grouper.model_ = std::move(*model);
  grouper.same_ = grouper.model_.ClassIndex("same");
  grouper.other_ = grouper.model_.ClassIndex("other");
  if (grouper.same_ < 0 || grouper.other_ < 0) {
    return Status(StatusCode::kCorrupt, "data.bad_model", "learned/same_event.linear: classes are other and same");
  }
  return grouper;
}

float EventGrouper::Score(const ReportBook& book, const Pair& pair) const {
  Features features;
  AddPairFeatures(book, book.entries()[pair.first], book.entries()[pair.second], features);
  const std::vector<float> scores = model_.Scores(features);
  return std::clamp(scores[same_] - scores[other_], -kSurest, kSurest);
}

std::vector<uint32_t> EventGrouper::Group(std::span<const EventReport> reports, const Compatible& compatible) const {
  const ReportBook book(reports, words_);
  std::vector<ScoredPair> scored;
  for (const Pair& pair : CandidatePairs(book)) {
    if (compatible && !compatible(pair.first, pair.second)) continue;
    scored.push_back({pair.first, pair.second, Score(book, pair)});
  }
  return AverageLink(static_cast<uint32_t>(reports.size()), scored, kMissing);
}

}  // namespace entente
