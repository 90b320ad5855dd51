#include "actor/person_finder.h"

#include <algorithm>

namespace entente {
namespace {

constexpr size_t kMinFuzzyLength = 5;
constexpr uint32_t kLeadingWindowTokens = 16;

std::string LastWord(const std::string& name) {
  const size_t space = name.find_last_of(' ');
  return space == std::string::npos ? name : name.substr(space + 1);
}

std::string FirstWord(const std::string& name) { return name.substr(0, name.find(' ')); }

}  // namespace

bool OneEditApart(std::string_view a, std::string_view b) {
  if (a == b) return false;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

// The entity without titles, articles and possessives the parser may have taken in.
TokenRange PersonFinder::NameRange(const Entity& entity) const {
  TokenRange range = entity.tokens;
  while (!range.empty()) {
    const uint32_t first = range.begin;
    const bool title = dictionary_.RoleOf(tree_.lemma(first)) != nullptr && range.end - range.begin > 1;
    if (!title && tree_.tag(first) != "DT" && book_.MentionAt(first) < 0) break;
    if (book_.MentionAt(first) >= 0 && book_.ActorOfToken(first)->kind == ActorKind::kPerson) break;
    ++range.begin;
  }
  while (!range.empty() && (tree_.tag(range.end - 1) == "POS" || tree_.tag(range.end - 1) == "_SP" ||
                            tree_.dep(range.end - 1) == Dep::kPunct)) {
    --range.end;
  }
  return range;
}

// The person of this document with that name: the same, a longer form, or one letter off.
PersonFinder::Person* PersonFinder::Known(const std::string& name, const std::string& last_name) {
  for (Person& person : persons_) {
    if (person.name == name) return &person;
  }
  const bool surname_only = name == last_name;
  for (auto person = persons_.rbegin(); person != persons_.rend(); ++person) {
    if (person->last_name == last_name) {
      if (surname_only || person->name == person->last_name) return &*person;
      const std::string first = FirstWord(name);
      const std::string other = FirstWord(person->name);
      if (OneEditApart(first, other) || (first.front() == other.front() && (first.size() <= 2 || other.size() <= 2))) {
        return &*person;
      }
      continue;
    }
    const bool close = last_name.size() >= kMinFuzzyLength && OneEditApart(last_name, person->last_name);
    if (close && (surname_only || FirstWord(name) == FirstWord(person->name))) return &*person;
  }
  return nullptr;
}

// Whose role it is: "Azerbaijani president", "Turkey's minister", "the director of the House in Israel".
PersonFinder::Affiliation PersonFinder::OfRole(uint32_t token) const {
  Affiliation out;
  const Role* role = dictionary_.RoleOf(tree_.lemma(token));
  if (role != nullptr) out.sector = role->sector;
  auto take = [&](uint32_t t) {
    const Actor* actor = book_.ActorOfToken(t);
    if (actor == nullptr || out.found) return;
    if (actor->code.empty() && actor->kind != ActorKind::kCommunity) return;
    if (actor->kind == ActorKind::kPerson) return;
    out.found = true;
    out.code = actor->code;
    if (actor->kind == ActorKind::kOrganisation && actor->code != "") out.sector = actor->sector;
  };
  for (uint32_t c : tree_.children(token)) {
    const Dep dep = tree_.dep(c);
    if (dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod) {
      take(c);
      for (uint32_t inner : tree_.children(c)) take(inner);
    }
  }
  for (std::string_view preposition : {"of", "for", "to", "in", "from", "at"}) {
    const int32_t object = tree_.PrepObject(token, preposition);
    if (object < 0 || out.found) continue;
    const uint32_t at = static_cast<uint32_t>(object);
    take(at);
    // "director of the Azerbaijan House in Israel": what the body is named after, before where it stands.
    for (uint32_t c : tree_.children(at)) {
      if (tree_.dep(c) == Dep::kCompound || tree_.dep(c) == Dep::kAmod || tree_.dep(c) == Dep::kPoss) take(c);
    }
    for (std::string_view inner : {"of", "in"}) {
      const int32_t below = tree_.PrepObject(at, inner);
      if (below >= 0) take(static_cast<uint32_t>(below));
    }
  }
  return out;
}

// Words of the phrase before the name: a title that names its state, or a role with its giver.
PersonFinder::Affiliation PersonFinder::FromTitle(TokenRange range, uint32_t head) const {
  Affiliation out;
  bool role_seen = false;
  const TokenRange phrase = book_.PhraseOf(head, false);
  for (uint32_t t = phrase.begin; t < range.begin; ++t) {
    if (const Role* role = dictionary_.RoleOf(tree_.lemma(t)); role != nullptr) {
      role_seen = true;
      out.sector = role->sector;
      // A title the parser gave its own dependents.
      if (Affiliation own = OfRole(t); own.found) {
        out.code = own.code;
        out.found = true;
      }
    }
    const Actor* actor = book_.ActorOfToken(t);
    if (actor == nullptr || actor->code.empty() || actor->kind == ActorKind::kPerson) continue;
    out.code = actor->code;
    if (out.sector.empty()) out.sector = actor->sector;
    out.found = true;
  }
  // "Israel's Peres": an owner alone tells where one belongs; a bare role does not.
  out.found = out.found && (role_seen || !out.code.empty());
  return out;
}

// "who runs an office called the Crisis Management Initiative": the body one leads now beats an office one held.
PersonFinder::Affiliation PersonFinder::FromLeading(uint32_t noun) const {
  for (uint32_t c : tree_.children(noun)) {
    if (tree_.dep(c) != Dep::kRelcl || !dictionary_.Describes(tree_.lemma(c), "leading")) continue;
    // Up to the comma: what the body is called is often hung elsewhere.
    for (uint32_t t = c + 1; t < tree_.size() && t < c + kLeadingWindowTokens; ++t) {
      if (tree_.sentence(t) != tree_.sentence(c) || tree_.text(t) == ",") break;
      const Actor* body = book_.ActorOfToken(t);
      if (body != nullptr && body->kind == ActorKind::kOrganisation && !body->code.empty()) {
        return {body->code, body->sector, true};
      }
    }
  }
  return {};
}

// "X, the director of Y" and "Y's minister, X", also "X is the president of Y".
PersonFinder::Affiliation PersonFinder::FromApposition(uint32_t head) const {
  for (uint32_t c : tree_.children(head)) {
    if (tree_.dep(c) != Dep::kAppos && tree_.dep(c) != Dep::kRelcl) continue;
    if (Affiliation found = FromLeading(tree_.dep(c) == Dep::kRelcl ? head : c); found.found) return found;
    if (tree_.dep(c) == Dep::kRelcl) continue;
    if (Affiliation found = OfRole(c); found.found && !found.sector.empty()) return found;
  }
  const uint32_t governor = tree_.head(head);
  if (tree_.dep(head) == Dep::kAppos && dictionary_.RoleOf(tree_.lemma(governor)) != nullptr) return OfRole(governor);
  if (tree_.dep(head) == Dep::kNsubj && tree_.lemma(governor) == "be") {
    const int32_t attribute = tree_.ChildOf(governor, Dep::kAttr);
    if (attribute >= 0 && dictionary_.RoleOf(tree_.lemma(static_cast<uint32_t>(attribute))) != nullptr) {
      return OfRole(static_cast<uint32_t>(attribute));
    }
  }
  return {};
}

// "Colonel Sadat from Egypt", "Dr Van Mook of the Netherlands": the state that follows the name.
PersonFinder::Affiliation PersonFinder::FromOrigin(TokenRange range) const {
  uint32_t at = range.end;
  if (at + 1 >= tree_.size() || (tree_.lemma(at) != "of" && tree_.lemma(at) != "from")) return {};
  for (++at; at < tree_.size() && at < range.end + 4; ++at) {
    const Actor* state = book_.OwnerAt(at);
    if (state != nullptr && state->kind == ActorKind::kState) return {state->code, "", true};
    if (tree_.tag(at) != "DT" && tree_.dep(at) != Dep::kCompound) break;
  }
  return {};
}

// "Britain sent Archibald Clark Kerr", "London replaced him with Lord Killearn": who is sent acts for the sender.
PersonFinder::Affiliation PersonFinder::FromSender(uint32_t head) const {
  uint32_t verb = tree_.head(head);
  if (tree_.dep(head) == Dep::kPobj && tree_.lemma(verb) == "with") verb = tree_.head(verb);
  const bool object = tree_.dep(head) == Dep::kDobj || tree_.dep(head) == Dep::kPobj;
  if (!object || !dictionary_.Describes(tree_.lemma(verb), "sending")) return {};
  for (int step = 0; step < 3; ++step) {
    if (const int32_t subject = tree_.ChildOf(verb, Dep::kNsubj); subject >= 0) {
      const Actor* sender = book_.OwnerAt(static_cast<uint32_t>(subject));
      const bool body = sender != nullptr && !sender->code.empty();
      return body ? Affiliation{sender->code, sender->kind == ActorKind::kState ? "GOV" : sender->sector, true}
                  : Affiliation{};
    }
    if (tree_.dep(verb) != Dep::kConj) break;
    verb = tree_.head(verb);  // "began removing troops and sent him"
  }
  return {};
}

void PersonFinder::Learn(const Affiliation& affiliation, uint32_t actor) {
  if (!affiliation.found) return;
  Actor& known = book_.annotation().actors[actor];
  known.code = affiliation.code;
  if (known.origin.empty()) known.origin = affiliation.code;
  if (!affiliation.sector.empty()) known.sector = affiliation.sector;
}

// The person of the dictionary: by name, by a name that sounds the same, or by last name alone.
const Actor* PersonFinder::Leader(const std::string& name, TokenRange range) const {
  if (const std::vector<Name>* names = dictionary_.Exact(name); names != nullptr) {
    return names->front().kind == NameKind::kLeader ? &dictionary_.actors()[names->front().actor] : nullptr;
  }
  const size_t space = name.find(' ');
  if (space != std::string::npos && (space > 3 || name.find(' ', space + 1) != std::string::npos)) {
    return dictionary_.SoundsLike(name);
  }
  // "Mr. Brown" is anybody.
  const bool plain_title = range.begin > 0 && tree_.sentence(range.begin - 1) == tree_.sentence(range.begin) &&
                           (tree_.lemma(range.begin - 1).starts_with("mr") || tree_.lemma(range.begin - 1) == "dr.");
  return plain_title ? nullptr : dictionary_.BySurname(name, published_date_);
}

void PersonFinder::AddPerson(TokenRange range) {
  const uint32_t head = book_.HeadOf(range);
  std::string name = book_.TextOf(range);
  const std::string last_name = LastWord(name);
  Person* known = Known(name, last_name);
  const Mention* already = book_.Get(head);
  uint32_t actor = 0;
  if (already != nullptr) {
    if (book_.ActorAt(already->actors.front()).kind != ActorKind::kPerson) return;
    actor = already->actors.front();
  } else if (known != nullptr) {
    actor = known->actor;
  } else {
    const Actor* leader = Leader(name, range);
    actor = book_.ActorOf(leader != nullptr ? *leader : Actor{"", name, "", ActorKind::kPerson, "", ""});
  }
  if (known == nullptr) {
    persons_.push_back({name, last_name, actor});
  } else if (name.size() > known->name.size() && known->name == known->last_name) {
    known->name = name;
    if (book_.annotation().actors[known->actor].name == known->last_name) {
      book_.annotation().actors[known->actor].name = name;
    }
  }
  Affiliation affiliation = FromTitle(range, head);
  if (!affiliation.found) affiliation = FromApposition(head);
  if (!affiliation.found && book_.annotation().actors[actor].code.empty()) {
    affiliation = FromOrigin(range);
    if (!affiliation.found) affiliation = FromSender(head);
  }
  Learn(affiliation, actor);
  if (already != nullptr) return;
  Mention mention;
  mention.head = head;
  mention.tokens = book_.PhraseOf(head, false);
  mention.tokens = {std::min(mention.tokens.begin, range.begin), std::max(mention.tokens.end, range.end)};
  mention.actors = {actor};
  book_.Cover(range);
  book_.Add(std::move(mention));
}

// Last names the parser did not take for names: every capitalised word that is a known person's.
void PersonFinder::AddSurnames() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (book_.MentionAt(t) >= 0 || book_.Covered(t) || !tree_.tag(t).starts_with("NNP")) continue;
    const std::string word(tree_.text(t));
    for (const Person& person : persons_) {
      if (person.last_name != word || word.size() < 3) continue;
      Mention mention;
      mention.head = t;
      mention.tokens = {t, t + 1};
      mention.actors = {person.actor};
      book_.Add(std::move(mention));
      break;
    }
  }
}

