#include "duplicate/event_grouper.h"

#include <algorithm>
#include <unordered_map>

namespace entente {
namespace {

constexpr size_t kRareWords = 12;          // of a sentence, by which it is looked up
constexpr size_t kRareDocumentWords = 24;  // of a document
constexpr size_t kLatest = 64;             // sentences or documents that a word leads to
constexpr size_t kMostCandidates = 128;    // for one sentence or document, those that share most
constexpr int kFewestCommonWords = 2;      // of alike documents
constexpr float kAlike = 0.1F;             // documents, by Cosine, of which all reports are compared
constexpr float kMissing = -4;             // the score of pairs that are no candidates; average links need one
constexpr float kSurest = 6;               // scores are cut at ±this, so that one pair cannot outweigh many

// Who came before with the same keys, the latest kLatest of each.
class LatestHolders {
 public:
  // Earlier indices that share at least `least` keys with `index`: at most `most`, those with more in common first,
  // then the later ones.
  template <class Key>
  std::vector<uint32_t> Meet(uint32_t index, const std::vector<Key>& keys, int least, size_t most) {
    met_.clear();
    for (const uint64_t key : keys) {
      std::vector<uint32_t>& list = holders_[key];
      met_.insert(met_.end(), list.end() - static_cast<ptrdiff_t>(std::min(kLatest, list.size())), list.end());
      list.push_back(index);
    }
    std::sort(met_.begin(), met_.end());
    std::vector<std::pair<int, uint32_t>> ranked;
    for (size_t i = 0; i < met_.size();) {
      const size_t begin = i;
      while (i < met_.size() && met_[i] == met_[begin]) ++i;
      if (static_cast<int>(i - begin) >= least) ranked.emplace_back(static_cast<int>(i - begin), met_[begin]);
    }
    std::sort(ranked.rbegin(), ranked.rend());
    ranked.resize(std::min(most, ranked.size()));
    std::vector<uint32_t> found;
    for (const auto& [keys_shared, other] : ranked) found.push_back(other);
    return found;
  }

 private:
  std::unordered_map<uint64_t, std::vector<uint32_t>> holders_;
  std::vector<uint32_t> met_;
};

void AddPair(const ReportBook& book, uint32_t a, uint32_t b, std::vector<Pair>& out) {
  if (MayBeSame(book.entries()[a], book.entries()[b])) out.push_back(std::minmax(a, b));
}

void AddBySentences(const ReportBook& book, std::vector<Pair>& out) {
  LatestHolders holders;
  for (uint32_t i = 0; i < book.entries().size(); ++i) {
    const ReportBook::Entry& entry = book.entries()[i];
    if (entry.block == kContextOnly) continue;
    std::vector<uint64_t> keys;
    for (size_t w = 0; w < std::min(kRareWords, entry.rarest.size()); ++w) {
      keys.push_back((static_cast<uint64_t>(entry.block) << 32) | entry.rarest[w]);
    }
    for (const uint32_t j : holders.Meet(i, keys, 1, kMostCandidates)) AddPair(book, j, i, out);
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

// The reports of two documents (or of one) that are of one block. Both lists are by block.
void AddPairsOf(const ReportBook& book, const std::vector<uint32_t>& a, const std::vector<uint32_t>& b,
                std::vector<Pair>& out) {
  const auto block = [&](uint32_t report) { return book.entries()[report].block; };
  for (size_t i = 0, start = 0; i < a.size(); ++i) {
    while (start < b.size() && block(b[start]) < block(a[i])) ++start;
    for (size_t j = start; j < b.size() && block(b[j]) == block(a[i]); ++j) {
      if (&a != &b || i < j) AddPair(book, a[i], b[j], out);
    }
  }
}

std::vector<std::vector<uint32_t>> ReportsByDocument(const ReportBook& book) {
  std::vector<std::vector<uint32_t>> reports(book.documents().size());
  for (uint32_t i = 0; i < book.entries().size(); ++i) {
    if (book.entries()[i].block != kContextOnly) reports[book.entries()[i].document].push_back(i);
  }
  for (std::vector<uint32_t>& own : reports) {
    std::stable_sort(own.begin(), own.end(),
                     [&](uint32_t a, uint32_t b) { return book.entries()[a].block < book.entries()[b].block; });
  }
  return reports;
}

void AddByDocuments(const ReportBook& book, std::vector<Pair>& out) {
  const std::vector<std::vector<uint32_t>> reports = ReportsByDocument(book);
  LatestHolders holders;
  for (uint32_t d = 0; d < reports.size(); ++d) {
    if (reports[d].empty()) continue;
    AddPairsOf(book, reports[d], reports[d], out);
    const std::vector<WordId> heaviest = HeaviestWords(book.documents()[d]);
    for (const uint32_t other : holders.Meet(d, heaviest, kFewestCommonWords, kMostCandidates)) {
      if (Cosine(book.documents()[d], book.documents()[other]) < kAlike) continue;
      AddPairsOf(book, reports[other], reports[d], out);
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
