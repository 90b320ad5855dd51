#include "actor/attribution_finder.h"

#include <algorithm>
#include <utility>

#include "actor/attribution_content.h"

namespace entente {
namespace {

// Below it the judge is not asked: of the marked cues of held-out folds 5 % lie there.
constexpr double kLeastCue = 0.06;
// Where F1 of speakers is greatest on held-out folds.
constexpr double kLeastJudged = 0.40;

}  // namespace

Result<AttributionFinder> AttributionFinder::Load(const DataFiles& files) {
  std::vector<LinearModel> models;
  for (const char* name : {"speech_cue", "speech_source", "speech_content", "speech_next", "speech_judge"}) {
    Result<LinearModel> model = LinearModel::Load(files, name);
    if (!model.ok()) return model.status();
    models.push_back(std::move(*model));
  }
  AttributionFinder finder(std::move(models));
  const bool complete = finder.cue_class_ >= 0 && finder.source_class_ >= 0 && finder.next_class_ >= 0 &&
                        finder.judge_class_ >= 0 && *std::min_element(finder.part_class_, finder.part_class_ + 4) >= 0;
  if (!complete) return Status(StatusCode::kCorrupt, "data.bad_model", "learned/speech_*: a class is missing");
  return finder;
}

AttributionFinder::AttributionFinder(std::vector<LinearModel> models)
    : cue_(std::move(models[0])),
      source_(std::move(models[1])),
      content_(std::move(models[2])),
      next_(std::move(models[3])),
      judge_(std::move(models[4])),
      cue_class_(cue_.ClassIndex("yes")),
      source_class_(source_.ClassIndex("yes")),
      next_class_(next_.ClassIndex("yes")),
      judge_class_(judge_.ClassIndex("yes")),
      part_class_{content_.ClassIndex("in"), content_.ClassIndex("out"), content_.ClassIndex("open_in"),
                  content_.ClassIndex("open_out")} {}

double AttributionFinder::CueProbability(const SpeechView& view, uint32_t token, Features& features) const {
  if (!MayBeCue(view, token)) return 0;
  // Other words than verbs are cues only where the model has met them as such: most nouns end here.
  features.Clear();
  AddCueWord(view, token, features);
  if (view.Lead(token) != "V") {
    const std::vector<float> known = cue_.Weights(features.all().front());
    if (std::all_of(known.begin(), known.end(), [](float weight) { return weight == 0; })) return 0;
  }
  features.Clear();
  AddCueFeatures(view, token, features);
  return cue_.Probabilities(features)[static_cast<size_t>(cue_class_)];
}

// The likeliest head among the nouns of the sentence, or that there is none.
void AttributionFinder::ChooseSource(const SpeechView& view, CueCandidate& candidate, Features& features) const {
  auto score = [&](int32_t source) {
    features.Clear();
    AddSourceFeatures(view, candidate.cue, source, features);
    return source_.Scores(features)[static_cast<size_t>(source_class_)];
  };
  float best = score(-1);
  candidate.none_score = best;
  const TokenRange sentence = view.Sentence(candidate.cue);
  for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
    if (t == candidate.cue || !MayBeSource(view, t)) continue;
    const float own = score(static_cast<int32_t>(t));
    if (own <= best) continue;
    candidate.source = static_cast<int32_t>(t);
    best = own;
  }
  candidate.source_score = best;
}

Tokens AttributionFinder::ContentOf(const SpeechView& view, uint32_t cue, int32_t source, Features& features) const {
  const auto decide = [&](const Piece& piece, bool may_open) {
    features.Clear();
    AddContentFeatures(view, cue, source, piece, features);
    const std::vector<float> scores = content_.Scores(features);
    Part best = Part::kOut;
    for (const Part part : {Part::kIn, Part::kOpenIn, Part::kOpenOut}) {
      if (!may_open && part != Part::kIn) break;
      const auto score = [&](Part p) { return scores[static_cast<size_t>(part_class_[static_cast<int>(p)])]; };
      if (score(part) > score(best)) best = part;
    }
    return best;
  };
  const Tokens own = ContentInSentence(view, cue, decide);
  return ContentBeyond(view, cue, own, [&](const Neighbour& neighbour) {
    features.Clear();
    AddNextFeatures(view, cue, own, neighbour, features);
    const std::vector<float> scores = next_.Scores(features);
    return scores[static_cast<size_t>(next_class_)] > scores[static_cast<size_t>(1 - next_class_)];
  });
}

std::vector<CueCandidate> AttributionFinder::Candidates(const SpeechView& view) const {
  std::vector<CueCandidate> out;
  Features features;
  for (uint32_t t = 0; t < view.tree().size(); ++t) {
    CueCandidate candidate;
    candidate.cue = t;
    candidate.probability = CueProbability(view, t, features);
    if (candidate.probability < kLeastCue) continue;
    ChooseSource(view, candidate, features);
    candidate.content = ContentOf(view, t, candidate.source, features);
    out.push_back(std::move(candidate));
  }
  return out;
}

std::vector<Attribution> AttributionFinder::Find(const SpeechView& view) const {
  const std::vector<CueCandidate> candidates = Candidates(view);
  const CandidateView together(view, candidates);
  std::vector<Attribution> out;
  Features features;
  for (size_t i = 0; i < candidates.size(); ++i) {
    together.AddFeatures(i, features);
    const double probability = judge_.Probabilities(features)[static_cast<size_t>(judge_class_)];
    if (probability < kLeastJudged) continue;
    const CueCandidate& one = candidates[i];
    out.push_back({one.cue, one.source, RangesOf(view, one.content), probability});
  }
  return out;
}

}  // namespace entente
