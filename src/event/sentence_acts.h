// SentenceActs: what the trained models of acts say of one sentence, each asked once and only when somebody wants to
// know.
//
// Comes after ActModel and roles, before the coders and the judge that read it. The cheap models (who has a part,
// whether an act is told at all) are asked first. Belongs to one document; not for several threads at once.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "event/act_model.h"
#include "event/role_finder.h"

namespace entente {

// What the actor room knows of the two.
ActSides SidesOf(const RoleFinder& roles, const ActPhrase& source, const std::optional<ActPhrase>& target);

class SentenceActs {
 public:
  SentenceActs(const RoleFinder& roles, const ActModel& model, TokenRange sentence);

  const ActView& view() const { return view_; }
  // The main act's two; none where nobody has a part.
  const std::optional<ActPair>& pair() const { return pair_; }
  // That the sentence tells of an act between them; 0 without a pair.
  double told() const { return told_; }
  // How likely the token has a part; zeros where it is no candidate.
  RoleShare ShareOf(uint32_t token) const;
  // Probabilities of quad class 0 … 4.
  const std::vector<double>& Quads();
  // As ActModel, for any two.
  std::vector<ActClass> Classes(const std::optional<ActPhrase>& source, const std::optional<ActPhrase>& target) const;
  double Told(const ActPhrase& source, const std::optional<ActPhrase>& target) const;

 private:
  const RoleFinder& roles_;
  const ActModel& model_;
  ActView view_;
  std::vector<RoleShare> shares_;
  std::optional<ActPair> pair_;
  double told_ = 0;
  std::vector<double> quads_;
};

// The sentences of a document, each read when it is first asked for.
class DocumentActs {
 public:
  DocumentActs(const RoleFinder& roles, const ActModel& model)
      : roles_(roles), model_(model), read_(roles.tree().document().sentences.size()) {}
  SentenceActs& At(uint32_t sentence);

 private:
  const RoleFinder& roles_;
  const ActModel& model_;
  std::vector<std::unique_ptr<SentenceActs>> read_;
};

}  // namespace entente
