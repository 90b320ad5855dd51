// ActView: a stretch of text as the trained models of acts see it: masked words, classes, paths, phrases.
//
// Comes after Tree and Lexicon, before act_features. A view of both; immutable; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "event/lexicon.h"
#include "syntax/tree.h"

namespace entente {

// A phrase with a part in an act: its tokens and the one among them that carries it.
struct ActPhrase {
  TokenRange tokens;
  uint32_t head = 0;
};

// What the patterns know a lemma as: {"v", "ASSAULT"} a verb of that type, "n" a noun, "l" a light verb, "o" an
// operator.
struct WordClass {
  std::string_view kind;
  std::string_view name;
  friend bool operator==(const WordClass&, const WordClass&) = default;
};

class ActView {
 public:
  // Cost: tokens of the range times depth.
  ActView(const Tree& tree, const Lexicon& lexicon, TokenRange range);

  const Tree& tree() const { return tree_; }
  TokenRange range() const { return range_; }
  const Token& token(uint32_t t) const { return tree_.document().tokens[t]; }
  std::string_view dep(uint32_t t) const { return token(t).dep; }
  std::string_view pos(uint32_t t) const { return token(t).pos; }
  bool IsRoot(uint32_t t) const { return tree_.head(t) == t; }
  bool IsVerb(uint32_t t) const { return pos(t) == "VERB" || pos(t) == "AUX"; }

  // The lemma; names and figures only by their kind ("@GPE", "#DATE"), so that who acts decides nothing.
  std::string_view word(uint32_t t) const { return words_[t - range_.begin]; }
  const std::vector<WordClass>& classes(uint32_t t) const { return classes_[t - range_.begin]; }
  // First token and one past the last of everything below t, within the range.
  uint32_t left(uint32_t t) const { return left_[t - range_.begin]; }
  uint32_t right(uint32_t t) const { return right_[t - range_.begin]; }

  // Governors of t, nearest first, at most `limit`, all within the range.
  Tokens Above(uint32_t t, size_t limit) const;
  // The token of the range whose governor lies outside of it.
  uint32_t HeadOf(TokenRange tokens) const;
  // Nearest verb above t (not t itself); the root where there is none.
  uint32_t VerbAbove(uint32_t t) const;
  // From a up to the first governor that b shares, that one included, and from b up to just below it.
  std::pair<Tokens, Tokens> Path(uint32_t a, uint32_t b) const;
  // First root in the range.
  uint32_t Root() const;

 private:
  std::string Masked(uint32_t t) const;
  std::vector<WordClass> ClassesOf(std::string_view lemma, const Lexicon& lexicon) const;

  const Tree& tree_;
  TokenRange range_;
  std::vector<std::string> words_;
  std::vector<std::vector<WordClass>> classes_;
  std::vector<uint32_t> left_, right_;
};

}  // namespace entente
