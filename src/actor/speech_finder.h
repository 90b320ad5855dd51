// Speech: stretches of text that somebody other than the author says, and who.
//
// Direct quotations that run over sentences and paragraphs ("…," he added. "In addition, …"), that-clauses of reporting
// verbs, "according to X", and what is stressed or praised. Patterns: data/actors/speech_cues.tsv.
#pragma once

#include <map>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"

namespace entente {

class SpeechFinder {
 public:
  SpeechFinder(const Dictionary& dictionary, MentionBook& book)
      : dictionary_(dictionary), book_(book), tree_(book.tree()) {}

  // Utterances in text order, outer before inner. REQUIRES: third-person pronouns are resolved.
  void Find();

 private:
  struct Quote {
    TokenRange content;  // without the marks
    uint32_t open = 0, close = 0;
  };
  std::vector<Quote> Quotes() const;
  bool IsSpeech(TokenRange content) const;
  bool StartsParagraph(uint32_t token) const;
  void AttributeQuotes();
  bool AttributeByCue(const Quote& quote, Utterance& out);
  int32_t CueNear(uint32_t begin, uint32_t end, bool backwards) const;
  int32_t SpeakerOf(uint32_t cue);
  int32_t SpeakerAt(uint32_t noun);
  void AddClause(uint32_t cue, uint32_t clause, int32_t speaker);
  void FindNouns();
  int32_t OwnerOf(uint32_t noun);
  void FindIndirect();
  void FindAccording();
  TokenRange SubtreeOf(uint32_t token) const;

  std::map<uint32_t, int32_t> voices_;  // by head noun: speakers that are no actors

  const Dictionary& dictionary_;
  MentionBook& book_;
  const Tree& tree_;
};

}  // namespace entente
