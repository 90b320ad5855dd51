#include "duplicate/event_pair.h"

#include <algorithm>
#include <array>

namespace entente {
namespace {

// Beginnings of the ranges in which the likeness of two documents is told apart.
constexpr std::array<float, 7> kSteps = {0.03F, 0.07F, 0.12F, 0.18F, 0.25F, 0.35F, 0.5F};
constexpr std::array<std::string_view, 8> kStepNames = {"0", "1", "2", "3", "4", "5", "6", "7"};
constexpr float kLikeWord = 0.5F;
constexpr uint32_t kLeadBytes = 300;
constexpr float kRarest = 8;

std::string_view StepOf(float likeness) {
  return kStepNames[std::upper_bound(kSteps.begin(), kSteps.end(), likeness) - kSteps.begin()];
}

template <class List>
bool Share(const List& a, const List& b) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) return true;
    *i < *j ? ++i : ++j;
  }
  return false;
}

// Length of the common beginning, as a share of the longer word.
float CommonBeginning(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<float>(end - a.begin()) / static_cast<float>(std::max(a.size(), b.size()));
}

bool SameStem(const ReportBook::Entry& a, const ReportBook::Entry& b) { return !a.stem.empty() && a.stem == b.stem; }

// How rare the two rarest words are that both sentences have, 0 … 1.
float SharedRarity(const ReportBook& book, const ReportBook::Entry& a, const ReportBook::Entry& b) {
  std::array<float, 2> top{};
  for (auto i = a.sentence.begin(), j = b.sentence.begin(); i != a.sentence.end() && j != b.sentence.end();) {
    if (i->first == j->first) {
      const float rarity = book.words().Rarity(i->first);
      if (rarity > top[0]) {
        top = {rarity, top[0]};
      } else {
        top[1] = std::max(top[1], rarity);
      }
      ++i, ++j;
    } else {
      i->first < j->first ? ++i : ++j;
    }
  }
  return (top[0] + top[1]) / (2 * kRarest);
}

}  // namespace

bool MayBeSame(const ReportBook::Entry& a, const ReportBook::Entry& b) {
  return SameStem(a, b) || Share(a.senses, b.senses) || Share(a.types, b.types) ||
         CommonBeginning(a.word, b.word) > kLikeWord;
}

void AddPairFeatures(const ReportBook& book, const ReportBook::Entry& a, const ReportBook::Entry& b, Features& out) {
  const bool word = !a.word.empty() && a.word == b.word;
  const bool sense = Share(a.senses, b.senses);
  const bool together = a.document == b.document;
  const float documents = together ? 1 : Cosine(book.documents()[a.document], book.documents()[b.document]);
  const float sentences = Cosine(a.sentence, b.sentence);
  const std::string_view step = together ? std::string_view("same") : StepOf(documents);
  out.Add({"documents", step});
  out.Add("documents", documents);
  out.Add("sentences", sentences);
  out.Add("shared_rarity", SharedRarity(book, a, b));
  out.Add("beginning", CommonBeginning(a.word, b.word));
  if (word) {
    out.Add("word");
    out.Add({"word", step});
    out.Add("word_sentences", sentences);
  }
  if (SameStem(a, b)) {
    out.Add("stem");
    out.Add("stem_rarity", book.words().Rarity(a.stem_id) / kRarest);
  }
  if (sense) {
    out.Add("sense");
    out.Add({"sense", step});
    out.Add("sense_sentences", sentences);
  }
  if (Share(a.types, b.types)) out.Add("type");
  if (together && a.position == b.position) out.Add("same_sentence");
  if (Share(a.numbers, b.numbers)) {
    out.Add("numbers=same");
  } else if (!a.numbers.empty() && !b.numbers.empty()) {
    out.Add("numbers=differ");
  }
  if (a.position < kLeadBytes && b.position < kLeadBytes) out.Add("both_lead");
}

}  // namespace entente
