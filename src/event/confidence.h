// Confidence: how likely a coded statement is right, by a small model learnt from statements judged by hand.
//
// Comes last in the room. What it knows: how the statement was found, how sure its actors are, and what the models of
// acts say of its type. data/learned/confidence.linear is made by train/confidence.py. Immutable after Load; any
// thread.
#pragma once

#include <string_view>

#include "base/data_files.h"
#include "entente/statement.h"
#include "learn/linear_model.h"

namespace entente {

// What the models of acts say of an event; zeros for ties and influences.
struct ActJudgement {
  double share = 0;  // probability of its type
  double told = 0;   // that the sentence tells of an act between the two
};

// `statement.confidence` is the product of the resolutions behind it, as the coders leave it.
void AddConfidenceFeatures(const Statement& statement, const ActJudgement& judgement, Features& out);

class ConfidenceModel {
 public:
  // Errors: data.missing, data.bad_model.
  static Result<ConfidenceModel> Load(const DataFiles& files);
  // 0 … 1: of statements that say 0.8, 8 in 10 are right.
  double Of(const Statement& statement, const ActJudgement& judgement) const;

 private:
  explicit ConfidenceModel(LinearModel model) : model_(std::move(model)) {}
  LinearModel model_;
};

}  // namespace entente
