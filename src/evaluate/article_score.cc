#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "entente/engine.h"

namespace entente {
namespace {

// Statements of neighbouring sentences may match: this many bytes between their evidence at most.
constexpr uint32_t kNeighbourBytes = 260;

std::string Normal(std::string_view name) {
  std::string out;
  for (const char c : name) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (std::string_view article : {"the ", "a ", "an "}) {
    if (out.starts_with(article)) out.erase(0, article.size());
  }
  return out;
}

// By code where gold has one; else by name, where one name may hold the other.
bool SameActor(const ActorRef& gold, const ActorRef& predicted) {
  if (!gold.code.empty()) {
    return gold.code == predicted.code || (predicted.code.empty() && Normal(gold.code) == Normal(predicted.name));
  }
  const std::string a = Normal(gold.name);
  const std::string b = Normal(predicted.name);
  if (a.empty() || b.empty()) return false;
  return a == b || a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

bool SamePair(const std::array<ActorRef, 2>& gold, const std::array<ActorRef, 2>& predicted) {
  return (SameActor(gold[0], predicted[0]) && SameActor(gold[1], predicted[1])) ||
         (SameActor(gold[0], predicted[1]) && SameActor(gold[1], predicted[0]));
}

bool Either(std::string_view a, std::string_view b, std::string_view x, std::string_view y) {
  return (a == x && b == y) || (a == y && b == x);
}

bool SameType(std::string_view a, std::string_view b) {
  return a == b || Either(a, b, "AID", "SUPPORT") || Either(a, b, "AGREE", "COOPERATE") ||
         Either(a, b, "SUPPORT", "CONSULT");
}

bool IsMutual(std::string_view type) { return type == "AGREE" || type == "COOPERATE" || type == "CONSULT"; }

StatementStatus Broad(StatementStatus status) {
  if (status == StatementStatus::kOngoing) return StatementStatus::kActual;
  return status == StatementStatus::kHoped ? StatementStatus::kPossible : status;
}

bool Near(Span a, Span b) {
  if (a.begin < b.end && b.begin < a.end) return true;
  const uint32_t gap = a.begin >= b.end ? a.begin - b.end : b.begin - a.end;
  return gap <= kNeighbourBytes;
}

bool SlotsMatch(const Statement& gold, const Statement& predicted) {
  switch (gold.kind) {
    case StatementKind::kEvent: {
      if (!SameType(gold.type, predicted.type)) return false;
      const bool forth = SameActor(gold.source, predicted.source) && SameActor(gold.target, predicted.target);
      const bool back = SameActor(gold.source, predicted.target) && SameActor(gold.target, predicted.source);
      return forth || (back && IsMutual(gold.type));
    }
    case StatementKind::kTie:
      return SamePair(gold.pair, predicted.pair) &&
             (gold.effect == predicted.effect || gold.effect == '0' || predicted.effect == '0');
    case StatementKind::kInfluence:
      return SameActor(gold.agent, predicted.agent) && SamePair(gold.pair, predicted.pair) &&
             gold.effect == predicted.effect;
  }
  return false;
}

// 0: no match. More where the evidence overlaps, the status and the type are the same.
int MatchQuality(const Statement& gold, const Statement& predicted) {
  if (gold.kind != predicted.kind || !Near(gold.evidence, predicted.evidence) || !SlotsMatch(gold, predicted)) return 0;
  const bool overlap = gold.evidence.begin < predicted.evidence.end && predicted.evidence.begin < gold.evidence.end;
  const bool same_status = Broad(gold.status) == Broad(predicted.status);
  return 1 + (overlap ? 4 : 0) + (same_status ? 2 : 0) + (gold.type == predicted.type ? 1 : 0);
}

}  // namespace

ArticleScore ScoreArticle(std::span<const Statement> gold, std::span<const Statement> predicted) {
  struct Candidate {
    int quality;
    size_t gold, predicted;
  };
  std::vector<Candidate> candidates;
  for (size_t g = 0; g < gold.size(); ++g) {
    for (size_t p = 0; p < predicted.size(); ++p) {
      if (const int quality = MatchQuality(gold[g], predicted[p]); quality > 0) candidates.push_back({quality, g, p});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.quality > b.quality; });
  std::vector<bool> gold_taken(gold.size());
  std::vector<bool> predicted_taken(predicted.size());
  ArticleScore score;
  score.gold = gold.size();
  score.predicted = predicted.size();
  for (const Candidate& candidate : candidates) {
    if (gold_taken[candidate.gold] || predicted_taken[candidate.predicted]) continue;
    gold_taken[candidate.gold] = true;
    predicted_taken[candidate.predicted] = true;
    ++score.matched;
    const bool same = Broad(gold[candidate.gold].status) == Broad(predicted[candidate.predicted].status);
    score.strict += same && candidate.quality >= 5 ? 1 : 0;
  }
  for (size_t g = 0; g < gold.size(); ++g) {
    if (!gold_taken[g]) score.missed.push_back(gold[g]);
  }
  for (size_t p = 0; p < predicted.size(); ++p) {
    if (!predicted_taken[p]) score.false_ones.push_back(predicted[p]);
  }
  return score;
}

}  // namespace entente