// Persons the parser did not see: a proper noun that is a first name, with the proper nouns joined to it.
void PersonFinder::AddGivenNames(std::vector<TokenRange>& ranges) const {
  std::vector<bool> taken(tree_.size(), false);
  for (const TokenRange& range : ranges) std::fill(taken.begin() + range.begin, taken.begin() + range.end, true);
  for (const Entity& entity : tree_.document().entities) {
    std::fill(taken.begin() + entity.tokens.begin, taken.begin() + entity.tokens.end, true);
  }
  auto free = [&](uint32_t t) {
    return t < tree_.size() && !taken[t] && !book_.Covered(t) && tree_.tag(t) == "NNP" && book_.MentionAt(t) < 0;
  };
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (!free(t) || !dictionary_.FemaleName(tree_.text(t))) continue;
    uint32_t end = t + 1;
    while (free(end) && tree_.sentence(end) == tree_.sentence(t) && tree_.head(end - 1) >= end) ++end;
    // A first name inside a longer name ("the Mary Rose Trust") is part of that.
    const bool inside = (t > 0 && tree_.tag(t - 1) == "NNP") || tree_.dep(end - 1) == Dep::kCompound;
    if (!inside) ranges.push_back({t, end});
    t = end - 1;
  }
}

void PersonFinder::Find() {
  // Dictionary leaders and the parser's persons, in text order.
  std::vector<TokenRange> ranges;
  for (const Mention& mention : book_.annotation().mentions) {
    if (book_.ActorAt(mention.actors.front()).kind == ActorKind::kPerson) ranges.push_back(mention.tokens);
  }
  for (const Entity& entity : tree_.document().entities) {
    if (entity.label != "PERSON") continue;
    const TokenRange range = NameRange(entity);
    if (range.empty() || !tree_.tag(range.end - 1).starts_with("NN") || book_.IsPlace(book_.HeadOf(range))) continue;
    const bool known = std::any_of(ranges.begin(), ranges.end(), [&](const TokenRange& other) {
      return other.begin < range.end && range.begin < other.end;
    });
    if (!known) ranges.push_back(range);
  }
  AddGivenNames(ranges);
  std::sort(ranges.begin(), ranges.end(), [](const TokenRange& a, const TokenRange& b) { return a.begin < b.begin; });
  for (const TokenRange& range : ranges) AddPerson(range);
  AddSurnames();
}

}  // namespace entente
