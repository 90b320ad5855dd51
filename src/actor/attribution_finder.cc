#include "actor/attribution_finder.h"

#include <algorithm>
#include <utility>

#include "actor/attribution_content.h"

namespace entente {
namespace {

// Where precision and recall of cues meet on held-out folds.
constexpr double kCueProbability = 0.36;

}  // namespace

Result<AttributionFinder> AttributionFinder::Load(const DataFiles& files) {
  std::vector<LinearModel> models;
  for (const char* name : {"speech_cue", "speech_source", "speech_content", "speech_next"}) {
    Result<LinearModel> model = LinearModel::Load(files, name);
    if (!model.ok()) return model.status();
    models.push_back(std::move(*model));
  }
  AttributionFinder finder(std::move(models[0]), std::move(models[1]), std::move(models[2]), std::move(models[3]));
  const bool complete = finder.cue_class_ >= 0 && finder.source_class_ >= 0 && finder.next_class_ >= 0 &&
                        *std::min_element(finder.part_class_, finder.part_class_ + 4) >= 0;
  if (!complete) return Status(StatusCode::kCorrupt, "data.bad_model", "learned/speech_*: a class is missing");
  return finder;
}

AttributionFinder::AttributionFinder(LinearModel cue, LinearModel source, LinearModel content, LinearModel next)
    : cue_(std::move(cue)),
      source_(std::move(source)),
      content_(std::move(content)),
      next_(std::move(next)),
      cue_class_(cue_.ClassIndex("yes")),
      source_class_(source_.ClassIndex("yes")),
      next_class_(next_.ClassIndex("yes")),
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
int32_t AttributionFinder::SourceOf(const SpeechView& view, uint32_t cue, Features& features) const {
  auto score = [&](int32_t source) {
    features.Clear();
    AddSourceFeatures(view, cue, source, features);
    return source_.Scores(features)[static_cast<size_t>(source_class_)];
  };
  int32_t best = -1;
  float best_score = score(-1);
  const TokenRange sentence = view.Sentence(cue);
  for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
    if (t == cue || !MayBeSource(view, t)) continue;
    const float own = score(static_cast<int32_t>(t));
    if (own > best_score) {
      best = static_cast<int32_t>(t);
      best_score = own;
    }
  }
  return best;
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

std::vector<Attribution> AttributionFinder::Find(const SpeechView& view) const {
  std::vector<Attribution> out;
  Features features;
  for (uint32_t t = 0; t < view.tree().size(); ++t) {
    const double probability = CueProbability(view, t, features);
    if (probability < kCueProbability) continue;
    Attribution attribution;
    attribution.cue = t;
    attribution.confidence = probability;
    attribution.source = SourceOf(view, t, features);
    attribution.content = RangesOf(view, ContentOf(view, t, attribution.source, features));
    out.push_back(std::move(attribution));
  }
  return out;
}

}  // namespace entente
