// Named entities by a left-to-right BILUO transition system (Ratinov & Roth 2009; Lample et al. 2016), as spaCy 3.
//
// Biluo is immutable and thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "entente/status.h"
#include "nn/transition_scorer.h"
#include "parse/transition_actions.h"

namespace entente::parse {

struct BiluoScratch {
  nn::TokenFeatures features;
  nn::FloatBuffer hidden, scores;
};

struct EntitySpan {
  uint32_t begin = 0;  // tokens of the document
  uint32_t end = 0;
  uint32_t label = 0;  // into Biluo::labels()
};

class Biluo {
 public:
  // Reads name/ (actions and weights). Errors: model.corrupt.
  static Result<Biluo> Load(const nn::ModelFile& file, const std::string& name);

  const nn::TransitionScorer& scorer() const { return scorer_; }
  const std::vector<std::string>& labels() const { return labels_; }

  // Appends the entities of one document in order. vectors: [tokens, scorer().width()]. `sentence_start` may be empty:
  // no boundaries known.
  void Find(const float* vectors, std::span<const uint8_t> is_space, const std::vector<bool>& sentence_start,
            BiluoScratch* scratch, std::vector<EntitySpan>* entities) const;

 private:
  enum Move : uint32_t { kMissing, kBegin, kIn, kLast, kUnit, kOut, kMoves };
  static constexpr uint32_t kNone = UINT32_MAX;
  // What decides which actions may be taken at a token.
  struct Step {
    bool open = false;  // an entity has begun and not ended
    uint32_t open_label = kNone;
    bool may_continue = false;  // the next token is in the same sentence
    bool is_space = false;
  };

  bool IsValid(uint32_t action, const Step& step) const;
  uint32_t BestAction(const float* scores, const Step& step) const;

  nn::TransitionScorer scorer_;
  std::vector<uint32_t> class_move_;
  std::vector<uint32_t> class_label_;  // kNone where the action has no label
  std::vector<std::string> labels_;
};

}  // namespace entente::parse
