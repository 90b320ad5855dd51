#include "actor/coreference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include "base/ascii.h"

namespace entente {
namespace {

constexpr double kPersonConfidence = 0.8;
constexpr double kThingConfidence = 0.7;
constexpr double kPairConfidence = 0.8;
constexpr double kDescriptionConfidence = 0.8;
constexpr double kSpeakerConfidence = 0.9;
constexpr uint32_t kPersonSentences = 6;
constexpr uint32_t kThingSentences = 2;
constexpr uint32_t kPairSentences = 40;
constexpr uint32_t kSpokenOfSentences = 8;
// How much a name weighs for "the country": by its part in its sentence, fading by the sentence.
constexpr double kSubjectWeight = 1.5;
constexpr double kModifierWeight = 0.7;
constexpr double kFade = 0.5;

bool In(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 3> kIt = {"it", "its", "itself"};
constexpr std::array<std::string_view, 4> kThey = {"they", "them", "their", "themselves"};
constexpr std::array<std::string_view, 4> kI = {"i", "me", "my", "myself"};
constexpr std::array<std::string_view, 4> kWe = {"we", "us", "our", "ourselves"};

bool IsSubject(Dep dep) { return dep == Dep::kNsubj || dep == Dep::kNsubjpass; }

}  // namespace

void Coreference::Add(uint32_t token, MentionKind kind, std::vector<uint32_t> actors, double confidence) {
  Mention mention;
  mention.head = token;
  mention.kind = kind;
  mention.tokens = kind == MentionKind::kPronoun ? TokenRange{token, token + 1} : book_.PhraseOf(token, false);
  mention.actors = std::move(actors);
  mention.confidence = confidence;
  book_.Add(std::move(mention));
}

void Coreference::See(uint32_t token) {
  const Mention* mention = book_.Get(token);
  if (mention == nullptr) {
    const bool one = tree_.IsNoun(token) && (tree_.tag(token) == "NN" || tree_.tag(token) == "NNP");
    if (one && IsSubject(tree_.dep(token))) strangers_.push_back(token);
    return;
  }
  const bool modifier = mention->kind == MentionKind::kAdjective;
  for (uint32_t actor : mention->actors) {
    seen_.push_back({token, actor, IsSubject(tree_.dep(tree_.FirstConjunct(token))), modifier});
  }
}

// Two actors named together: "Israel and Turkey", "Turkish-Israeli", "between A and B", "A's ties with B".
void Coreference::SeePairs(uint32_t token) {
  const Actor* actor = book_.ActorOfToken(token);
  if (actor == nullptr) return;
  const uint32_t mine = book_.Get(token)->actors.front();
  auto pair_with = [&](uint32_t other) {
    const Mention* mention = book_.Get(other);
    if (mention == nullptr) return;
    const Actor& second = book_.ActorAt(mention->actors.front());
    const bool same = !second.code.empty() && second.code == actor->code;
    if (!same && mention->actors.front() != mine) pairs_.push_back({token, mention->actors.front(), mine});
  };
  const uint32_t head = tree_.head(token);
  if (tree_.dep(token) == Dep::kConj && tree_.Conjuncts(tree_.FirstConjunct(token)).size() == 2) pair_with(head);
  // The halves of a hyphenated pair hang from one another.
  if (book_.Get(token)->kind == MentionKind::kAdjective || tree_.dep(token) == Dep::kCompound) {
    for (uint32_t c : tree_.children(token)) {
      if (c < token && book_.MentionAt(c) >= 0) pair_with(c);
    }
    if (token >= 2 && tree_.text(token - 1) == "-" && book_.MentionAt(token - 2) >= 0) pair_with(token - 2);
  }
  // "Israel's relations with Turkey", "reconcile the government with the rebels", "the rebels met with the army".
  if (tree_.dep(token) == Dep::kPobj && tree_.lemma(head) == "with") {
    const uint32_t host = tree_.head(head);
    for (Dep side : {Dep::kPoss, Dep::kDobj, Dep::kNsubj}) {
      const int32_t other = tree_.ChildOf(host, side);
      if (other < 0 || book_.MentionAt(static_cast<uint32_t>(other)) < 0) continue;
      pair_with(static_cast<uint32_t>(other));
      break;
    }
  }
}

// "the Finn", "the Norwegian": the person of that state whom the document speaks of most; none where there is none.
void Coreference::ResolveNationals() {
  std::map<uint32_t, size_t> times;
  for (const Mention& mention : book_.annotation().mentions) {
    if (book_.ActorAt(mention.actors.front()).kind == ActorKind::kPerson) ++times[mention.actors.front()];
  }
  for (Mention& mention : book_.annotation().mentions) {
    const Actor& state = book_.ActorAt(mention.actors.front());
    const std::string_view tag = tree_.tag(mention.head);
    const int32_t determiner = tree_.ChildOf(mention.head, Dep::kDet);
    const bool one = mention.kind == MentionKind::kNominal && state.kind == ActorKind::kState && state.sector.empty() &&
                     (tag == "NN" || tag == "NNP") && determiner >= 0 &&
                     tree_.lemma(static_cast<uint32_t>(determiner)) == "the" && mention.tokens.end == mention.head + 1;
    if (!one) continue;
    size_t best = 0;
    for (const auto& [person, count] : times) {
      if (book_.ActorAt(person).origin != state.code || count <= best) continue;
      mention.actors = {person};
      mention.confidence = kDescriptionConfidence;
      best = count;
    }
  }
}

void Coreference::ResolveThirdPersons() {
  ResolveNationals();
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (book_.MentionAt(t) < 0) {
      if (tree_.IsPronoun(t))
        ResolvePronoun(t);
      else
        ResolveDescription(t);
    }
    See(t);
    persons_.See(t);
    SeePairs(t);
  }
}

// "Erdogan met him": object and subject of one verb are two persons.
bool Coreference::SameClauseObject(uint32_t pronoun, uint32_t candidate) const {
  if (tree_.tag(pronoun) != "PRP" || IsSubject(tree_.dep(pronoun))) return false;
  uint32_t verb = tree_.head(pronoun);
  while (!tree_.IsVerb(verb) && tree_.head(verb) != verb) verb = tree_.head(verb);
  return tree_.head(candidate) == verb;
}

// The person this verb asks to act, where it does.
std::optional<uint32_t> Coreference::AskedBy(uint32_t verb) const {
  const int32_t object = tree_.ChildOf(verb, Dep::kDobj);
  if (object < 0 || !dictionary_.Describes(tree_.lemma(verb), "asking")) return std::nullopt;
  const Mention* mention = book_.Get(static_cast<uint32_t>(object));
  if (mention == nullptr || book_.ActorAt(mention->actors.front()).kind != ActorKind::kPerson) return std::nullopt;
  return mention->actors.front();
}

// "asked Ahtisaari whether he would", "They asked Ahtisaari. He agreed": the one asked is meant.
std::optional<uint32_t> Coreference::PersonAsked(uint32_t token) const {
  const uint32_t clause = tree_.head(token);
  if (!IsSubject(tree_.dep(token))) return std::nullopt;
  if (tree_.dep(clause) == Dep::kCcomp) return AskedBy(tree_.head(clause));
  if (tree_.sentence(token) == 0 || !dictionary_.Describes(tree_.lemma(clause), "answering")) return std::nullopt;
  const TokenRange before = tree_.document().sentences[tree_.sentence(token) - 1];
  for (uint32_t t = before.end; t-- > before.begin;) {
    if (const auto asked = AskedBy(t)) return asked;
  }
  return std::nullopt;
}

std::optional<uint32_t> Coreference::PersonFor(uint32_t token, bool female) {
  std::optional<uint32_t> person = PersonAsked(token);
  if (!person) person = persons_.For(token, female);
  if (person) persons_.Learn(token, *person);
  return person;
}

// "it", "its": the subject of this clause, else of this sentence, else of the one before.
std::optional<uint32_t> Coreference::ThingFor(uint32_t token) const {
  const bool possessive = tree_.tag(token) == "PRP$";
  const uint32_t sentence = tree_.sentence(token);
  const uint32_t governor = tree_.head(token);
  if (!possessive && IsSubject(tree_.dep(token))) {
    // "it is possible that": stands for nothing.
    if (tree_.Has(governor, Dep::kAcomp) || tree_.Has(governor, Dep::kCcomp)) return std::nullopt;
  }
  double best_score = -1e9;
  std::optional<uint32_t> best;
  for (const Candidate& candidate : seen_) {
    const Actor& actor = book_.ActorAt(candidate.actor);
    const bool thing = actor.kind == ActorKind::kState || actor.kind == ActorKind::kOrganisation ||
                       actor.kind == ActorKind::kGroup || actor.kind == ActorKind::kCommunity;
    const bool plural = tree_.tag(candidate.token) == "NNS";
    if (!thing || candidate.modifier || plural) continue;
    const uint32_t distance = sentence - tree_.sentence(candidate.token);
    if (distance > kThingSentences || SameClauseObject(token, candidate.token)) continue;
    if (!possessive && distance == 0 && !candidate.subject) continue;
    const double score = -static_cast<double>(distance) + (candidate.subject ? 0.8 : 0.0) + 0.0001 * candidate.token;
    if (score > best_score) {
      best_score = score;
      best = candidate.actor;
    }
  }
  return best_score >= NearestStranger(token) ? best : std::nullopt;
}

// How near the nearest subject is that is no actor, by the score of ThingFor.
double Coreference::NearestStranger(uint32_t token) const {
  double best = -1e9;
  for (auto at = strangers_.rbegin(); at != strangers_.rend(); ++at) {
    const uint32_t distance = tree_.sentence(token) - tree_.sentence(*at);
    if (distance > kThingSentences) break;
    if (!SameClauseObject(token, *at)) best = std::max(best, 0.8 - distance + 0.0001 * *at);
  }
  return best;
}

// The pair named in this sentence or the one before; else, of those within reach, the one named most often.
std::optional<Coreference::PairSeen> Coreference::LastPair(uint32_t token, uint32_t max_sentences) const {
  auto times = [&](const PairSeen& pair) {
    return std::count_if(pairs_.begin(), pairs_.end(), [&](const PairSeen& other) {
      return (SameState(other.first, pair.first) && SameState(other.second, pair.second)) ||
             (SameState(other.first, pair.second) && SameState(other.second, pair.first));
    });
  };
  const PairSeen* best = nullptr;
  std::ptrdiff_t best_times = 0;
  for (auto at = pairs_.rbegin(); at != pairs_.rend(); ++at) {
    const uint32_t distance = tree_.sentence(token) - tree_.sentence(at->token);
    if (distance <= 1) return *at;
    if (distance > max_sentences) break;
    if (const std::ptrdiff_t count = times(*at); count > best_times) {
      best = &*at;
      best_times = count;
    }
  }
  return best == nullptr ? std::nullopt : std::optional<PairSeen>(*best);
}

// The same actor, or two that act for one state.
bool Coreference::SameState(uint32_t a, uint32_t b) const {
  const std::string& code = book_.ActorAt(a).code;
  return a == b || (!code.empty() && code == book_.ActorAt(b).code);
}

// "they", "their": two named together as a subject shortly before, or a body of people.
std::vector<uint32_t> Coreference::PluralFor(uint32_t token) const {
  const uint32_t sentence = tree_.sentence(token);
  for (auto at = seen_.rbegin(); at != seen_.rend(); ++at) {
    if (sentence - tree_.sentence(at->token) > 1) break;
    const uint32_t first = tree_.FirstConjunct(at->token);
    if (const Mention* dual = book_.Get(at->token); dual != nullptr && dual->actors.size() == 2) return dual->actors;
    if (!at->subject) continue;
    const Tokens together = tree_.Conjuncts(first);
    std::vector<uint32_t> actors;
    for (uint32_t t : together) {
      const Mention* mention = book_.Get(t);
      if (mention != nullptr) actors.insert(actors.end(), mention->actors.begin(), mention->actors.end());
    }
    if (actors.size() >= 2 && actors.size() == together.size()) return actors;
    const Mention* mention = book_.Get(at->token);
    if (mention != nullptr && mention->actors.size() >= 2) return mention->actors;
    const std::string_view tag = tree_.tag(at->token);
    if (tag == "NNS" || tag == "NNPS") return {at->actor};
  }
  return {};
}

void Coreference::ResolvePronoun(uint32_t token) {
  const std::string word = LowerAscii(tree_.text(token));
  if (const auto female = GenderOfPronoun(word)) {
    if (const auto person = PersonFor(token, *female)) {
      Add(token, MentionKind::kPronoun, {*person}, kPersonConfidence);
    }
  } else if (In(word, kIt)) {
    if (tree_.dep(token) == Dep::kExpl) return;
    if (const auto thing = ThingFor(token)) Add(token, MentionKind::kPronoun, {*thing}, kThingConfidence);
  } else if (In(word, kThey)) {
    if (const auto actors = PluralFor(token); !actors.empty()) {
      Add(token, MentionKind::kPronoun, actors, kThingConfidence);
    }
  }
}

// "two", "both" before a noun of descriptions.tsv; "each other".
bool Coreference::IsDual(uint32_t noun) const {
  for (uint32_t c : tree_.children(noun)) {
    const std::string_view word = tree_.lemma(c);
    if (word == "two" || word == "both") return true;
  }
  return false;
}

std::optional<uint32_t> Coreference::StateByRegion(uint32_t noun) const {
  for (uint32_t c : tree_.children(noun)) {
    const Dep dep = tree_.dep(c);
    if (dep != Dep::kAmod && dep != Dep::kCompound) continue;
    const std::string word(tree_.text(c));
    for (auto at = seen_.rbegin(); at != seen_.rend(); ++at) {
      const Actor& actor = book_.ActorAt(at->actor);
      if (actor.kind != ActorKind::kState || actor.region.empty()) continue;
      const std::string regions = "|" + actor.region + "|";
      if (regions.find("|" + word + "|") != std::string::npos) return at->actor;
    }
  }
  return std::nullopt;
}

// "the country", "the group": of those that `meant` lets stand for it, the one named most, and most of all just before.
std::optional<uint32_t> Coreference::SpokenOf(uint32_t token, const Meant& meant) {
  std::map<uint32_t, double> score;
  for (const Candidate& candidate : seen_) {
    const uint32_t distance = tree_.sentence(token) - tree_.sentence(candidate.token);
    const std::optional<uint32_t> actor = distance > kSpokenOfSentences ? std::nullopt : meant(candidate.actor);
    if (!actor) continue;
    const double part = candidate.subject ? kSubjectWeight : candidate.modifier ? kModifierWeight : 1.0;
    score[*actor] += part * std::pow(kFade, distance);
  }
  const auto best = std::max_element(score.begin(), score.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return best == score.end() ? std::nullopt : std::optional<uint32_t>(best->first);
}

// The plain state a person or body acts for.
std::optional<uint32_t> Coreference::StateOf(uint32_t index) {
  const std::string code = book_.ActorAt(index).code;
  if (code.empty()) return std::nullopt;
  const Actor* state = dictionary_.State(code);
  if (state == nullptr) return std::nullopt;
  return book_.ActorOf(*state);
}

// "its diplomats", "his army": people and bodies of whoever the pronoun stands for.
bool Coreference::ResolveOwned(uint32_t token) {
  const Role* role = tree_.IsNoun(token) ? dictionary_.RoleOf(tree_.lemma(token)) : nullptr;
  const int32_t owner = role == nullptr ? -1 : tree_.ChildOf(token, Dep::kPoss);
  if (owner < 0) return false;
  const Mention* mention = book_.Get(static_cast<uint32_t>(owner));
  if (mention == nullptr || mention->kind != MentionKind::kPronoun) return false;
  std::vector<uint32_t> actors;
  for (uint32_t index : std::vector<uint32_t>(mention->actors)) {
    Actor actor = book_.ActorAt(index);
    if (actor.code.empty()) return false;
    actor.sector = role->sector;
    actor.kind = dictionary_.State(actor.code) != nullptr ? ActorKind::kState : ActorKind::kGroup;
    if (actor.kind == ActorKind::kState) actor.name = dictionary_.State(actor.code)->name;
    actors.push_back(book_.ActorOf(actor));
  }
  Add(token, MentionKind::kNominal, std::move(actors), kThingConfidence);
  return true;
}

void Coreference::ResolveDescription(uint32_t token) {
  const std::string_view lemma = tree_.lemma(token);
  if (lemma == "other" || lemma == "another") {
    const bool mutual = token > 0 && (tree_.lemma(token - 1) == "each" || tree_.lemma(token - 1) == "one");
    const auto pair = mutual ? LastPair(token, 1) : std::nullopt;
    if (pair) Add(token, MentionKind::kNominal, {pair->first, pair->second}, kPairConfidence);
    return;
  }
  const bool bare_two = (lemma == "two" || lemma == "both") && tree_.dep(token) != Dep::kNummod &&
                        tree_.dep(token) != Dep::kDet && tree_.dep(token) != Dep::kCc &&
                        tree_.dep(token) != Dep::kOther;
  const int32_t article = tree_.ChildOf(token, Dep::kDet);
  const bool the_parties = tree_.tag(token) == "NNS" && dictionary_.Describes(lemma, "parties") && article >= 0 &&
                           tree_.lemma(static_cast<uint32_t>(article)) == "the";
  if (bare_two || the_parties || (tree_.IsNoun(token) && IsDual(token) && dictionary_.Describes(lemma, "pair"))) {
    if (const auto pair = LastPair(token, kPairSentences)) {
      Add(token, MentionKind::kNominal, {pair->first, pair->second}, kPairConfidence);
    }
    return;
  }
  if (ResolveOwned(token)) return;
  if (!tree_.IsNoun(token) || tree_.tag(token) != "NN") return;
  const int32_t owner = tree_.ChildOf(token, Dep::kPoss);
  if (owner >= 0 && dictionary_.Describes(lemma, "state")) {
    // "his country": the state of whoever it is; where that is not known, the one spoken of.
    const Mention* mention = book_.Get(static_cast<uint32_t>(owner));
    const auto state = mention != nullptr ? StateOf(mention->actors.front())
                                          : SpokenOf(token, [&](uint32_t actor) { return StateOf(actor); });
    if (state && tree_.IsPronoun(static_cast<uint32_t>(owner))) {
      Add(token, MentionKind::kNominal, {*state}, kDescriptionConfidence);
    }
    return;
  }
  const int32_t determiner = tree_.ChildOf(token, Dep::kDet);
  const std::string_view which = determiner < 0 ? "" : tree_.lemma(static_cast<uint32_t>(determiner));
  if (which != "the" && which != "this") return;
  if (dictionary_.Describes(lemma, "state")) {
    if (const auto state = StateByRegion(token)) {
      Add(token, MentionKind::kNominal, {*state}, kDescriptionConfidence);
      return;
    }
    const bool bare =
        !tree_.Has(token, Dep::kAmod) && !tree_.Has(token, Dep::kCompound) && !tree_.Has(token, Dep::kPrep);
    const auto state = bare ? SpokenOf(token, [&](uint32_t actor) { return StateOf(actor); }) : std::nullopt;
    if (state) Add(token, MentionKind::kNominal, {*state}, kThingConfidence);
    return;
  }
  const bool organisation = dictionary_.Describes(lemma, "organisation");
  const bool group = dictionary_.Describes(lemma, "group");
  if (tree_.Has(token, Dep::kCompound) || tree_.Has(token, Dep::kPrep) || (!organisation && !group)) return;
  const auto found = SpokenOf(token, [&](uint32_t actor) {
    const ActorKind kind = book_.ActorAt(actor).kind;
    const bool fits = (organisation && kind == ActorKind::kOrganisation) || (group && kind == ActorKind::kGroup);
    return fits ? std::optional<uint32_t>(actor) : std::nullopt;
  });
  if (found) Add(token, MentionKind::kNominal, {*found}, kThingConfidence);
}

void Coreference::ResolveSpeakers() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (book_.MentionAt(t) >= 0 || !tree_.IsPronoun(t)) continue;
    const std::string word = LowerAscii(tree_.text(t));
    const bool single = In(word, kI);
    if (!single && !In(word, kWe)) continue;
    const Utterance* innermost = nullptr;
    for (const Utterance& utterance : book_.annotation().utterances) {
      const bool covers = utterance.content.begin <= t && t < utterance.content.end;
      if (covers && utterance.speaker >= 0 && utterance.direct) innermost = &utterance;
    }
    if (innermost == nullptr) continue;
    const Mention& voice = book_.annotation().mentions[innermost->speaker];
    // "An old farmer said": who is no actor does not become one by saying "I".
    if (book_.MentionAt(voice.head) != innermost->speaker) continue;
    const uint32_t speaker = voice.actors.front();
    const std::optional<uint32_t> state = single ? std::nullopt : StateOf(speaker);
    Add(t, MentionKind::kPronoun, {state.value_or(speaker)}, kSpeakerConfidence);
  }
}

}  // namespace entente
