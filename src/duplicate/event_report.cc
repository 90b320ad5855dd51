#include "duplicate/event_report.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace entente {
namespace {

std::vector<std::string> Sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return words;
}

// Counts to weights: rarer words and those said again weigh more.
WordVector VectorOf(std::vector<WordId> words, const ContentWords& book) {
  std::sort(words.begin(), words.end());
  WordVector vector;
  double square = 0;
  for (size_t i = 0; i < words.size();) {
    size_t end = i;
    while (end < words.size() && words[end] == words[i]) ++end;
    const float weight = (1 + std::log(static_cast<float>(end - i))) * book.Rarity(words[i]);
    vector.emplace_back(words[i], weight);
    square += static_cast<double>(weight) * weight;
    i = end;
  }
  const float length = static_cast<float>(std::sqrt(square));
  for (auto& [word, weight] : vector) weight /= length;
  return vector;
}

}  // namespace

float Cosine(const WordVector& a, const WordVector& b) {
  float sum = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first == j->first) {
      sum += i++->second * j++->second;
    } else if (i->first < j->first) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

ReportBook::ReportBook(std::span<const EventReport> reports, const ContentWords& words) : words_(words) {
  entries_.reserve(reports.size());
  for (const EventReport& report : reports) entries_.push_back(EntryOf(report));
  AddDocuments(reports);
}

ReportBook::Entry ReportBook::EntryOf(const EventReport& report) const {
  Entry entry;
  entry.position = report.position;
  entry.block = report.block;
  entry.word = report.word;
  entry.stem = words_.StemOf(report.word);
  const std::vector<WordId> own = words_.In(report.word);
  entry.stem_id = own.empty() ? 0 : own.front();
  entry.senses = Sorted(report.senses);
  entry.types = Sorted(report.types);
  std::vector<WordId> sentence = words_.In(report.sentence);
  std::erase(sentence, entry.stem_id);
  entry.rarest = sentence;
  std::sort(entry.rarest.begin(), entry.rarest.end());
  entry.rarest.erase(std::unique(entry.rarest.begin(), entry.rarest.end()), entry.rarest.end());
  std::stable_sort(entry.rarest.begin(), entry.rarest.end(),
                   [&](WordId a, WordId b) { return words_.Rarity(a) > words_.Rarity(b); });
  entry.sentence = VectorOf(std::move(sentence), words_);
  entry.numbers = ContentWords::NumbersIn(report.sentence);
  return entry;
}

void ReportBook::AddDocuments(std::span<const EventReport> reports) {
  std::map<uint32_t, uint32_t> index;
  std::vector<std::map<uint32_t, std::string_view>> sentences;  // by document, by position: each sentence once
  for (size_t i = 0; i < reports.size(); ++i) {
    const auto [at, added] = index.emplace(reports[i].document, static_cast<uint32_t>(sentences.size()));
    if (added) sentences.emplace_back();
    entries_[i].document = at->second;
    sentences[at->second].emplace(reports[i].position, reports[i].sentence);
  }
  for (const auto& said : sentences) {
    std::vector<WordId> all;
    for (const auto& [position, sentence] : said) {
      const std::vector<WordId> own = words_.In(sentence);
      all.insert(all.end(), own.begin(), own.end());
    }
    documents_.push_back(VectorOf(std::move(all), words_));
  }
}

}  // namespace entente
