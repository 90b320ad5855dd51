// Speech: stretches of text that somebody other than the author says, and who.
//
// First the attributions that the models found, where they say that something is so. Then, for cues these passed over:
// direct quotations that run over sentences and paragraphs ("…," he added. "In addition, …"), that-clauses of reporting
// verbs, "according to X", and what is stressed or praised. Patterns: data/actors/speech_cues.tsv.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"
#include "actor/speech_view.h"

namespace entente {

class SpeechFinder {
 public:
  SpeechFinder(const Dictionary& dictionary, const SpeechView& view, MentionBook& book)
      : dictionary_(dictionary), view_(view), book_(book), tree_(book.tree()) {}

  // Utterances in text order, outer before inner. REQUIRES: attributions are found, third-person pronouns resolved.
  void Find();

 private:
  void FindLearned();
  bool SaysSo(const Attribution& attribution) const;
  bool IsFinite(uint32_t verb) const;
  bool Should(uint32_t verb) const;
  bool Known(uint32_t cue) const;
  bool Known(const Quote& quote) const;
  bool IsSpeech(TokenRange content) const;
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

  std::set<uint32_t> learned_cues_;
  std::vector<bool> learned_;  // by token: said in a learned attribution

  const Dictionary& dictionary_;
  const SpeechView& view_;
  MentionBook& book_;
  const Tree& tree_;
};

}  // namespace entente
