#include "event/act_model.h"

#include <algorithm>

namespace entente {
namespace {

// From here on a candidate has a part. Between 0.05 and 0.3 the first two make no difference to the spans' F1 in folds
// (0.7504 to 0.7511); low ones leave fewer acts without a target.
constexpr float kLeastSource = 0.15F;
constexpr float kLeastTarget = 0.20F;
constexpr float kLeastBoth = 0.30F;
constexpr float kLeastMoreBoth = 0.35F;
constexpr float kLeastMore = 0.50F;
// Who the two are weighs as much as several words.
constexpr float kSidesWeight = 2.0F;

}  // namespace

std::optional<ActPhrase> PhraseAt(const ActView& view, Span bytes) {
  ActPhrase phrase;
  bool any = false;
  for (uint32_t t = view.range().begin; t < view.range().end; ++t) {
    const Span span = view.token(t).span;
    if (span.begin >= bytes.end || span.end <= bytes.begin) continue;
    if (!any) phrase.tokens.begin = t;
    phrase.tokens.end = t + 1;
    any = true;
  }
  if (!any) return std::nullopt;
  phrase.head = view.HeadOf(phrase.tokens);
  return phrase;
}

ActPhrase SubjectOf(const ActView& view) {
  const uint32_t root = view.Root();
  for (const uint32_t child : view.tree().children(root)) {
    if (view.dep(child) == "nsubj" || view.dep(child) == "nsubjpass") return {{view.left(child), child + 1}, child};
  }
  return {{view.left(root), root + 1}, root};
}

Result<ActModel> ActModel::Load(const DataFiles& files) {
  Result<LinearModel> role = LinearModel::Load(files, "act_role");
  if (!role.ok()) return role.status();
  Result<LinearModel> phrase = LinearModel::Load(files, "act_phrase");
  if (!phrase.ok()) return phrase.status();
  Result<LinearModel> pair = LinearModel::Load(files, "act_pair");
  if (!pair.ok()) return pair.status();
  Result<LinearModel> quad = LinearModel::Load(files, "act_quad");
  if (!quad.ok()) return quad.status();
  Result<LinearModel> told = LinearModel::Load(files, "act_told");
  if (!told.ok()) return told.status();
  return ActModel(std::move(*role), std::move(*phrase), std::move(*pair), std::move(*quad), std::move(*told));
}

void AddToldFeatures(const ActView& view, const ActPhrase& source, const std::optional<ActPhrase>& target,
                     const ActSides& sides, Features& out) {
  out.Add({"who", sides.source, sides.target}, kSidesWeight);
  out.Add({"whos", sides.source}, kSidesWeight);
  out.Add({"whot", sides.target}, kSidesWeight);
  AddPairFeatures(view, source, target, out);
}

TokenRange ActModel::BestPhrase(const ActView& view, uint32_t head, std::string_view role) const {
  TokenRange best;
  float best_score = 0;
  const auto yes = static_cast<size_t>(phrase_.ClassIndex("1"));
  for (const TokenRange& tokens : PhraseCandidates(view, head)) {
    Features features;
    AddPhraseFeatures(view, head, tokens, role, features);
    const float score = phrase_.Scores(features)[yes];
    if (!best.empty() && score <= best_score) continue;
    best = tokens;
    best_score = score;
  }
  return best;
}

std::vector<ActRole> ActModel::Roles(const ActView& view) const {
  const Tokens candidates = RoleCandidates(view);
  std::vector<std::vector<float>> shares;
  for (size_t i = 0; i < candidates.size(); ++i) {
    Features features;
    AddRoleFeatures(view, candidates, i, features);
    shares.push_back(role_.Probabilities(features));
  }
  std::vector<ActRole> out;
  std::vector<bool> used(candidates.size(), false);
  const auto share = [&](size_t i, std::string_view role) {
    return shares[i][static_cast<size_t>(role_.ClassIndex(role))];
  };
  const auto best = [&](std::string_view role) {
    size_t top = candidates.size();
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (!used[i] && (top == candidates.size() || share(i, role) > share(top, role))) top = i;
    }
    return top;
  };
  const auto take = [&](size_t i, std::string_view role) {
    used[i] = true;
    out.push_back({role[0], {BestPhrase(view, candidates[i], role), candidates[i]}, share(i, role)});
  };
  const auto take_all = [&](std::string_view role, float least) {
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (!used[i] && share(i, role) > least) take(i, role);
    }
  };
  if (candidates.empty()) return out;
  const size_t both = best("R");
  const size_t source = best("S");
  if (share(both, "R") > std::max(share(source, "S"), kLeastBoth)) {
    take(both, "R");
    take_all("R", kLeastMoreBoth);
    take_all("T", kLeastMore);
  } else {
    if (share(source, "S") > kLeastSource) take(source, "S");
    if (const size_t target = best("T"); target < candidates.size() && share(target, "T") > kLeastTarget) {
      take(target, "T");
    }
    take_all("S", kLeastMore);
    take_all("T", kLeastMore);
  }
  return out;
}

std::vector<ActClass> ActModel::Classes(const ActView& view, const std::optional<ActPhrase>& source,
                                        const std::optional<ActPhrase>& target) const {
  Features features;
  AddPairFeatures(view, source, target, features);
  const std::vector<float> shares = pair_.Probabilities(features);
  std::vector<ActClass> out;
  for (size_t c = 0; c < shares.size(); ++c) out.push_back({pair_.classes()[c], shares[c]});
  std::stable_sort(out.begin(), out.end(),
                   [](const ActClass& a, const ActClass& b) { return a.probability > b.probability; });
  return out;
}

double ActModel::Told(const ActView& view, const ActPhrase& source, const std::optional<ActPhrase>& target,
                      const ActSides& sides) const {
  Features features;
  AddToldFeatures(view, source, target, sides, features);
  return told_.Probabilities(features)[static_cast<size_t>(told_.ClassIndex("1"))];
}

std::vector<double> ActModel::Quads(const ActView& view) const {
  Features features;
  AddPairFeatures(view, SubjectOf(view), std::nullopt, features);
  const std::vector<float> shares = quad_.Probabilities(features);
  std::vector<double> out(5, 0.0);
  for (size_t c = 0; c < shares.size(); ++c) out[static_cast<size_t>(quad_.classes()[c][0] - '0')] = shares[c];
  return out;
}

}  // namespace entente
