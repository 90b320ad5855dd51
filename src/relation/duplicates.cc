#include "relation/duplicates.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>

#include "relation/fact_table.h"

namespace entente {
namespace {

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

}  // namespace

std::vector<uint32_t> GroupDuplicates(std::span<const DuplicateCandidate> candidates, const DuplicateRules& rules) {
  Groups groups(candidates.size());
  std::map<std::string_view, std::vector<uint32_t>> by_slots;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].evidence_text.empty()) by_slots[candidates[i].slots].push_back(i);
  }
  for (const auto& [slots, indices] : by_slots) {
    if (indices.size() < 2) continue;
    std::vector<Words> words;
    words.reserve(indices.size());
    for (const uint32_t i : indices) words.push_back(WordsOf(candidates[i].evidence_text));
    for (size_t i = 0; i < indices.size(); ++i) {
      for (size_t j = i + 1; j < indices.size(); ++j) {
        if (!DatesAgree(candidates[indices[i]], candidates[indices[j]], rules.days)) continue;
        if (Similarity(words[i], words[j]) >= rules.similarity) groups.Join(indices[i], indices[j]);
      }
    }
  }
  std::vector<uint32_t> roots(candidates.size());
  for (uint32_t i = 0; i < candidates.size(); ++i) roots[i] = groups.Root(i);
  return roots;
}

double WordSimilarity(std::string_view a, std::string_view b) { return Similarity(WordsOf(a), WordsOf(b)); }

}  // namespace entente
