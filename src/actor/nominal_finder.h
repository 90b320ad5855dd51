// Nominals: nouns for people and bodies that act for somebody: "the Israeli government", "Turkey's army", "rebels",
// "the Jewish community in the Caucasian country".
#pragma once

#include <map>
#include <string>

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
  const Actor* GiverOf(uint32_t noun, bool* by_place) const;
  void AddQuantified(uint32_t token);
  Actor ActorFor(uint32_t noun, const Role& role, const Actor& giver) const;
  std::string NameOf(uint32_t noun) const;

  const Dictionary& dictionary_;
  MentionBook& book_;
  const Tree& tree_;
  std::map<std::string, uint32_t, std::less<>> last_by_noun_;  // "government" → the actor it last stood for
};

}  // namespace entente
