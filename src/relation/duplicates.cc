#include "relation/duplicates.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "relation/fact_table.h"

namespace entente {
namespace {

// Statements that a word leads to; more of the same words would make it quadratic, and they are joined by these.
constexpr size_t kLatest = 64;
// What the evidence of copied statements has in common at least; an editor's changes leave more.
constexpr double kLikeInCopies = 0.5;

using Words = std::vector<std::string>;  // sorted, each once

bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0; }

Words WordsOf(std::string_view text) {
  Words words;
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsWordByte(text[i])) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

double Similarity(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const int order = i->compare(*j);
    if (order == 0) ++shared;
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
  return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

// Dates contradict only where both sides give one.
bool DatesAgree(const DuplicateCandidate& a, const DuplicateCandidate& b, int days) {
  if (a.event_begin_day != kNoDay && b.event_begin_day != kNoDay) {
    return a.event_begin_day <= b.event_end_day && b.event_begin_day <= a.event_end_day;
  }
  if (a.published_day == kNoDay || b.published_day == kNoDay) return true;
  return std::abs(static_cast<int64_t>(a.published_day) - b.published_day) <= days;
}

class Groups {
 public:
  explicit Groups(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  uint32_t Root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // The lower index stays root, so that a root is always the first of its group.
  void Join(uint32_t a, uint32_t b) {
    a = Root(a);
    b = Root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> parent_;
};

// Near-identical evidence among statements of equal slots.
class CopyJoiner {
 public:
  CopyJoiner(std::span<const DuplicateCandidate> candidates, const DuplicateRules& rules, Groups& groups)
      : candidates_(candidates), rules_(rules), groups_(groups) {}

  void Join(const std::vector<uint32_t>& indices) {
    std::vector<Words> words;
    std::map<std::string_view, size_t> count;
    words.reserve(indices.size());
    for (const uint32_t i : indices) words.push_back(WordsOf(candidates_[i].evidence_text));
    for (const Words& own : words) {
      for (const std::string& word : own) ++count[word];
    }
    std::unordered_map<std::string_view, std::vector<size_t>> holders;
    for (size_t i = 0; i < indices.size(); ++i) {
      for (const std::string_view word : RarestOf(words[i], count)) {
        std::vector<size_t>& list = holders[word];
        for (size_t at = list.size() - std::min(kLatest, list.size()); at < list.size(); ++at) {
          JoinIfSame(indices[list[at]], words[list[at]], indices[i], words[i]);
        }
        list.push_back(i);
      }
    }
  }

 private:
  // Two sets that share `similarity` of their words share one of so many, whatever the order they are counted in.
  std::vector<std::string_view> RarestOf(const Words& words, const std::map<std::string_view, size_t>& count) const {
    std::vector<std::string_view> rarest(words.begin(), words.end());
    std::stable_sort(rarest.begin(), rarest.end(),
                     [&](std::string_view a, std::string_view b) { return count.at(a) < count.at(b); });
    const auto must_share = static_cast<size_t>(std::ceil(rules_.similarity * static_cast<double>(words.size())));
    if (!rarest.empty()) rarest.resize(words.size() - std::clamp<size_t>(must_share, 1, words.size()) + 1);
    return rarest;
  }

  void JoinIfSame(uint32_t a, const Words& a_words, uint32_t b, const Words& b_words) {
    if (groups_.Root(a) == groups_.Root(b) || !DatesAgree(candidates_[a], candidates_[b], rules_.days)) return;
    if (Similarity(a_words, b_words) >= rules_.similarity) groups_.Join(a, b);
  }

  std::span<const DuplicateCandidate> candidates_;
  const DuplicateRules& rules_;
  Groups& groups_;
};

// Statements of equal slots in copies of one story: each of a later document goes with the likest that is still free in
// an earlier one, whatever the days between them.
void JoinInStories(std::span<const DuplicateCandidate> candidates, const std::vector<uint32_t>& indices,
                   Groups& groups) {
  struct Original {
    Words words;
    uint32_t index = 0;
    uint32_t last_document = 0;  // that went with it
  };
  std::map<uint32_t, std::vector<Original>> stories;
  for (const uint32_t i : indices) {
    const DuplicateCandidate& one = candidates[i];
    if (one.story == kNoStory) continue;
    std::vector<Original>& originals = stories[one.story];
    Words words = WordsOf(one.evidence_text);
    Original* best = nullptr;
    double likest = kLikeInCopies;
    for (Original& original : originals) {
      const double likeness = original.last_document == one.document ? 0 : Similarity(original.words, words);
      if (likeness >= likest && (best == nullptr || likeness > likest)) {
        best = &original;
        likest = likeness;
      }
    }
    if (best == nullptr) {
      originals.push_back({std::move(words), i, one.document});
    } else {
      best->last_document = one.document;
      groups.Join(best->index, i);
    }
  }
}

// Two names without a common word are two persons.
bool PersonsAgree(const DuplicateCandidate& a, const DuplicateCandidate& b) {
  for (size_t side = 0; side < a.persons.size(); ++side) {
    if (a.persons[side].empty() || b.persons[side].empty()) continue;
    if (WordSimilarity(a.persons[side], b.persons[side]) == 0) return false;
  }
  return true;
}

// Acts told in other words.
class RetellingJoiner {
 public:
  RetellingJoiner(std::span<const DuplicateCandidate> candidates, const std::vector<uint32_t>& blocks,
                  const DuplicateRules& rules, Groups& groups)
      : candidates_(candidates), blocks_(blocks), rules_(rules), groups_(groups) {}

  void Join() {
    FindOpen();
    std::vector<uint32_t> indices;
    std::vector<EventReport> reports;
    for (uint32_t i = 0; i < candidates_.size(); ++i) {
      if (candidates_[i].evidence_text.empty() || !open_documents_.contains(candidates_[i].document)) continue;
      indices.push_back(i);
      reports.push_back(ReportOf(i));
    }
    const std::vector<uint32_t> events = rules_.grouper->Group(reports, [&](uint32_t a, uint32_t b) {
      const DuplicateCandidate &one = candidates_[indices[a]], &other = candidates_[indices[b]];
      return DatesAgree(one, other, rules_.retelling_days) && PersonsAgree(one, other);
    });
    for (uint32_t i = 0; i < events.size(); ++i) groups_.Join(indices[events[i]], indices[i]);
  }

 private:
  // Open are acts that stand for their copies, so that copies do not outvote others, and have another act beside them.
  void FindOpen() {
    std::unordered_map<uint32_t, int> acts;
    open_.assign(candidates_.size(), false);
    for (uint32_t i = 0; i < candidates_.size(); ++i) {
      open_[i] = candidates_[i].act && !candidates_[i].evidence_text.empty() && groups_.Root(i) == i;
      if (open_[i]) ++acts[blocks_[i]];
    }
    for (uint32_t i = 0; i < candidates_.size(); ++i) {
      open_[i] = open_[i] && acts[blocks_[i]] > 1;
      if (open_[i]) open_documents_.insert(candidates_[i].document);
    }
  }

  EventReport ReportOf(uint32_t i) const {
    const DuplicateCandidate& one = candidates_[i];
    EventReport report{.document = one.document,
                       .position = one.evidence_begin,
                       .block = open_[i] ? blocks_[i] : kContextOnly,
                       .word = std::string(one.word),
                       .types = {std::string(one.type)},
                       .sentence = one.evidence_text};
    if (!one.word.empty()) report.senses.emplace_back(one.word);
    return report;
  }

  std::span<const DuplicateCandidate> candidates_;
  const std::vector<uint32_t>& blocks_;
  const DuplicateRules& rules_;
  Groups& groups_;
  std::vector<bool> open_;
  std::unordered_set<uint32_t> open_documents_;
};

}  // namespace

std::vector<uint32_t> GroupDuplicates(std::span<const DuplicateCandidate> candidates, const DuplicateRules& rules) {
  Groups groups(candidates.size());
  std::map<std::string_view, std::vector<uint32_t>> by_slots;
  for (uint32_t i = 0; i < candidates.size(); ++i) by_slots[candidates[i].slots].push_back(i);
  std::vector<uint32_t> blocks(candidates.size());
  CopyJoiner copies(candidates, rules, groups);
  uint32_t block = 0;
  for (auto& [slots, indices] : by_slots) {
    for (const uint32_t i : indices) blocks[i] = block;
    ++block;
    std::erase_if(indices, [&](uint32_t i) { return candidates[i].evidence_text.empty(); });
    copies.Join(indices);
    JoinInStories(candidates, indices, groups);
  }
  if (rules.grouper != nullptr) RetellingJoiner(candidates, blocks, rules, groups).Join();
  std::vector<uint32_t> roots(candidates.size());
  for (uint32_t i = 0; i < candidates.size(); ++i) roots[i] = groups.Root(i);
  return roots;
}

double WordSimilarity(std::string_view a, std::string_view b) { return Similarity(WordsOf(a), WordsOf(b)); }

}  // namespace entente
