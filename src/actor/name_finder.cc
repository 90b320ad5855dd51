#include "actor/name_finder.h"

#include <algorithm>
#include <array>

namespace entente {
namespace {

// How sure a city is to mean its government where it stands as an actor.
constexpr double kCapitalConfidence = 0.85;
constexpr double kCityConfidence = 0.6;
constexpr double kUnknownBodyConfidence = 0.7;

bool IsPlaceName(NameKind kind) { return kind == NameKind::kCapital || kind == NameKind::kCity; }

std::string Lowered(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

bool IsAdjective(NameKind kind) { return kind == NameKind::kAdjective || kind == NameKind::kCommunityAdjective; }

}  // namespace

void NameFinder::Find() {
  words_.reserve(tree_.size());
  for (uint32_t t = 0; t < tree_.size(); ++t) words_.push_back(tree_.text(t));
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (t >= next_) MatchAt(t);
  }
  FindOrganisations();
  FindShortForms();
  RecordPlaces();
}

// The name whose dates hold on the day of publication; undated ones always hold.
const Name* NameFinder::Choose(const std::vector<Name>& names) const {
  // "Brussels" is the Union before it is Belgium's capital.
  for (const Name& name : names) {
    if (name.kind == NameKind::kOrganisation && IsPlaceName(names.front().kind)) return &name;
  }
  for (const Name& name : names) {
    if (!published_date_ || name.kind != NameKind::kLeader) return &name;
    const bool begun = name.from.year == 0 || name.from <= *published_date_;
    const bool running = name.to.year == 0 || *published_date_ <= name.to;
    if (begun && running) return &name;
  }
  // Nobody holds the office that day: the last one who did is meant ("former president").
  const Name* last = &names.front();
  for (const Name& name : names) {
    if (last->to < name.to) last = &name;
  }
  return last;
}

// "Jordan" in "Michael Jordan", "Israel" in "Bank of Israel".
bool NameFinder::InsideOtherEntity(TokenRange range, const Name& name) const {
  for (const Entity& entity : tree_.document().entities) {
    const bool inside = entity.tokens.begin <= range.begin && range.end <= entity.tokens.end;
    const bool longer = entity.tokens.end - entity.tokens.begin > range.end - range.begin;
    if (!inside || !longer || entity.label != "PERSON") continue;
    if (name.kind == NameKind::kLeader || name.kind == NameKind::kTitle || IsAdjective(name.kind)) return false;
    // "Israel's Shimon Peres" is not one name, whatever the parser says.
    return range.end == entity.tokens.end || tree_.tag(range.end) != "POS";
  }
  return false;
}

// "in Baku", "from Ankara": where, not who.
bool NameFinder::ActsAsPlace(uint32_t head) const {
  static constexpr std::array<std::string_view, 10> kLocative = {"in",   "at",   "from",    "near",    "around",
                                                                 "over", "into", "through", "outside", "of"};
  const uint32_t first = tree_.FirstConjunct(head);
  const Dep dep = tree_.dep(first);
  if (dep == Dep::kPobj) {
    const std::string_view preposition = tree_.lemma(tree_.head(first));
    return std::find(kLocative.begin(), kLocative.end(), preposition) != kLocative.end();
  }
  return dep == Dep::kAppos || dep == Dep::kCompound || dep == Dep::kNpadvmod || dep == Dep::kOther ||
         dep == Dep::kRoot || dep == Dep::kNmod;
}

void NameFinder::AddMatch(TokenRange range, const std::vector<Name>& names) {
  const Name& name = *Choose(names);
  if (InsideOtherEntity(range, name)) return;
  const uint32_t head = book_.HeadOf(range);
  Mention mention;
  mention.head = head;
  mention.tokens = range;
  mention.actors = {book_.ActorOf(dictionary_.actors()[name.actor])};
  if (IsPlaceName(name.kind)) {
    if (ActsAsPlace(head)) {
      book_.SetPlace(head, mention.actors.front());
      book_.Cover(range);
      return;
    }
    mention.confidence = name.kind == NameKind::kCapital ? kCapitalConfidence : kCityConfidence;
  }
  // "Israeli" alone may be a person ("two Israelis", "an Israeli") or a modifier.
  const bool modifies = tree_.dep(head) == Dep::kAmod || tree_.dep(head) == Dep::kCompound ||
                        tree_.dep(head) == Dep::kNmod || tree_.dep(head) == Dep::kNpadvmod ||
                        tree_.dep(head) == Dep::kAdvmod || tree_.tag(head) == "JJ";
  if (IsAdjective(name.kind)) {
    if (!modifies && !tree_.IsNoun(head)) return;
    mention.kind = modifies ? MentionKind::kAdjective : MentionKind::kNominal;
  } else if (name.kind == NameKind::kPeople || name.kind == NameKind::kCommunity) {
    mention.kind = modifies ? MentionKind::kAdjective : MentionKind::kNominal;
  }
  if (name.kind == NameKind::kCommunity && mention.kind == MentionKind::kNominal) NamePeople(range, mention);
  if (mention.kind != MentionKind::kAdjective && name.kind != NameKind::kLeader) {
    const TokenRange phrase = book_.PhraseOf(head, false);
    mention.tokens = {std::min(phrase.begin, range.begin), std::max(phrase.end, range.end)};
  }
  book_.Cover(range);
  book_.Add(std::move(mention));
}

// "Azerbaijani Jews", "Syrian Kurds": a people of a state goes by its full name.
void NameFinder::NamePeople(TokenRange range, Mention& mention) {
  uint32_t begin = range.begin;
  while (begin > 0 && tree_.head(begin - 1) == mention.head && book_.MentionAt(begin - 1) >= 0) --begin;
  if (begin == range.begin) return;
  Actor actor = book_.ActorAt(mention.actors.front());
  actor.name = book_.TextOf({begin, range.end});
  mention.actors = {book_.ActorOf(actor)};
}

// A place the dictionary has no name for: where something is, or its state where it acts.
void NameFinder::AddPlace(const PlaceName& place) {
  const Actor* state = dictionary_.State(place.place->code);
  if (state == nullptr) return;
  const uint32_t head = book_.HeadOf(place.tokens);
  const uint32_t actor = book_.ActorOf(*state);
  book_.Cover(place.tokens);
  const std::vector<Entity>& entities = tree_.document().entities;
  const bool within_name = std::any_of(entities.begin(), entities.end(), [&](const Entity& entity) {
    return entity.label == "ORG" && entity.tokens.begin <= place.tokens.begin &&
           place.tokens.end <= entity.tokens.end && entity.tokens != place.tokens;
  });
  if (within_name || ActsAsPlace(head)) {
    book_.SetPlace(head, actor);
    return;
  }
  Mention mention;
  mention.head = head;
  mention.tokens = place.tokens;
  mention.actors = {actor};
  mention.confidence = kCityConfidence * place.confidence;
  book_.Add(std::move(mention));
}

void NameFinder::RecordPlaces() {
  for (const PlaceName& found : places_) {
    const Place& place = *found.place;
    const Actor* state = dictionary_.State(place.code);
    if (state == nullptr) continue;
    book_.annotation().places.push_back({found.tokens, book_.HeadOf(found.tokens), book_.ActorOf(*state),
                                         std::string(place.name), place.latitude, place.longitude, found.confidence});
  }
}

// "Franco-German": the first half is no word of its own.
void NameFinder::FindCombining(uint32_t token) {
  if (token + 1 >= tree_.size() || words_[token + 1] != "-") return;
  const Actor* state = dictionary_.Combining(words_[token]);
  if (state == nullptr) return;
  Mention mention;
  mention.head = token;
  mention.tokens = {token, token + 1};
  mention.kind = MentionKind::kAdjective;
  mention.actors = {book_.ActorOf(*state)};
  book_.Cover(mention.tokens);
  book_.Add(std::move(mention));
}

void NameFinder::MatchAt(uint32_t token) {
  const NameMatch match = dictionary_.Longest(words_, token);
  while (next_place_ < places_.size() && places_[next_place_].tokens.end <= token) ++next_place_;
  const PlaceName* place = next_place_ < places_.size() ? &places_[next_place_] : nullptr;
  // "New Mexico" before "Mexico".
  const bool here = place != nullptr && place->tokens.begin == token && place->place->kind != PlaceKind::kState;
  if (here && place->tokens.end - token > match.length) {
    next_ = place->tokens.end;
    AddPlace(*place);
    return;
  }
  if (match.length == 0) {
    FindCombining(token);
    return;
  }
  // A common word at the start of a sentence is capitalised too: "May", "Polish" after a full stop need more.
  const TokenRange range{token, token + match.length};
  next_ = range.end;
  AddMatch(range, *match.names);
}

// One word the parser takes for a body here and for the end of a person's name elsewhere is the person.
bool NameFinder::IsSurname(TokenRange range) const {
  if (range.end - range.begin != 1) return false;
  const std::vector<Entity>& entities = tree_.document().entities;
  return std::any_of(entities.begin(), entities.end(), [&](const Entity& entity) {
    const bool person = entity.label == "PERSON" && entity.tokens.end - entity.tokens.begin > 1;
    return person && words_[entity.tokens.end - 1] == words_[range.begin];
  });
}

// A body that carries the name of one state, one of its places or an organisation acts for it: "Pakistan Institute of
// Medical Sciences", "U.N. Conciliation Commission". Of two ("Turkish Assembly of Azerbaijan") the nearer to its noun
// would be a guess: none, unless the noun is one of roles.tsv, when the last one named owns it.
void NameFinder::SetOwner(TokenRange range, uint32_t head, Actor& body) const {
  const Role* role = dictionary_.RoleOf(tree_.lemma(head));
  if (role == nullptr) role = dictionary_.RoleOf(Lowered(tree_.text(head)));
  const Actor* owner = nullptr;
  bool two = false;
  auto take = [&](const Actor* found) {
    const bool owns = found != nullptr && !found->code.empty() && found->kind != ActorKind::kPerson &&
                      found->kind != ActorKind::kGroup;
    if (!owns) return;
    two |= owner != nullptr && owner->code != found->code;
    owner = found;
  };
  for (uint32_t t = range.begin; t < range.end; ++t) take(book_.OwnerAt(t));
  // "the Supreme Court in India", "a court of Bavaria".
  for (std::string_view preposition : {"in", "of"}) {
    const int32_t object = owner == nullptr ? tree_.PrepObject(head, preposition) : -1;
    if (object >= 0 && role != nullptr) take(book_.OwnerAt(static_cast<uint32_t>(object)));
  }
  // "Iran's Supreme Court", "the Turkish Foreign Ministry": the state stands outside the name.
  for (uint32_t c : tree_.children(head)) {
    const Dep dep = tree_.dep(c);
    const bool before =
        c < range.begin && (dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod);
    if (before && owner == nullptr && role != nullptr) take(book_.OwnerAt(c));
  }
  if (role != nullptr) body.sector = role->sector;
  if (owner == nullptr || (two && role == nullptr)) return;
  body.code = owner->code;
  if (role == nullptr) body.sector = owner->kind == ActorKind::kOrganisation ? owner->sector : "";
}

// Who stands behind a body's name; the body itself where nobody does.
Actor NameFinder::BodyOf(TokenRange range, uint32_t head) const {
  Actor actor;
  actor.name = book_.TextOf(range);
  actor.kind = ActorKind::kOrganisation;
  SetOwner(range, head, actor);
  return actor;
}

// "the MAC" after "the Mixed Armistice Commission", "the League" after "the League of Nations": the actor of the last
// longer name before it whose initials it is, or whose first or last word.
std::optional<uint32_t> NameFinder::ShortFor(TokenRange range) const {
  if (range.empty()) return std::nullopt;
  const std::string_view word = words_[range.end - 1];
  const bool acronym =
      word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  // "the Israel/Syria MAC": other words before the initials only narrow it.
  if (!acronym && range.end - range.begin != 1) return std::nullopt;
  const Mention* best = nullptr;
  for (const Mention& mention : book_.annotation().mentions) {
    const bool before = mention.tokens.end <= range.begin && (best == nullptr || best->head < mention.head);
    if (!before || mention.kind == MentionKind::kAdjective) continue;
    if (book_.ActorAt(mention.actors.front()).kind != ActorKind::kOrganisation) continue;
    std::string initials;
    std::string_view first, last;
    for (uint32_t t = mention.tokens.begin; t < mention.tokens.end; ++t) {
      if (words_[t].empty() || words_[t][0] < 'A' || words_[t][0] > 'Z' || tree_.tag(t) == "DT") continue;
      if (first.empty()) first = words_[t];
      last = words_[t];
      initials += words_[t][0];
    }
    const bool longer = initials.size() > 1;
    if (longer && (acronym ? initials.ends_with(word) : word == first || word == last)) best = &mention;
  }
  return best == nullptr ? std::nullopt : std::optional<uint32_t>(best->actors.front());
}

// The same where the parser sees no name in it.
void NameFinder::FindShortForms() {
  for (uint32_t t = 1; t < tree_.size(); ++t) {
    if (book_.MentionAt(t) >= 0 || book_.Covered(t) || !tree_.tag(t).starts_with("NNP")) continue;
    if (tree_.tag(t - 1) != "DT" || tree_.dep(t) == Dep::kCompound) continue;
    const std::optional<uint32_t> longer = ShortFor({t, t + 1});
    if (!longer) continue;
    Mention mention;
    mention.head = t;
    mention.tokens = {t - 1, t + 1};
    mention.actors = {*longer};
    mention.confidence = kUnknownBodyConfidence;
    book_.Add(std::move(mention));
  }
}

// Bodies the dictionary does not know: "the Azerbaijan House", "the Turkish Foreign Ministry".
void NameFinder::FindOrganisations() {
  for (const Entity& entity : tree_.document().entities) {
    if (entity.label != "ORG") continue;
    TokenRange range = entity.tokens;
    while (!range.empty() && (tree_.tag(range.begin) == "DT" || tree_.tag(range.begin) == "POS")) ++range.begin;
    while (!range.empty() && (tree_.tag(range.end - 1) == "POS" || tree_.tag(range.end - 1) == "_SP")) --range.end;
    if (range.empty() || IsSurname(range)) continue;
    const uint32_t head = book_.HeadOf(range);
    if (book_.IsPlace(head)) continue;
    if (book_.MentionAt(head) >= 0 || !tree_.IsNoun(head) || tree_.tag(head) == "NN") continue;
    Mention mention;
    mention.head = head;
    mention.tokens = book_.PhraseOf(head, false);
    mention.tokens = {std::min(mention.tokens.begin, range.begin), std::max(mention.tokens.end, range.end)};
    const std::optional<uint32_t> longer = ShortFor(range);
    mention.actors = {longer ? *longer : book_.ActorOf(BodyOf(range, head))};
    mention.confidence = kUnknownBodyConfidence;
    book_.Cover(range);
    book_.Add(std::move(mention));
  }
}

}  // namespace entente
