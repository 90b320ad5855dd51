// SpeechView: a document's tree with what decisions on who says what look at beside it.
//
// A view: the tree must outlive it. Immutable once built. Cost: linear in tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "actor/quotes.h"
#include "syntax/tree.h"

namespace entente {

class SpeechView {
 public:
  // What stands below a token, itself included.
  struct Below {
    uint32_t begin = 0, end = 0;  // first token, one past the last
    uint32_t tokens = 0, quoted = 0;
    bool verb = false;
  };

  explicit SpeechView(const Tree& tree);

  const Tree& tree() const { return tree_; }
  const std::vector<Quote>& quotes() const { return quotes_; }
  bool Quoted(uint32_t t) const { return quoted_[t]; }                   // between marks; the marks are not
  bool QuoteCrosses(uint32_t border) const { return crossed_[border]; }  // one opened before it, closed after it
  bool QuoteCloses(uint32_t t) const { return t < closes_.size() && closes_[t]; }
  bool IsWord(uint32_t t) const { return word_[t]; }  // neither punctuation nor white space
  bool StartsParagraph(uint32_t t) const { return t >= starts_.size() || starts_[t]; }
  TokenRange Sentence(uint32_t t) const { return tree_.document().sentences[tree_.sentence(t)]; }
  const Below& below(uint32_t t) const { return below_[t]; }
  // Tokens of the subtree of t, ascending.
  Tokens Subtree(uint32_t t) const;

  // "V", "N", or the tag itself.
  std::string_view Lead(uint32_t t) const;
  // What a noun phrase is: entity type, pronoun or tag; "-" for none.
  std::string_view KindOf(int32_t t) const;
  // The subject that hangs from t, or -1.
  int32_t SubjectOf(uint32_t t) const;
  // Or that of the verbs above it; or the noun that its clause describes.
  int32_t SharedSubjectOf(uint32_t t) const;

 private:
  void MarkQuotes();
  void CountBelow();

  const Tree& tree_;
  std::vector<Quote> quotes_;
  std::vector<bool> quoted_, crossed_, closes_, word_, starts_;
  std::vector<Below> below_;
};

}  // namespace entente
