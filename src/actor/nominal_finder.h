// Nominals: nouns for people and bodies that act for somebody: "the Israeli government", "Turkey's army", "rebels",
// "the Jewish community in the Caucasian country".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"

namespace entente {

class NominalFinder {
 public:
  NominalFinder(const Dictionary& dictionary, MentionBook& book)
      : dictionary_(dictionary), book_(book), tree_(book.tree()) {}

  void Find();

 private:
  void AddRole(uint32_t noun, const Role& role);
  const Role* RoleAt(uint32_t noun) const;
  const Role* RoleOfFacility(uint32_t noun) const;
  int32_t LordOf(uint32_t noun) const;
  Actor Behind(const Actor& person) const;
  void ReadStates();
  const Actor* StateOfClause(uint32_t noun, const Role& role) const;
  const Actor* StateSpokenOf(uint32_t noun, const Role& role) const;
  std::string HyphenedLemma(uint32_t noun) const;
  const Actor* OfficeOf(uint32_t noun) const;
  std::vector<Actor> GiversOf(uint32_t noun, const Role& role, bool* by_place) const;
  bool AddApposed(uint32_t noun);
  std::optional<uint32_t> GroupOfDocument() const;
  bool IsSpokenOf(uint32_t noun) const;
  void AddQuantified(uint32_t token);
  Actor ActorFor(uint32_t noun, const Role& role, const Actor& giver) const;
  std::string NameOf(uint32_t noun) const;

  const Dictionary& dictionary_;
  MentionBook& book_;
  const Tree& tree_;
  std::map<std::string, std::vector<uint32_t>, std::less<>> last_by_noun_;  // "government" → whom it last stood for
  const Actor* dateline_ = nullptr;    // the state of the city the document opens with
  const Actor* only_state_ = nullptr;  // the one it speaks of
  std::string last_body_code_;         // the state whose government, army or court was named last
};

}  // namespace entente
