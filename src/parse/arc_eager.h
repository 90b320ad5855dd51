// Non-monotonic arc-eager dependency parsing with sentence boundaries (Nivre 2003; Honnibal & Johnson 2015,
// https://aclanthology.org/D15-1162), exactly as spaCy 3 does it, then pseudo-projective lifting undone (Nivre &
// Nilsson 2005, https://aclanthology.org/P05-1013).
//
// ArcEager is immutable and thread-safe; ArcEagerScratch belongs to one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "entente/status.h"
#include "nn/transition_scorer.h"
#include "parse/transition_actions.h"

namespace entente::parse {

// One document's tree. Indices count from the document's first token.
struct DependencyTree {
  std::vector<int32_t> heads;    // itself where it is a root
  std::vector<uint32_t> labels;  // into ArcEager::labels()
  std::vector<bool> sentence_start;
};

struct ArcEagerScratch {
  std::vector<int32_t> stack, rebuffer, heads, last_left, last_right, previous_sibling;
  std::vector<uint32_t> labels;
  std::vector<bool> unshiftable, sentence_start;
  std::vector<int32_t> left_edge, right_edge;
  std::vector<int32_t> level, next_level;  // of a search down the tree
  nn::TokenFeatures features;
  nn::FloatBuffer hidden, scores;
};

class ArcEager {
 public:
  // Reads name/ (actions and weights). Errors: model.corrupt.
  static Result<ArcEager> Load(const nn::ModelFile& file, const std::string& name);

  const nn::TransitionScorer& scorer() const { return scorer_; }
  const std::vector<std::string>& labels() const { return labels_; }
  uint32_t root_label() const { return root_label_; }

  // vectors: [tokens, scorer().width()] of one document. is_space[i] tells white-space tokens.
  // Cost: about 2.2 scored steps a token.
  void Parse(const float* vectors, std::span<const uint8_t> is_space, ArcEagerScratch* scratch,
             DependencyTree* tree) const;

 private:
  enum Move : uint32_t { kShift, kReduce, kLeft, kRight, kBreak, kMoves };
  struct ClassRange {
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  class State;

  Status ReadActions(const std::vector<Action>& actions, const nn::ModelFile& file);
  uint32_t LabelIndex(const std::string& label);
  int32_t BestClass(const float* scores, const State& state) const;
  void Deprojectivize(std::span<const uint8_t> is_space, ArcEagerScratch* scratch, DependencyTree* tree) const;
  static void MarkSentences(DependencyTree* tree, ArcEagerScratch* scratch);

  nn::TransitionScorer scorer_;
  std::vector<uint32_t> class_label_;  // label index of each class
  std::vector<uint32_t> class_move_;
  ClassRange ranges_[kMoves];
  std::vector<std::string> labels_;
  // For a label "prep||nsubj": what it becomes and the label of the new head; kNone elsewhere.
  static constexpr uint32_t kNone = UINT32_MAX;
  std::vector<uint32_t> plain_label_, lifted_head_label_;
  uint32_t root_label_ = 0;
  bool lifted_ = false;  // whether any label is decorated
};

}  // namespace entente::parse
