#include "event/confidence.h"

namespace entente {
namespace {

// train/confidence.py has what each threshold costs and brings. A text of one sentence was chosen for what it says, so
// that everything it may tell is printed, with how sure that is.
constexpr double kLeastInStory = 0.35;
constexpr double kLeastAlone = 0;

}  // namespace

Result<ConfidenceModel> ConfidenceModel::Load(const DataFiles& files) {
  Result<LinearModel> story = LinearModel::Load(files, "confidence");
  if (!story.ok()) return story.status();
  Result<LinearModel> alone = LinearModel::Load(files, "confidence_alone");
  if (!alone.ok()) return alone.status();
  return ConfidenceModel(std::move(*story), std::move(*alone));
}

double ConfidenceModel::LeastPrinted(bool alone) { return alone ? kLeastAlone : kLeastInStory; }

double ConfidenceModel::Of(const Features& features, bool alone) const {
  const LinearModel& model = alone ? alone_ : story_;
  return model.Probabilities(features)[static_cast<size_t>(model.ClassIndex("1"))];
}

}  // namespace entente
