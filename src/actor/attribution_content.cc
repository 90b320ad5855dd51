#include "actor/attribution_content.h"

#include <algorithm>
#include <utility>

namespace entente {
namespace {

constexpr uint32_t kMaxLevel = 12;
constexpr int kMaxOpened = 3;
constexpr uint32_t kMaxSentences = 12;

class Walk {
 public:
  Walk(const SpeechView& view, const PieceDecision& decide) : view_(view), tree_(view.tree()), decide_(decide) {}

  Tokens From(uint32_t cue) && {
    uint32_t at = cue;
    uint32_t below = cue;
    Piece piece;
    for (piece.level = 0; piece.level <= kMaxLevel; ++piece.level) {
      if (at != cue) AskPath(at, piece);
      for (const uint32_t child : tree_.children(at)) {
        if ((at != cue && child == below) || !view_.IsWord(child)) continue;
        piece.token = child;
        piece.on_path = false;
        Ask(piece, 0);
      }
      if (tree_.head(at) == at) break;
      if (!piece.up.empty()) piece.up += '^';
      piece.up += tree_.Label(at);
      below = std::exchange(at, tree_.head(at));
    }
    std::sort(content_.begin(), content_.end());
    return std::move(content_);
  }

 private:
  void AskPath(uint32_t token, Piece piece) {
    piece.token = token;
    piece.on_path = true;
    if (decide_(piece, false) == Part::kIn) content_.push_back(token);
  }

  void Ask(const Piece& piece, int opened) {
    const Part part = decide_(piece, opened < kMaxOpened && view_.below(piece.token).tokens > 1);
    if (part == Part::kIn) {
      const Tokens all = view_.Subtree(piece.token);
      content_.insert(content_.end(), all.begin(), all.end());
      return;
    }
    if (part == Part::kOut) return;
    if (part == Part::kOpenIn) content_.push_back(piece.token);
    Piece inner = piece;
    inner.down.append("/").append(tree_.Label(piece.token));
    for (const uint32_t child : tree_.children(piece.token)) {
      if (!view_.IsWord(child)) continue;
      inner.token = child;
      Ask(inner, opened + 1);
    }
  }

  const SpeechView& view_;
  const Tree& tree_;
  const PieceDecision& decide_;
  Tokens content_;
};

Neighbour NeighbourAt(const SpeechView& view, uint32_t sentence) {
  Neighbour out;
  out.sentence = sentence;
  const TokenRange range = view.tree().document().sentences[sentence];
  for (uint32_t t = range.begin; t < range.end; ++t) {
    if (!view.Quoted(t) || IsQuoteMark(view.tree().text(t))) continue;
    out.part.push_back(t);
    out.quoted |= view.IsWord(t);
  }
  if (out.quoted) return out;
  out.part.clear();
  for (uint32_t t = range.begin; t < range.end; ++t) out.part.push_back(t);
  return out;
}

}  // namespace

Tokens ContentInSentence(const SpeechView& view, uint32_t cue, const PieceDecision& decide) {
  return Walk(view, decide).From(cue);
}

Tokens ContentBeyond(const SpeechView& view, uint32_t cue, const Tokens& content, const NextDecision& decide) {
  Tokens out = content;
  const size_t sentences = view.tree().document().sentences.size();
  const uint32_t own = view.tree().sentence(cue);
  for (const bool after : {true, false}) {
    for (uint32_t steps = 1; steps <= kMaxSentences; ++steps) {
      if (after ? own + steps >= sentences : own < steps) break;
      Neighbour next = NeighbourAt(view, after ? own + steps : own - steps);
      next.steps = steps;
      next.after = after;
      if (!decide(next)) break;
      out.insert(out.end(), next.part.begin(), next.part.end());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<TokenRange> RangesOf(const SpeechView& view, const Tokens& content) {
  std::vector<TokenRange> out;
  for (const uint32_t t : content) {
    if (!view.IsWord(t)) continue;
    bool joins = !out.empty();
    for (uint32_t between = joins ? out.back().end : t; between < t && joins; ++between) {
      joins = !view.IsWord(between);
    }
    if (joins) {
      out.back().end = t + 1;
    } else {
      out.push_back({t, t + 1});
    }
  }
  return out;
}

}  // namespace entente
