#include "duplicate/event_grouper.h"

#include <algorithm>
#include <unordered_map>

namespace entente {
namespace {

constexpr size_t kRareWords = 12;          // of a sentence, by which it is looked up
constexpr size_t kRareDocumentWords = 24;  // of a document
constexpr size_t kLatest = 64;             // sentences or documents that a word leads to
constexpr float kAlike = 0.1F;             // documents, by Cosine, of which all reports are compared
constexpr float kMissing = -4;             // the score of pairs that are no candidates; average links need one
constexpr float kSurest = 6;               // scores are cut at ±this, so that one pair cannot outweigh many

// Who came before with one of the same keys: at most kLatest for each.
class LatestHolders {
 public:
  // Earlier indices that share a key with `index`, ascending, each once.
  template <class Key>
  std::vector<uint32_t> Meet(uint32_t index, const std::vector<Key>& keys) {
    std::vector<uint32_t> found;
    for (const uint64_t key : keys) {
      std::vector<uint32_t>& list = holders_[key];
      const auto few = static_cast<ptrdiff_t>(std::min(kLatest, list.size()));
      found.insert(found.end(), list.end() - few, list.end());
      list.push_back(index);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  std::unordered_map<uint64_t, std::vector<uint32_t>> holders_;
};

void AddPair(const ReportBook& book, uint32_t a, uint32_t b, std::vector<Pair>& out) {
  const ReportBook::Entry &first = book.entries()[a], &second = book.entries()[b];
  if (first.block == second.block && MayBeSame(first, second)) out.push_back(std::minmax(a, b));
}

void AddBySentences(const ReportBook& book, std::vector<Pair>& out) {
  LatestHolders holders;
  for (uint32_t i = 0; i < book.entries().size(); ++i) {
    const ReportBook::Entry& entry = book.entries()[i];
    std::vector<uint64_t> keys;
    for (size_t w = 0; w < std::min(kRareWords, entry.rarest.size()); ++w) {
      keys.push_back((static_cast<uint64_t>(entry.block) << 32) | entry.rarest[w]);
    }
    for (const uint32_t j : holders.Meet(i, keys)) AddPair(book, j, i, out);
  }
}

// The words that weigh most in a document.
std::vector<WordId> HeaviestWords(const WordVector& document) {
  WordVector words = document;
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<WordId> out;
  for (size_t w = 0; w < std::min(kRareDocumentWords, words.size()); ++w) out.push_back(words[w].first);
  return out;
}

void AddByDocuments(const ReportBook& book, std::vector<Pair>& out) {
  std::vector<std::vector<uint32_t>> reports(book.documents().size());
  for (uint32_t i = 0; i < book.entries().size(); ++i) reports[book.entries()[i].document].push_back(i);
  LatestHolders holders;
  for (uint32_t d = 0; d < reports.size(); ++d) {
    std::vector<uint32_t> alike = {d};
    for (const uint32_t other : holders.Meet(d, HeaviestWords(book.documents()[d]))) {
      if (Cosine(book.documents()[d], book.documents()[other]) >= kAlike) alike.push_back(other);
    }
    for (const uint32_t other : alike) {
      for (const uint32_t a : reports[other]) {
        for (const uint32_t b : reports[d]) {
          if (other != d || a < b) AddPair(book, a, b, out);
        }
      }
    }
  }
}

}  // namespace

std::vector<Pair> CandidatePairs(const ReportBook& book) {
  std::vector<Pair> pairs;
  AddBySentences(book, pairs);
  AddByDocuments(book, pairs);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
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
