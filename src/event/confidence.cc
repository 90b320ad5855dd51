#include "event/confidence.h"

#include <string>

namespace entente {
namespace {

std::string_view KindOf(const ActorRef& actor) {
  if (actor.empty()) return "missing";
  return actor.code.empty() ? "name" : "code";
}

// A figure in steps, so that a linear model can bend.
void AddSteps(std::string_view name, double value, Features& out) {
  out.Add({name}, static_cast<float>(value));
  for (const double step : {0.1, 0.3, 0.5, 0.7, 0.9}) {
    if (value >= step) out.Add({name, std::to_string(static_cast<int>(step * 10))});
  }
}

}  // namespace

void AddConfidenceFeatures(const Statement& s, const ActJudgement& judgement, Features& out) {
  const std::string_view found = std::string_view(s.pattern).substr(0, s.pattern.find(':'));
  out.Add({"kind", ToString(s.kind)});
  out.Add({"found", found});
  AddSteps("resolved", s.confidence, out);
  const bool fact = s.status == StatementStatus::kActual || s.status == StatementStatus::kOngoing;
  out.Add({"fact", fact ? "1" : "0"});
  if (s.speaker) out.Add({"speaker"});
  if (s.kind != StatementKind::kEvent) {
    out.Add({"pair", KindOf(s.pair[0]), KindOf(s.pair[1])});
    if (s.kind == StatementKind::kInfluence) out.Add({"agent", KindOf(s.agent)});
    return;
  }
  out.Add({"type", s.type});
  out.Add({"source", KindOf(s.source)});
  out.Add({"target", KindOf(s.target)});
  if (!s.source.code.empty() && s.source.code == s.target.code) out.Add({"inside"});
  if (s.main) out.Add({"main"});
  AddSteps("share", judgement.share, out);
  AddSteps("told", judgement.told, out);
  AddSteps("both", judgement.told * judgement.share, out);
  out.Add({"f-share", found}, static_cast<float>(judgement.share));
}

Result<ConfidenceModel> ConfidenceModel::Load(const DataFiles& files) {
  Result<LinearModel> model = LinearModel::Load(files, "confidence");
  if (!model.ok()) return model.status();
  return ConfidenceModel(std::move(*model));
}

double ConfidenceModel::Of(const Statement& statement, const ActJudgement& judgement) const {
  Features features;
  AddConfidenceFeatures(statement, judgement, features);
  return model_.Probabilities(features)[static_cast<size_t>(model_.ClassIndex("1"))];
}

}  // namespace entente
