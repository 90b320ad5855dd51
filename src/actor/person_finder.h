// Persons: leaders of the dictionary, other people the parser names, and what the text says they are.
//
// "Azerbaijani President Ilham Aliyev", "MK Ayoob Kara", "Arye Gut, the director of the Azerbaijan House in Israel":
// the role is learnt from the text and beats the dictionary. A last name alone, or a name one letter off, is the person
// named before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"

namespace entente {

class PersonFinder {
 public:
  PersonFinder(const Dictionary& dictionary, const std::optional<Date>& published_date, MentionBook& book)
      : dictionary_(dictionary), published_date_(published_date), book_(book), tree_(book.tree()) {}

  void Find();

 private:
  struct Person {
    std::string name;  // fullest form seen
    std::string last_name;
    uint32_t actor = 0;
  };
  struct Affiliation {
    std::string code;
    std::string sector;
    bool found = false;
  };
  TokenRange NameRange(const Entity& entity) const;
  void AddPerson(TokenRange range);
  void AddSurnames();
  void AddGivenNames(std::vector<TokenRange>& ranges) const;
  const Actor* Leader(const std::string& name, TokenRange range) const;
  Person* Known(const std::string& name, const std::string& last_name);
  Affiliation FromTitle(TokenRange range, uint32_t head) const;
  Affiliation FromApposition(uint32_t head) const;
  Affiliation FromLeading(uint32_t noun) const;
  Affiliation FromOrigin(TokenRange range) const;
  Affiliation FromSender(uint32_t head) const;
  Affiliation OfRole(uint32_t role_token) const;
  void Learn(const Affiliation& affiliation, uint32_t actor);

  const Dictionary& dictionary_;
  const std::optional<Date>& published_date_;
  MentionBook& book_;
  const Tree& tree_;
  std::vector<Person> persons_;
};

// True where one insertion, deletion, change or swap of neighbours turns one word into the other.
bool OneEditApart(std::string_view a, std::string_view b);

}  // namespace entente
