// ActModel: the sentence's main act by trained models: which phrases are its source and target, and its class.
//
// Five small models (data/learned/act_*.linear, made by train/acts.py): which candidates have a part, how far their
// phrases go, the PLOVER class of a pair, the quad class of a sentence, and whether a sentence tells of an act at all.
// Immutable after Load; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actor/annotation.h"
#include "base/data_files.h"
#include "event/act_features.h"
#include "learn/linear_model.h"

namespace entente {

// The phrase that covers the bytes; none where no token of the view does.
std::optional<ActPhrase> PhraseAt(const ActView& view, Span bytes);
// The subject of the range's first root; the root itself where it has none.
ActPhrase SubjectOf(const ActView& view);

// How likely a token carries each part.
struct RoleShare {
  uint32_t token = 0;
  double source = 0;
  double target = 0;
  double both = 0;
};

struct ActRole {
  char role = 'S';  // 'S', 'T', or 'R': source and target at once ("the two sides")
  ActPhrase phrase;
  double probability = 0;
};

// The two of a sentence's main act; the target may be missing.
struct ActPair {
  ActPhrase source;
  std::optional<ActPhrase> target;
  double probability = 0;  // that they have these parts
};

struct ActClass {
  std::string type;  // one of the 16 PLOVER types, or "YIELD": CONCEDE or RETREAT
  double probability = 0;
};

// What the actor room knows of the two sides: "state", "person", "group" …; "none" where it knows nobody.
struct ActSides {
  std::string_view source = "none";
  std::string_view target = "none";
};
// The two and who they are, for Told.
void AddToldFeatures(const ActView& view, const ActPhrase& source, const std::optional<ActPhrase>& target,
                     const ActSides& sides, Features& out);

class ActModel {
 public:
  // Errors: data.missing, data.bad_model.
  static Result<ActModel> Load(const DataFiles& files);

  // Of every candidate, in text order.
  std::vector<RoleShare> Shares(const ActView& view) const;
  // At most one source and one target, or several R; sorted by role, then place. Empty where nobody has a part.
  // `shares`: of the same view.
  std::vector<ActRole> Roles(const ActView& view, const std::vector<RoleShare>& shares) const;
  // Who acts on whom, by these roles, a dateline left out. Training and coding both ask here.
  std::optional<ActPair> MainPair(const ActView& view, const std::vector<RoleShare>& shares) const;
  // One probability a class, highest first.
  std::vector<ActClass> Classes(const ActView& view, const std::optional<ActPhrase>& source,
                                const std::optional<ActPhrase>& target) const;
  // Probability that the sentence tells of a political act between the two.
  double Told(const ActView& view, const ActPhrase& source, const std::optional<ActPhrase>& target,
              const ActSides& sides) const;
  // Probabilities of quad class 0 … 4.
  std::vector<double> Quads(const ActView& view) const;

 private:
  ActModel(LinearModel role, LinearModel phrase, LinearModel pair, LinearModel quad, LinearModel told)
      : role_(std::move(role)),
        phrase_(std::move(phrase)),
        pair_(std::move(pair)),
        quad_(std::move(quad)),
        told_(std::move(told)) {}
  TokenRange BestPhrase(const ActView& view, uint32_t head, std::string_view role) const;

  LinearModel role_, phrase_, pair_, quad_, told_;
};

}  // namespace entente
