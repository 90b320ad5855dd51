// Confidence: how likely a coded event is right, by a small model learnt from events judged by hand and from sentences
// whose acts are known.
//
// Comes last in the room, over EventFeatures. Two models, data/learned/confidence.linear of events in stories and
// confidence_alone.linear of those in texts of one sentence, which somebody has chosen for what it tells; made by
// train/confidence.py. Immutable after Load; any thread.
#pragma once

#include "base/data_files.h"
#include "learn/features.h"
#include "learn/linear_model.h"

namespace entente {

class ConfidenceModel {
 public:
  // Errors: data.missing, data.bad_model.
  static Result<ConfidenceModel> Load(const DataFiles& files);
  // 0 … 1: of events that say 0.8, 8 in 10 are right. `features`: by AddEventFeatures. `alone`: the text is one
  // sentence, as leads and headlines come.
  double Of(const Features& features, bool alone) const;
  // What is likelier wrong than this is not printed.
  static double LeastPrinted(bool alone);

 private:
  ConfidenceModel(LinearModel story, LinearModel alone) : story_(std::move(story)), alone_(std::move(alone)) {}
  LinearModel story_, alone_;
};

}  // namespace entente
