#include "event/confidence.h"

namespace entente {

Result<ConfidenceModel> ConfidenceModel::Load(const DataFiles& files) {
  Result<LinearModel> model = LinearModel::Load(files, "confidence");
  if (!model.ok()) return model.status();
  return ConfidenceModel(std::move(*model));
}

double ConfidenceModel::Of(const Features& features) const {
  return model_.Probabilities(features)[static_cast<size_t>(model_.ClassIndex("1"))];
}

}  // namespace entente
