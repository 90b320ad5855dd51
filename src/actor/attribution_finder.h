// AttributionFinder: who says what by which cue, by four small models trained on hand-marked news (train/speech.py).
//
// Immutable after Load; any number of threads may call Find at once. The same tree gives the same attributions.
#pragma once

#include <vector>

#include "actor/annotation.h"
#include "actor/attribution_features.h"
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

 private:
  AttributionFinder(LinearModel cue, LinearModel source, LinearModel content, LinearModel next);
  double CueProbability(const SpeechView& view, uint32_t token, Features& features) const;
  int32_t SourceOf(const SpeechView& view, uint32_t cue, Features& features) const;
  Tokens ContentOf(const SpeechView& view, uint32_t cue, int32_t source, Features& features) const;

  LinearModel cue_, source_, content_, next_;
  int cue_class_, source_class_, next_class_;
  int part_class_[4];  // by Part
};

}  // namespace entente
