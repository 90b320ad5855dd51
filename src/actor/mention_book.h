// MentionBook: the annotation while it is being made. Every finder of this room writes to it.
//
// One per document; not shared between threads. A token heads at most one mention: the first to claim it keeps it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "actor/annotation.h"
#include "syntax/tree.h"

namespace entente {

class MentionBook {
 public:
  explicit MentionBook(const Tree& tree) : tree_(tree) {
    annotation_.mention_of_token.assign(tree.size(), -1);
    covered_.assign(tree.size(), false);
  }

  const Tree& tree() const { return tree_; }
  ActorAnnotation& annotation() { return annotation_; }
  const ActorAnnotation& annotation() const { return annotation_; }

  // The actor with this code, name, sector and kind; made where there is none.
  uint32_t ActorOf(const Actor& actor);
  // False where the head already carries a mention.
  bool Add(Mention mention);
  // A mention that heads no token: one who only speaks ("company executives said"). Its place among the mentions.
  int32_t AddSpeaker(Mention mention);
  // A place that is no actor here ("in Bamako") still tells whose "officers in Bamako" are.
  void SetPlace(uint32_t token, uint32_t actor) { places_[token] = actor; }
  const Actor* OwnerAt(uint32_t token) const;
  bool IsPlace(uint32_t token) const { return places_.contains(token); }
  bool Covered(uint32_t token) const { return covered_[token]; }  // part of a name
  void Cover(TokenRange range);

  int32_t MentionAt(uint32_t token) const { return annotation_.mention_of_token[token]; }
  const Mention* Get(uint32_t token) const {
    const int32_t at = MentionAt(token);
    return at < 0 ? nullptr : &annotation_.mentions[at];
  }
  const Actor& ActorAt(uint32_t index) const { return annotation_.actors[index]; }
  // The first actor of the token's mention, or null.
  const Actor* ActorOfToken(uint32_t token) const;

  // The organisation with a code that is named last before the token, or null.
  const Actor* BodyBefore(uint32_t token) const;

  // The token of a range that is governed from outside it.
  uint32_t HeadOf(TokenRange range) const;
  // The noun phrase of a head: determiner and modifiers before it, its "of", "in", "for" phrases after it.
  TokenRange PhraseOf(uint32_t head, bool with_prepositions) const;
  std::string TextOf(TokenRange range) const;

  // Mentions in text order of heads, indices set anew. Call once, last.
  ActorAnnotation Finish() &&;

 private:
  const Tree& tree_;
  ActorAnnotation annotation_;
  std::vector<bool> covered_;
  std::map<std::string, uint32_t> actor_index_;
  std::map<uint32_t, uint32_t> places_;
};

}  // namespace entente
