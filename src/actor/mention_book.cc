#include "actor/mention_book.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace entente {
namespace {

// Labels of what stands before a noun as part of its phrase.
bool IsModifier(Dep dep) {
  return dep == Dep::kDet || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kPoss || dep == Dep::kNummod ||
         dep == Dep::kNmod || dep == Dep::kAdvmod || dep == Dep::kNpadvmod;
}

}  // namespace

uint32_t MentionBook::ActorOf(const Actor& actor) {
  const std::string key = actor.code + "\t" + actor.name + "\t" + actor.sector;
  const auto [at, inserted] = actor_index_.try_emplace(key, static_cast<uint32_t>(annotation_.actors.size()));
  if (inserted) annotation_.actors.push_back(actor);
  return at->second;
}

bool MentionBook::Add(Mention mention) {
  if (mention.actors.empty() || annotation_.mention_of_token[mention.head] >= 0) return false;
  annotation_.mention_of_token[mention.head] = static_cast<int32_t>(annotation_.mentions.size());
  annotation_.mentions.push_back(std::move(mention));
  return true;
}

int32_t MentionBook::AddSpeaker(Mention mention) {
  annotation_.mentions.push_back(std::move(mention));
  return static_cast<int32_t>(annotation_.mentions.size() - 1);
}

void MentionBook::Cover(TokenRange range) {
  for (uint32_t t = range.begin; t < range.end; ++t) covered_[t] = true;
}

const Actor* MentionBook::ActorOfToken(uint32_t token) const {
  const Mention* mention = Get(token);
  return mention == nullptr ? nullptr : &annotation_.actors[mention->actors.front()];
}

const Actor* MentionBook::OwnerAt(uint32_t token) const {
  if (const Actor* actor = ActorOfToken(token); actor != nullptr) return actor;
  const auto at = places_.find(token);
  return at == places_.end() ? nullptr : &annotation_.actors[at->second];
}

const Actor* MentionBook::BodyBefore(uint32_t token) const {
  const Mention* last = nullptr;
  for (const Mention& mention : annotation_.mentions) {
    const Actor& actor = annotation_.actors[mention.actors.front()];
    if (actor.kind != ActorKind::kOrganisation || actor.code.empty()) continue;
    if (mention.head < token && (last == nullptr || last->head < mention.head)) last = &mention;
  }
  return last == nullptr ? nullptr : &annotation_.actors[last->actors.front()];
}

uint32_t MentionBook::HeadOf(TokenRange range) const {
  uint32_t best = range.end - 1;
  for (uint32_t t = range.begin; t < range.end; ++t) {
    const uint32_t head = tree_.head(t);
    const bool outside = head == t || head < range.begin || head >= range.end;
    if (!outside || tree_.dep(t) == Dep::kPunct) continue;
    best = t;
    if (tree_.IsNoun(t)) break;
  }
  return best;
}

TokenRange MentionBook::PhraseOf(uint32_t head, bool with_prepositions) const {
  TokenRange range{head, head + 1};
  // Tokens of a subtree are contiguous in nearly every English parse; the rest is cut at the sentence.
  auto stretch = [&](uint32_t child) {
    std::vector<uint32_t> open = {child};
    while (!open.empty()) {
      const uint32_t t = open.back();
      open.pop_back();
      range.begin = std::min(range.begin, t);
      range.end = std::max(range.end, t + 1);
      for (uint32_t c : tree_.children(t)) {
        const Dep dep = tree_.dep(c);
        if (dep == Dep::kRelcl || dep == Dep::kAppos || (dep == Dep::kPunct && c > t)) continue;
        open.push_back(c);
      }
    }
  };
  for (uint32_t c : tree_.children(head)) {
    if (c < head && IsModifier(tree_.dep(c))) stretch(c);
    if (c > head && with_prepositions && tree_.dep(c) == Dep::kPrep) stretch(c);
    if (c > head && tree_.dep(c) == Dep::kOther && tree_.lemma(c) == "'s") continue;
  }
  return range;
}

std::string MentionBook::TextOf(TokenRange range) const {
  const std::vector<Token>& tokens = tree_.document().tokens;
  return std::string(Slice(tree_.document().text, {tokens[range.begin].span.begin, tokens[range.end - 1].span.end}));
}

ActorAnnotation MentionBook::Finish() && {
  std::vector<uint32_t> order(annotation_.mentions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return annotation_.mentions[a].head < annotation_.mentions[b].head; });
  std::vector<int32_t> place(order.size());
  std::vector<Mention> sorted;
  sorted.reserve(order.size());
  for (uint32_t from : order) {
    place[from] = static_cast<int32_t>(sorted.size());
    sorted.push_back(std::move(annotation_.mentions[from]));
  }
  annotation_.mentions = std::move(sorted);
  for (int32_t& mention : annotation_.mention_of_token) {
    if (mention >= 0) mention = place[mention];
  }
  for (Utterance& utterance : annotation_.utterances) {
    if (utterance.speaker >= 0) utterance.speaker = place[utterance.speaker];
  }
  return std::move(annotation_);
}

}  // namespace entente
