// Confidence: how likely a coded event is right, by a small model learnt from events judged by hand and from sentences
// whose acts are known.
//
// Comes last in the room, over EventFeatures. data/learned/confidence.linear is made by train/confidence.py. Immutable
// after Load; any thread.
#pragma once

#include "base/data_files.h"
#include "learn/features.h"
#include "learn/linear_model.h"

namespace entente {

class ConfidenceModel {
 public:
  // Errors: data.missing, data.bad_model.
  static Result<ConfidenceModel> Load(const DataFiles& files);
  // 0 … 1: of events that say 0.8, 8 in 10 are right. `features`: by AddEventFeatures.
  double Of(const Features& features) const;

 private:
  explicit ConfidenceModel(LinearModel model) : model_(std::move(model)) {}
  LinearModel model_;
};

}  // namespace entente
