#include "actor/phrase_actors.h"

#include <algorithm>

namespace entente {
namespace {

bool IsModifier(Dep dep) {
  return dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kNpadvmod;
}

// Reads the mentions below a head in the order in which they are likely to be meant.
class PhraseReader {
 public:
  PhraseReader(const Tree& tree, const ActorAnnotation& annotation, TokenRange range)
      : tree_(tree), annotation_(annotation), range_(range) {}

  std::vector<uint32_t> Read() {
    const uint32_t head = HeadOfPhrase(tree_, range_);
    for (uint32_t each : tree_.Conjuncts(head)) Take(each);
    if (found_.empty()) Modifiers(head);
    if (found_.empty()) Below(head);
    for (uint32_t t = range_.end; found_.empty() && t-- > range_.begin;) Take(t);
    for (auto place = annotation_.places.rbegin(); found_.empty() && place != annotation_.places.rend(); ++place) {
      if (range_.begin <= place->head && place->head < range_.end) found_.push_back(place->actor);
    }
    return std::move(found_);
  }

 private:
  bool Inside(uint32_t t) const { return range_.begin <= t && t < range_.end; }

  void Take(uint32_t t) {
    const int32_t mention = Inside(t) ? annotation_.mention_of_token[t] : -1;
    if (mention < 0) return;
    const std::vector<uint32_t>& actors = annotation_.mentions[mention].actors;
    found_.insert(found_.end(), actors.begin(), actors.end());
  }

  void Modifiers(uint32_t head) {
    for (uint32_t c : tree_.children(head)) {
      if (!found_.empty() || !IsModifier(tree_.dep(c))) continue;
      for (uint32_t each : tree_.Conjuncts(c)) Take(each);
      if (found_.empty()) Modifiers(c);
    }
  }

  // "the draft proposed by the Security Council", "the demolition of a village in the West Bank".
  void Below(uint32_t head) {
    for (uint32_t c : tree_.children(head)) {
      if (!found_.empty() || !Inside(c) || c < head) continue;
      if (annotation_.mention_of_token[c] >= 0) {
        Take(c);
      } else {
        Modifiers(c);
        if (found_.empty()) Below(c);
      }
    }
  }

  const Tree& tree_;
  const ActorAnnotation& annotation_;
  TokenRange range_;
  std::vector<uint32_t> found_;
};

}  // namespace

uint32_t HeadOfPhrase(const Tree& tree, TokenRange range) {
  for (uint32_t t = range.begin; t < range.end; ++t) {
    const uint32_t head = tree.head(t);
    const bool outside = head == t || head < range.begin || head >= range.end;
    if (outside && tree.dep(t) != Dep::kPunct && tree.dep(t) != Dep::kDet) return t;
  }
  return range.end - 1;
}

std::vector<uint32_t> ActorsOfPhrase(const Tree& tree, const ActorAnnotation& annotation, TokenRange range) {
  if (range.empty()) return {};
  return PhraseReader(tree, annotation, range).Read();
}

}  // namespace entente
