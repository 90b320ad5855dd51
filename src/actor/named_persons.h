// NamedPersons: the names of a document that may be persons', grouped by whom they name.
//
// A name is what the parser takes for a person, or any other run of proper nouns that the dictionaries do not know as
// something else: for "Salisbury … he" a person must be found where the parser saw none. Names are one person's where
// the book says so, or where one is part of the other, or where last name and first name or initial agree.
// One per document, made after persons are found; not shared between threads. Cost: linear in tokens.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actor/dictionary.h"
#include "actor/mention_book.h"

namespace entente {

class NamedPersons {
 public:
  struct Name {
    TokenRange tokens;
    uint32_t head = 0;
    std::string_view label;  // the parser's, "NONE" where it has none
    uint32_t person = 0;
  };
  struct Person {
    std::vector<uint32_t> names;  // into names(), in text order
    std::vector<std::string_view> fullest;
    int32_t actor = -1;  // into the book
    // Gender, and what tells it: "title", "full" (a first name), "lone" (the only name), "second", "none".
    std::optional<bool> female;
    std::string_view told_by = "none";
  };

  NamedPersons(const Dictionary& dictionary, MentionBook& book);

  const std::vector<Name>& names() const { return names_; }  // by head
  const std::vector<Person>& persons() const { return persons_; }
  // The person with this actor, or nothing.
  std::optional<uint32_t> PersonOf(uint32_t actor) const;
  // The actor of a person; where the book has none, made of the names, which become mentions.
  uint32_t ActorOf(uint32_t person);

 private:
  using Words = std::vector<std::string_view>;
  void FindNames();
  TokenRange Trimmed(TokenRange range) const;
  void AddName(TokenRange range, std::string_view label);
  bool IsOther(uint32_t head) const;
  Words WordsOf(TokenRange range) const;
  int32_t PersonActorAt(uint32_t head) const;
  uint32_t PersonFor(const Name& name, const Words& words);
  std::optional<uint32_t> Alike(const Words& words, bool has_actor) const;
  void TellGender(Person& person) const;
  std::optional<bool> TitleOf(const Name& name) const;

  const Dictionary& dictionary_;
  MentionBook& book_;
  const Tree& tree_;
  std::vector<Name> names_;
  std::vector<Person> persons_;
  std::vector<std::vector<Words>> forms_;                                // per person
  std::unordered_map<std::string_view, std::vector<uint32_t>> by_word_;  // persons one of whose names has it
  std::map<int32_t, uint32_t> by_actor_;
};

}  // namespace entente
