#include "actor/nominal_finder.h"

#include <algorithm>
#include <array>

#include "syntax/dateline.h"

namespace entente {
namespace {

constexpr double kGivenConfidence = 0.95;
constexpr double kPlacedConfidence = 0.8;
constexpr double kRepeatedConfidence = 0.8;
constexpr double kGenericConfidence = 0.7;
constexpr double kSpokenOfConfidence = 0.6;

bool IsDefinite(const Tree& tree, uint32_t noun) {
  const int32_t determiner = tree.ChildOf(noun, Dep::kDet);
  return determiner >= 0 && (tree.lemma(static_cast<uint32_t>(determiner)) == "the" ||
                             tree.lemma(static_cast<uint32_t>(determiner)) == "this");
}

}  // namespace

void NominalFinder::Find() {
  ReadStates();
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (book_.MentionAt(t) >= 0) continue;
    if (tree_.IsNoun(t)) {
      const Role* role = RoleAt(t);
      if (role == nullptr) role = RoleOfFacility(t);
      if (role != nullptr) {
        AddRole(t, *role);
      } else {
        AddApposed(t);
      }
    } else {
      AddQuantified(t);
    }
  }
}

// "secretary-general" for the last word of "Secretary-General", which the tokenizer splits; else the noun's lemma.
std::string NominalFinder::HyphenedLemma(uint32_t noun) const {
  std::string lemma(tree_.lemma(noun));
  const bool split = noun >= 2 && tree_.text(noun - 1) == "-" && !lemma.starts_with(tree_.lemma(noun - 2));
  return split ? std::string(tree_.lemma(noun - 2)) + "-" + lemma : lemma;
}

// The longest role that ends in this noun: "foreign minister" before "minister".
const Role* NominalFinder::RoleAt(uint32_t noun) const {
  std::string phrase(tree_.lemma(noun));
  const Role* best = dictionary_.RoleOf(phrase);
  if (best == nullptr) best = dictionary_.RoleOf(tree_.text(noun));
  if (const Role* whole = dictionary_.RoleOf(HyphenedLemma(noun)); whole != nullptr) return whole;
  for (uint32_t t = noun; t > 0 && noun - t < 3; --t) {
    phrase = std::string(tree_.lemma(t - 1)) + " " + phrase;
    if (const Role* longer = dictionary_.RoleOf(phrase); longer != nullptr) best = longer;
  }
  return best;
}

// The states, bodies or communities a noun belongs to, read from its own words: one, or the two of "American and
// Iranian officials", "officials of the two states".
std::vector<Actor> NominalFinder::GiversOf(uint32_t noun, const Role& role, bool* by_place) const {
  *by_place = false;
  std::vector<Actor> found;
  auto take = [&](uint32_t t) {
    if (const Mention* mention = book_.Get(t); mention != nullptr) {
      for (uint32_t actor : mention->actors) found.push_back(book_.ActorAt(actor));
    } else if (const Actor* owner = book_.OwnerAt(t); owner != nullptr) {
      found.push_back(*owner);
    }
    // "Erdogan's critics", "forces loyal to Assad": people of the state, or body, the person acts for.
    for (Actor& giver : found) {
      if (giver.kind == ActorKind::kPerson) giver = Behind(giver);
    }
    std::erase_if(found, [](const Actor& actor) { return actor.kind == ActorKind::kPerson; });
  };
  std::vector<uint32_t> open = {noun};
  for (size_t i = 0; i < open.size() && found.empty(); ++i) {
    for (uint32_t c : tree_.children(open[i])) {
      const Dep dep = tree_.dep(c);
      const bool modifier =
          dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kNpadvmod;
      if (!modifier || c > noun) continue;
      for (uint32_t each : tree_.Conjuncts(c)) {
        if (each < noun) take(each);
      }
      if (dep != Dep::kPoss) open.push_back(c);
      if (!found.empty()) break;
    }
  }
  if (const int32_t lord = LordOf(noun); found.empty() && lord >= 0) take(static_cast<uint32_t>(lord));
  for (std::string_view preposition : {"of", "from", "in", "for", "to"}) {
    const int32_t object = tree_.PrepObject(noun, preposition);
    // Fighters in a country are hardly ever its own.
    const bool stranger = (role.sector == "REB" || role.sector == "CRM") && preposition != "of";
    if (object < 0 || !found.empty() || stranger) continue;
    for (uint32_t each : tree_.Conjuncts(static_cast<uint32_t>(object))) take(each);
    *by_place = !found.empty() && preposition != "of";
  }
  return found;
}

