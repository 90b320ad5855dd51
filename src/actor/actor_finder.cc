#include "actor/actor_finder.h"

#include "actor/attribution_finder.h"
#include "actor/coreference.h"
#include "actor/dictionary.h"
#include "actor/mention_book.h"
#include "actor/name_finder.h"
#include "actor/nominal_finder.h"
#include "actor/person_finder.h"
#include "actor/person_resolver.h"
#include "actor/pronoun_grammar.h"
#include "actor/speech_finder.h"
#include "learn/linear_model.h"
#include "place/gazetteer.h"
#include "place/place_finder.h"

namespace entente {

Result<ActorFinder> ActorFinder::Load(const DataFiles& files) {
  Result<Dictionary> dictionary = Dictionary::Load(files);
  if (!dictionary.ok()) return dictionary.status();
  Result<Gazetteer> gazetteer = Gazetteer::Load(files);
  if (!gazetteer.ok()) return gazetteer.status();
  Result<LinearModel> persons = LinearModel::Load(files, "persons");
  if (!persons.ok()) return persons.status();
  Result<AttributionFinder> attributions = AttributionFinder::Load(files);
  if (!attributions.ok()) return attributions.status();
  return ActorFinder(std::make_shared<const Dictionary>(std::move(*dictionary)),
                     std::make_shared<const Gazetteer>(std::move(*gazetteer)),
                     std::make_shared<const LinearModel>(std::move(*persons)),
                     std::make_shared<const AttributionFinder>(std::move(*attributions)));
}

ActorAnnotation ActorFinder::Find(const Tree& tree, const std::optional<Date>& published_date) const {
  MentionBook book(tree);
  const std::vector<PlaceName> places = PlaceFinder(*gazetteer_).Find(tree);
  NameFinder(*dictionary_, published_date, places, book).Find();
  PersonFinder(*dictionary_, published_date, book).Find();
  NominalFinder(*dictionary_, book).Find();
  Coreference coreference(*dictionary_, *persons_, book);
  coreference.ResolveThirdPersons();
  const SpeechView speech(tree);
  book.annotation().attributions = attributions_->Find(speech);
  SpeechFinder(*dictionary_, speech, book).Find();
  coreference.ResolveSpeakers();
  return std::move(book).Finish();
}

std::vector<PersonChoice> ActorFinder::PersonChoices(const Tree& tree) const {
  MentionBook book(tree);
  const std::optional<Date> undated;
  const std::vector<PlaceName> places = PlaceFinder(*gazetteer_).Find(tree);
  NameFinder(*dictionary_, undated, places, book).Find();
  PersonFinder(*dictionary_, undated, book).Find();
  NominalFinder(*dictionary_, book).Find();
  const PersonResolver resolver(*dictionary_, *persons_, book);
  const PronounGrammar grammar(tree);
  std::vector<PersonChoice> choices;
  for (uint32_t t = 0; t < tree.size(); ++t) {
    const auto female = tree.IsPronoun(t) ? GenderOfPronoun(tree.text(t)) : std::nullopt;
    if (female) choices.push_back({t, *female, grammar.RoleOfPronoun(t), resolver.OptionsFor(t, *female)});
  }
  return choices;
}

std::string Describe(const ActorAnnotation& annotation, const ParsedDocument& parsed) {
  static constexpr const char* kKinds[] = {"name", "adjective", "nominal", "pronoun"};
  auto text = [&](TokenRange range) {
    return range.empty() ? std::string()
                         : std::string(Slice(parsed.text, {parsed.tokens[range.begin].span.begin,
                                                           parsed.tokens[range.end - 1].span.end}));
  };
  auto who = [&](const Mention& mention) {
    std::string out;
    for (uint32_t index : mention.actors) {
      const Actor& actor = annotation.actors[index];
      out += (out.empty() ? "" : " + ") + actor.code + "/" + actor.name + "/" + actor.sector;
    }
    return out;
  };
  std::string out;
  for (const Mention& mention : annotation.mentions) {
    out +=
        std::string(kKinds[static_cast<int>(mention.kind)]) + "\t" + text(mention.tokens) + "\t" + who(mention) + "\n";
  }
  for (const Utterance& utterance : annotation.utterances) {
    out += "utterance\t" + text(utterance.content) + "\t" +
           (utterance.speaker < 0 ? std::string("?") : who(annotation.mentions[utterance.speaker])) + "\n";
  }
  return out;
}

}  // namespace entente
