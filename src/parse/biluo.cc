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

bool Biluo::IsValid(uint32_t action, const Step& step) const {
  const uint32_t label = class_label_[action];
  switch (class_move_[action]) {
    case kBegin:
      return !step.open && label != kNone && step.may_continue && !step.is_space;
    case kIn:
      return step.open && label == step.open_label && step.may_continue;
    case kLast:
      return step.open && label == step.open_label;
    case kUnit:
      return !step.open && label != kNone && !step.is_space;
    case kOut:
      return !step.open;
    default:
      return false;
  }
}

uint32_t Biluo::BestAction(const float* scores, const Step& step) const {
  uint32_t best = kNone;
  for (uint32_t c = 0; c < class_move_.size(); ++c) {
    if ((best == kNone || scores[c] > scores[best]) && IsValid(c, step)) best = c;
  }
  return best;
}

void Biluo::Find(const float* vectors, std::span<const uint8_t> is_space, const std::vector<bool>& sentence_start,
                 BiluoScratch* scratch, std::vector<EntitySpan>* entities) const {
  float* hidden = scratch->hidden.Reserve(scorer_.hidden_stride());
  float* scores = scratch->scores.Reserve(scorer_.scores_stride());
  scratch->features.Reset(scorer_, vectors, is_space.size());
  const int32_t length = static_cast<int32_t>(is_space.size());
  int32_t first = -1;  // of the open entity
  Step step;
  for (int32_t i = 0; i < length; ++i) {
    const int32_t features[kEntityFeatures] = {i, first, first < 0 ? -1 : i - 1};
    scorer_.Score(features, &scratch->features, hidden, scores);
    step.open = first >= 0;
    step.is_space = is_space[i] != 0;
    step.may_continue = i + 1 < length && (sentence_start.empty() || !sentence_start[i + 1]);
    const uint32_t best = BestAction(scores, step);
    if (best == kNone) return;  // spaCy ends the document here
    const uint32_t move = class_move_[best];
    if (move == kBegin) {
      first = i;
      step.open_label = class_label_[best];
    } else if (move == kLast || move == kUnit) {
      uint32_t begin = static_cast<uint32_t>(move == kLast ? first : i);
      entities->push_back({begin, static_cast<uint32_t>(i + 1), class_label_[best]});
      first = -1;
    }
  }
}

}  // namespace entente::parse