// Whom a person acts for; the person where that is not known.
Actor NominalFinder::Behind(const Actor& person) const {
  if (const Actor* state = dictionary_.State(person.code); state != nullptr) return *state;
  return person;
}

// "rebels loyal to Machar", "forces allied with Haftar": the object, or -1.
int32_t NominalFinder::LordOf(uint32_t noun) const {
  for (uint32_t c : tree_.children(noun)) {
    if (c < noun || !dictionary_.Describes(tree_.lemma(c), "loyal")) continue;
    for (std::string_view preposition : {"to", "with", "by"}) {
      if (const int32_t object = tree_.PrepObject(c, preposition); object >= 0) return object;
    }
    const int32_t by = tree_.ChildOf(c, Dep::kAgent);
    if (by >= 0) return tree_.ChildOf(static_cast<uint32_t>(by), Dep::kPobj);
  }
  return -1;
}

// "army base", "police headquarters", "government buildings": a place or thing of a body stands for it.
const Role* NominalFinder::RoleOfFacility(uint32_t noun) const {
  if (!dictionary_.Describes(tree_.lemma(noun), "facility")) return nullptr;
  for (uint32_t c : tree_.children(noun)) {
    if (c > noun || (tree_.dep(c) != Dep::kCompound && tree_.dep(c) != Dep::kAmod)) continue;
    const Role* role = dictionary_.RoleOf(tree_.lemma(c));
    if (role != nullptr && role->kind == "body") return role;
  }
  return nullptr;
}

// "A private Swiss body, the Henry Dunant Centre": the noun is whoever is named beside it.
bool NominalFinder::AddApposed(uint32_t noun) {
  const int32_t apposed = tree_.ChildOf(noun, Dep::kAppos);
  if (apposed < 0) return false;
  const Mention* mention = book_.Get(static_cast<uint32_t>(apposed));
  if (mention == nullptr || mention->kind != MentionKind::kName) return false;
  Mention same = *mention;
  same.head = noun;
  same.kind = MentionKind::kNominal;
  same.tokens = book_.PhraseOf(noun, true);
  // "the guarantors, Brazil and Chile": all that are named.
  for (uint32_t each : tree_.Conjuncts(static_cast<uint32_t>(apposed))) {
    const Mention* other = each == static_cast<uint32_t>(apposed) ? nullptr : book_.Get(each);
    if (other == nullptr || other->kind != MentionKind::kName) continue;
    same.actors.insert(same.actors.end(), other->actors.begin(), other->actors.end());
  }
  return book_.Add(std::move(same));
}

// The armed group or movement this document is about: the one named most often.
std::optional<uint32_t> NominalFinder::GroupOfDocument() const {
  std::map<uint32_t, size_t> counts;
  for (const Mention& mention : book_.annotation().mentions) {
    const Actor& actor = book_.ActorAt(mention.actors.front());
    if (actor.kind == ActorKind::kGroup && !actor.code.empty()) ++counts[mention.actors.front()];
  }
  uint32_t best = 0;
  size_t most = 0;
  size_t next = 0;
  for (const auto& [actor, count] : counts) {
    if (count > most) {
      next = most;
      most = count;
      best = actor;
    } else {
      next = std::max(next, count);
    }
  }
  // Two that are named about as often: "the rebels" may be either.
  return most >= 2 * next && most > 0 ? std::optional<uint32_t>(best) : std::nullopt;
}

// "the rebels", and bare "rebels": those the document is about. "Kurdish militants", "many fighters", "US-backed
// militias" are told apart from others.
bool NominalFinder::IsSpokenOf(uint32_t noun) const {
  if (IsDefinite(tree_, noun)) return true;
  if (tree_.tag(noun) != "NNS") return false;
  return std::none_of(tree_.children(noun).begin(), tree_.children(noun).end(), [&](uint32_t c) {
    const Dep dep = tree_.dep(c);
    return c < noun && dep != Dep::kPunct && dep != Dep::kCc;
  });
}

// The noun phrase in short: modifiers that are names or adjectives, and the noun, without the article.
std::string NominalFinder::NameOf(uint32_t noun) const {
  TokenRange range = book_.PhraseOf(noun, false);
  while (range.begin < noun) {
    const std::string_view tag = tree_.tag(range.begin);
    const bool empty =
        tag == "DT" || tag == "PRP$" || tag == "CD" || tag == "PDT" || tree_.lemma(range.begin) == "other";
    if (!empty) break;
    ++range.begin;
  }
  return book_.TextOf({range.begin, noun + 1});
}

