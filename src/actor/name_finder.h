// Names: dictionary phrases and the parser's own entities.
//
// First of the finders. Longest match wins; a state's name inside a longer person's or body's name is no state.
#pragma once

#include <optional>

#include "actor/dictionary.h"
#include "actor/mention_book.h"
#include "place/place_finder.h"

namespace entente {

class NameFinder {
 public:
  NameFinder(const Dictionary& dictionary, const std::optional<Date>& published_date,
             const std::vector<PlaceName>& places, MentionBook& book)
      : dictionary_(dictionary), published_date_(published_date), places_(places), book_(book), tree_(book.tree()) {}

  void Find();

 private:
  void MatchAt(uint32_t token);
  void AddMatch(TokenRange range, const std::vector<Name>& names);
  const Name* Choose(const std::vector<Name>& names) const;
  bool InsideOtherEntity(TokenRange range, const Name& name) const;
  bool ActsAsPlace(uint32_t head) const;
  void NamePeople(TokenRange range, Mention& mention);
  void AddPlace(const PlaceName& place);
  void RecordPlaces();
  void FindOrganisations();
  bool IsSurname(TokenRange range) const;
  void SetOwner(TokenRange range, uint32_t head, Actor& body) const;
  Actor BodyOf(TokenRange range, uint32_t head) const;
  std::optional<uint32_t> ShortFor(TokenRange range) const;
  void FindShortForms();
  void FindCombining(uint32_t token);

  const Dictionary& dictionary_;
  const std::optional<Date>& published_date_;
  const std::vector<PlaceName>& places_;
  MentionBook& book_;
  const Tree& tree_;
  std::vector<std::string_view> words_;
  uint32_t next_ = 0;
  size_t next_place_ = 0;  // into places_: the first that does not end before the token at hand
};

}  // namespace entente
