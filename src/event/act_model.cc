#include "event/act_model.h"

#include <algorithm>

#include "syntax/dateline.h"

namespace entente {
namespace {

// From here on a candidate has a part. Between 0.05 and 0.3 the first two make no difference to the spans' F1 in folds
// (0.7504 to 0.7511); low ones leave fewer acts without a target.
constexpr double kLeastSource = 0.15;
constexpr double kLeastTarget = 0.20;
constexpr double kLeastBoth = 0.30;
constexpr double kLeastMoreBoth = 0.35;
constexpr double kLeastMore = 0.50;
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

std::vector<RoleShare> ActModel::Shares(const ActView& view) const {
  const Tokens candidates = RoleCandidates(view);
  const auto source = static_cast<size_t>(role_.ClassIndex("S"));
  const auto target = static_cast<size_t>(role_.ClassIndex("T"));
  const auto both = static_cast<size_t>(role_.ClassIndex("R"));
  std::vector<RoleShare> out;
  for (size_t i = 0; i < candidates.size(); ++i) {
    Features features;
    AddRoleFeatures(view, candidates, i, features);
    const std::vector<float> shares = role_.Probabilities(features);
    out.push_back({candidates[i], shares[source], shares[target], shares[both]});
  }
  return out;
}

std::vector<ActRole> ActModel::Roles(const ActView& view, const std::vector<RoleShare>& shares) const {
  std::vector<ActRole> out;
  std::vector<bool> used(shares.size(), false);
  const auto share = [&](size_t i, char role) {
    return role == 'S' ? shares[i].source : role == 'T' ? shares[i].target : shares[i].both;
  };
  const auto best = [&](char role) {
    size_t top = shares.size();
    for (size_t i = 0; i < shares.size(); ++i) {
      if (!used[i] && (top == shares.size() || share(i, role) > share(top, role))) top = i;
    }
    return top;
  };
  const auto take = [&](size_t i, char role) {
    used[i] = true;
    const uint32_t head = shares[i].token;
    out.push_back({role, {BestPhrase(view, head, std::string_view(&role, 1)), head}, share(i, role)});
  };
  const auto take_all = [&](char role, double least) {
    for (size_t i = 0; i < shares.size(); ++i) {
      if (!used[i] && share(i, role) > least) take(i, role);
    }
  };
  if (shares.empty()) return out;
  const size_t both = best('R');
  const size_t source = best('S');
  if (share(both, 'R') > std::max(share(source, 'S'), kLeastBoth)) {
    take(both, 'R');
    take_all('R', kLeastMoreBoth);
    take_all('T', kLeastMore);
  } else {
    if (share(source, 'S') > kLeastSource) take(source, 'S');
    if (const size_t target = best('T'); target < shares.size() && share(target, 'T') > kLeastTarget) {
      take(target, 'T');
    }
    take_all('S', kLeastMore);
    take_all('T', kLeastMore);
  }
  return out;
}

std::optional<ActPair> ActModel::MainPair(const ActView& view, const std::vector<RoleShare>& shares) const {
  std::vector<ActRole> found = Roles(view, shares);
  // A dateline tells where it was written, not who acts.
  const uint32_t told_from = WithoutDateline(view.tree().document(), view.range()).begin;
  std::erase_if(found,
                [&](const ActRole& one) { return one.phrase.tokens.end <= told_from || one.phrase.head < told_from; });
  for (ActRole& one : found) one.phrase.tokens.begin = std::max(one.phrase.tokens.begin, told_from);
  if (found.empty() || found.front().role == 'T') return std::nullopt;
  ActPair pair{found.front().phrase, std::nullopt, found.front().probability};
  for (size_t i = 1; i < found.size() && !pair.target; ++i) {
    if (found[i].role == 'S') continue;
    pair.target = found[i].phrase;
    pair.probability *= found[i].probability;
  }
  return pair;
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