Actor NominalFinder::ActorFor(uint32_t noun, const Role& role, const Actor& giver) const {
  Actor actor;
  actor.sector = role.sector;
  // A community, a diaspora, a people's press is an actor of its own, not its state.
  const bool own_identity = role.sector == "CMN" || giver.kind == ActorKind::kCommunity;
  if (own_identity) {
    actor.name = NameOf(noun);
    actor.kind = ActorKind::kCommunity;
    return actor;
  }
  actor.code = giver.code;
  actor.name = giver.code.empty() || role.kind != "body" ? NameOf(noun) : giver.name;
  actor.kind = giver.kind == ActorKind::kState ? ActorKind::kState : giver.kind;
  actor.region = giver.region;
  return actor;
}

// "detained dozens of demonstrators in Yerevan": people an act is done to are of the place where it is done.
const Actor* NominalFinder::StateOfClause(uint32_t noun, const Role& role) const {
  if (role.sector == "REB" || role.sector == "CRM" || role.sector == "GOV" || role.sector == "CMN") return nullptr;
  uint32_t top = noun;
  for (int step = 0; step < 4 && !tree_.IsVerb(top); ++step) {
    const Dep dep = tree_.dep(top);
    const bool undergoes = dep == Dep::kDobj || dep == Dep::kNsubjpass || dep == Dep::kPobj || dep == Dep::kPrep ||
                           dep == Dep::kConj || dep == Dep::kAgent;
    if (!undergoes) return nullptr;
    const std::string_view word = tree_.lemma(top);
    if (dep == Dep::kPrep && word != "of" && word != "on" && word != "against" && word != "at") return nullptr;
    top = tree_.head(top);
  }
  for (std::string_view preposition : {"in", "near", "at"}) {
    const int32_t object = tree_.IsVerb(top) ? tree_.PrepObject(top, preposition) : -1;
    if (object < 0) continue;
    const Actor* owner = book_.OwnerAt(static_cast<uint32_t>(object));
    if (owner != nullptr && owner->kind == ActorKind::kState) return owner;
  }
  return nullptr;
}

// Whose an unowned body is, where the text speaks of one state only: "the police", "the prime minister", "armed men".
// The state of the dateline before all ("MANILA - The government …").
const Actor* NominalFinder::StateSpokenOf(uint32_t noun, const Role& role) const {
  static constexpr std::array<std::string_view, 8> kOfficial = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "REB", "OPP"};
  const bool official = std::find(kOfficial.begin(), kOfficial.end(), role.sector) != kOfficial.end();
  // "Troops" without an article are of the place; "officials" may be anybody's.
  const bool armed =
      tree_.lemma(noun) == "authority" || role.sector == "MIL" || role.sector == "COP" || role.sector == "REB";
  const bool plural = armed && (tree_.tag(noun) == "NNS" || tree_.tag(noun) == "NNPS");
  const bool facility = dictionary_.Describes(tree_.lemma(noun), "facility");
  if (!official || (!IsDefinite(tree_, noun) && !plural && !facility)) return nullptr;
  return dateline_ != nullptr ? dateline_ : only_state_;
}

// The state of the city the document opens with, and the one state it speaks of, or one far more than any other.
void NominalFinder::ReadStates() {
  std::map<std::string, uint32_t, std::less<>> counts;
  const ActorAnnotation& annotation = book_.annotation();
  for (const Mention& mention : annotation.mentions) {
    for (uint32_t actor : mention.actors) {
      const std::string& code = book_.ActorAt(actor).code;
      if (dictionary_.State(code) != nullptr) ++counts[code];
    }
  }
  for (const PlaceMention& place : annotation.places) {
    const std::string& code = book_.ActorAt(place.actor).code;
    if (book_.MentionAt(place.head) < 0) ++counts[code];
    const bool within = !tree_.document().sentences.empty() &&
                        place.tokens.end <= WithoutDateline(tree_.document(), tree_.document().sentences[0]).begin;
    if (within && dateline_ == nullptr) dateline_ = dictionary_.State(code);
  }
  std::string most;
  uint32_t first = 0;
  uint32_t second = 0;
  for (const auto& [code, count] : counts) {
    second = std::max(second, std::min(first, count));
    if (count > first) most = code;
    first = std::max(first, count);
  }
  if (first >= 3 * second && first > 0) only_state_ = dictionary_.State(most);
}

