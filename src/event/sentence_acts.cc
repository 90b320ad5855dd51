#include "event/sentence_acts.h"

namespace entente {

ActSides SidesOf(const RoleFinder& roles, const ActPhrase& source, const std::optional<ActPhrase>& target) {
  const auto kind = [&](const ActPhrase& phrase) -> std::string_view {
    const Fillers found = roles.ActorsAt(phrase.head, true);
    return found.empty() ? "none" : KindName(roles.actor(found.front()).kind);
  };
  return {kind(source), target ? kind(*target) : "missing"};
}

SentenceActs::SentenceActs(const RoleFinder& roles, const ActModel& model, TokenRange sentence)
    : roles_(roles),
      model_(model),
      view_(roles.tree(), roles.lexicon(), sentence),
      shares_(model.Shares(view_)),
      pair_(model.MainPair(view_, shares_)) {
  if (pair_) told_ = Told(pair_->source, pair_->target);
}

RoleShare SentenceActs::ShareOf(uint32_t token) const {
  for (const RoleShare& share : shares_) {
    if (share.token == token) return share;
  }
  return {token, 0, 0, 0};
}

const std::vector<double>& SentenceActs::Quads() {
  if (quads_.empty()) quads_ = model_.Quads(view_);
  return quads_;
}

std::vector<ActClass> SentenceActs::Classes(const std::optional<ActPhrase>& source,
                                            const std::optional<ActPhrase>& target) const {
  return model_.Classes(view_, source, target);
}

double SentenceActs::Told(const ActPhrase& source, const std::optional<ActPhrase>& target) const {
  return model_.Told(view_, source, target, SidesOf(roles_, source, target));
}

SentenceActs& DocumentActs::At(uint32_t sentence) {
  std::unique_ptr<SentenceActs>& acts = read_[sentence];
  if (acts == nullptr) {
    acts = std::make_unique<SentenceActs>(roles_, model_, roles_.tree().document().sentences[sentence]);
  }
  return *acts;
}

}  // namespace entente
