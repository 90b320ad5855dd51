// AttributionFinder: who says what by which cue, by five small models trained on hand-marked news (train/speech.py).
//
// Immutable after Load; any number of threads may call Find at once. The same tree gives the same attributions.
#pragma once

#include <vector>

#include "actor/annotation.h"
#include "actor/attribution_features.h"
#include "actor/attribution_judge.h"
#include "base/data_files.h"
#include "entente/status.h"
#include "learn/linear_model.h"

namespace entente {

class AttributionFinder {
 public:
  // Errors: data.missing, data.bad_model.
  static Result<AttributionFinder> Load(const DataFiles& files);

  // In text order of cues. Cost: some thirty features a token.
  std::vector<Attribution> Find(const SpeechView& view) const;
  // What the judge is asked of, in text order: every token that may be a cue, with its likeliest source and content.
  std::vector<CueCandidate> Candidates(const SpeechView& view) const;

 private:
  explicit AttributionFinder(std::vector<LinearModel> models);
  double CueProbability(const SpeechView& view, uint32_t token, Features& features) const;
  void ChooseSource(const SpeechView& view, CueCandidate& candidate, Features& features) const;
  Tokens ContentOf(const SpeechView& view, uint32_t cue, int32_t source, Features& features) const;

  LinearModel cue_, source_, content_, next_, judge_;
  int cue_class_, source_class_, next_class_, judge_class_;
  int part_class_[4];  // by Part
};

}  // namespace entente
