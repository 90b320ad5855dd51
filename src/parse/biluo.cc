#include "parse/biluo.h"

#include <algorithm>

namespace entente::parse {
namespace {

constexpr uint32_t kEntityFeatures = 3;

}  // namespace

Result<Biluo> Biluo::Load(const nn::ModelFile& file, const std::string& name) {
  Biluo finder;
  auto scorer = nn::TransitionScorer::Load(file, name);
  if (!scorer.ok()) return scorer.status();
  finder.scorer_ = std::move(*scorer);
  auto actions = LoadActions(file, name + "/actions");
  if (!actions.ok()) return actions.status();
  if (actions->size() != finder.scorer_.classes() || finder.scorer_.features() != kEntityFeatures) {
    return file.Corrupt(name + "/actions does not fit its weights");
  }
  for (const Action& action : *actions) {
    if (action.move >= kMoves) return file.Corrupt(name + "/actions is damaged");
    auto found = std::find(finder.labels_.begin(), finder.labels_.end(), action.label);
    uint32_t label = static_cast<uint32_t>(found - finder.labels_.begin());
    if (!action.label.empty() && found == finder.labels_.end()) finder.labels_.push_back(action.label);
    finder.class_move_.push_back(action.move);
    finder.class_label_.push_back(action.label.empty() ? kNone : label);
  }
  return finder;
}

void Biluo::Find(const float* vectors, std::span<const uint8_t> is_space, const std::vector<bool>& sentence_start,
                 BiluoScratch* scratch, std::vector<EntitySpan>* entities) const {
  float* hidden = scratch->hidden.Reserve(scorer_.hidden_stride());
  float* scores = scratch->scores.Reserve(scorer_.scores_stride());
  scratch->features.Reset(scorer_, vectors, is_space.size());
  const int32_t length = static_cast<int32_t>(is_space.size());
  int32_t open = -1;  // first token of the open entity
  uint32_t open_label = kNone;
  for (int32_t i = 0; i < length; ++i) {
    int32_t features[kEntityFeatures] = {i, open, open < 0 ? -1 : i - 1};
    scorer_.Score(features, &scratch->features, hidden, scores);
    bool next_starts = i + 1 < length && !sentence_start.empty() && sentence_start[i + 1];
    bool may_continue = i + 1 < length && !next_starts;
    auto valid = [&](uint32_t move, uint32_t label) {
      switch (move) {
        case kBegin:
          return open < 0 && label != kNone && may_continue && !is_space[i];
        case kIn:
          return open >= 0 && label == open_label && may_continue;
        case kLast:
          return open >= 0 && label == open_label;
        case kUnit:
          return open < 0 && label != kNone && !is_space[i];
        case kOut:
          return open < 0;
        default:
          return false;
      }
    };
    int32_t best = -1;
    for (uint32_t c = 0; c < class_move_.size(); ++c) {
      if ((best < 0 || scores[c] > scores[best]) && valid(class_move_[c], class_label_[c])) {
        best = static_cast<int32_t>(c);
      }
    }
    if (best < 0) return;  // spaCy ends the document here
    uint32_t move = class_move_[best];
    uint32_t label = class_label_[best];
    if (move == kBegin) {
      open = i;
      open_label = label;
    } else if (move == kLast || move == kUnit) {
      uint32_t begin = static_cast<uint32_t>(move == kLast ? open : i);
      entities->push_back({begin, static_cast<uint32_t>(i + 1), label});
      open = -1;
    }
  }
}

}  // namespace entente::parse