void NominalFinder::AddRole(uint32_t noun, const Role& role) {
  // A title before a name belongs to the name.
  if (tree_.dep(noun) == Dep::kCompound || book_.Covered(noun) || AddApposed(noun)) return;
  bool by_place = false;
  const std::vector<Actor> givers = GiversOf(noun, role, &by_place);
  Mention mention;
  mention.head = noun;
  mention.kind = MentionKind::kNominal;
  mention.tokens = book_.PhraseOf(noun, true);
  const std::string lemma(tree_.lemma(noun));
  const auto last = last_by_noun_.find(lemma);
  const bool community = !givers.empty() && givers.front().kind == ActorKind::kCommunity;
  const bool spoken_of = role.sector == "REB" && (givers.empty() || community) && IsSpokenOf(noun);
  const std::optional<uint32_t> group = spoken_of ? GroupOfDocument() : std::nullopt;
  if (group) {
    mention.actors = {*group};
    mention.confidence = kRepeatedConfidence;
  } else if (!givers.empty()) {
    for (const Actor& giver : givers) {
      Actor one = ActorFor(noun, role, giver);
      // "American and Iranian officials" are two actors; neither goes by the name of both.
      if (givers.size() > 1 && !giver.name.empty()) one.name = giver.name;
      const uint32_t actor = book_.ActorOf(one);
      if (mention.actors.empty() || mention.actors.back() != actor) mention.actors.push_back(actor);
    }
    mention.confidence = by_place ? kPlacedConfidence : kGivenConfidence;
    last_by_noun_[lemma] = mention.actors;
    if (role.kind == "body" && givers.size() == 1) last_body_code_ = givers.front().code;
  } else if (last != last_by_noun_.end() && IsDefinite(tree_, noun)) {
    mention.actors = last->second;
    mention.confidence = kRepeatedConfidence;
  } else if (role.kind == "body" && IsDefinite(tree_, noun) && dictionary_.State(last_body_code_) != nullptr) {
    // "the army" after "the government of Mali".
    mention.actors = {book_.ActorOf(ActorFor(noun, role, *dictionary_.State(last_body_code_)))};
    mention.confidence = kGenericConfidence;
  } else if (const Actor* office = OfficeOf(noun); office != nullptr) {
    mention.actors = {book_.ActorOf(ActorFor(noun, role, *office))};
    mention.confidence = kGenericConfidence;
  } else if (const Actor* there = StateOfClause(noun, role); there != nullptr) {
    mention.actors = {book_.ActorOf(ActorFor(noun, role, *there))};
    mention.confidence = kSpokenOfConfidence;
  } else if (const Actor* state = StateSpokenOf(noun, role); state != nullptr) {
    mention.actors = {book_.ActorOf(ActorFor(noun, role, *state))};
    mention.confidence = kSpokenOfConfidence;
  } else if (role.sector == "REB" || role.sector == "CMN") {
    // Rebels have no state to speak for; they are actors by their own name.
    mention.actors = {book_.ActorOf({"", NameOf(noun), role.sector, ActorKind::kGroup, "", ""})};
    mention.confidence = kGenericConfidence;
  } else {
    return;
  }
  book_.Add(std::move(mention));
}

// "the Secretary-General": of the organisation the text spoke of last.
const Actor* NominalFinder::OfficeOf(uint32_t noun) const {
  const Actor* office = dictionary_.OfficeOf(HyphenedLemma(noun));
  const Actor* before = office == nullptr ? nullptr : book_.BodyBefore(noun);
  return before == nullptr ? office : before;
}

// "many in the State of Israel", "some in Ankara": people of a place.
void NominalFinder::AddQuantified(uint32_t token) {
  static constexpr std::array<std::string_view, 6> kQuantifiers = {"many", "some", "most", "few", "several", "those"};
  const std::string_view lemma = tree_.lemma(token);
  if (std::find(kQuantifiers.begin(), kQuantifiers.end(), lemma) == kQuantifiers.end()) return;
  if (tree_.dep(token) != Dep::kNsubj) return;
  const int32_t place = tree_.PrepObject(token, "in");
  if (place < 0) return;
  const Actor* owner = book_.OwnerAt(static_cast<uint32_t>(place));
  if (owner == nullptr || owner->kind != ActorKind::kState) return;
  Actor people = *owner;
  people.sector = "CVL";
  Mention mention;
  mention.head = token;
  mention.kind = MentionKind::kNominal;
  mention.tokens = book_.PhraseOf(token, true);
  mention.actors = {book_.ActorOf(people)};
  mention.confidence = kPlacedConfidence;
  book_.Add(std::move(mention));
}

}  // namespace entente
