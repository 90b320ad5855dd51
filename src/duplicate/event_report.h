// EventReport: one telling of an event, in one sentence of one document. ReportBook: many of them, with what pairs of
// them are compared by.
//
// Comes in: plain fields, so that statements and gold mentions alike can be reports. Immutable once built; any thread
// may read.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "duplicate/content_words.h"

namespace entente {

// The block of reports that are no event to be grouped, only words of their document.
inline constexpr uint32_t kContextOnly = std::numeric_limits<uint32_t>::max();

struct EventReport {
  uint32_t document = 0;            // any number, the same for reports of one document
  uint32_t position = 0;            // byte at which its sentence begins
  uint32_t block = 0;               // reports of different blocks are never one event
  std::string word;                 // names the act, in lower case: "expel"; empty where unknown
  std::vector<std::string> senses;  // what the word may mean, finely ("event_verbs:expel"); may be empty
  std::vector<std::string> types;   // the same, coarsely ("SANCTION")
  std::string_view sentence;        // needed while the book is built only
};

using WordVector = std::vector<std::pair<WordId, float>>;  // by word, length 1; empty where there is no word

// Σ aᵢ bᵢ.
float Cosine(const WordVector& a, const WordVector& b);

class ReportBook {
 public:
  // Documents are known by the sentences given for them here. Cost: linear in the text, n log n in the words.
  ReportBook(std::span<const EventReport> reports, const ContentWords& words);

  struct Entry {
    uint32_t document = 0;  // index of documents()
    uint32_t position = 0;
    uint32_t block = 0;
    std::string word, stem;
    WordId stem_id = 0;
    std::vector<std::string> senses, types;  // sorted
    WordVector sentence;                     // without the word itself
    std::vector<WordId> numbers;
    std::vector<WordId> rarest;  // of the sentence, the rarest first, the word itself apart
  };
  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<WordVector>& documents() const { return documents_; }
  const ContentWords& words() const { return words_; }

 private:
  Entry EntryOf(const EventReport& report) const;
  void AddDocuments(std::span<const EventReport> reports);

  const ContentWords& words_;
  std::vector<Entry> entries_;
  std::vector<WordVector> documents_;
};

}  // namespace entente
