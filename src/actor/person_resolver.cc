#include "actor/person_resolver.h"

#include <algorithm>
#include <array>
#include <string>

namespace entente {
namespace {

// The sentences a pronoun is resolved in, before and after its own.
constexpr uint32_t kReachBack = 6;
constexpr uint32_t kReachAhead = 2;

}  // namespace

std::optional<bool> GenderOfPronoun(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kWords = {"he",  "him", "his",  "himself",
                                                             "she", "her", "hers", "herself"};
  if (word.size() < 2 || word.size() > 7) return std::nullopt;
  std::array<char, 8> lower{};
  std::transform(word.begin(), word.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto at = std::find(kWords.begin(), kWords.end(), std::string_view(lower.data(), word.size()));
  if (at == kWords.end()) return std::nullopt;
  return at - kWords.begin() >= 4;
}

char PersonResolver::GenderOf(uint32_t person, bool female) const {
  const std::optional<bool> known = persons_.persons()[person].female;
  if (!known) return 'u';
  return *known == female ? 'm' : 'c';
}

// A title or a first name beside a last one is believed; a name alone ("Lincoln") may be a last name.
bool PersonResolver::CannotBe(const PersonCandidate& candidate) const {
  const std::string_view told_by = persons_.persons()[candidate.person].told_by;
  return candidate.gender == 'c' && (told_by == "title" || told_by == "full");
}

// Places of names, and of pronouns for those who have no name there.
void PersonResolver::AddPlaces(PronounView& view, uint32_t from, uint32_t to) const {
  std::map<uint32_t, uint32_t> index;  // person → candidate
  auto add = [&](uint32_t token, uint32_t person) {
    const auto [at, fresh] = index.try_emplace(person, static_cast<uint32_t>(view.candidates.size()));
    if (fresh) view.candidates.push_back({person, {}, 0, GenderOf(person, view.female), -1});
    PersonCandidate& candidate = view.candidates[at->second];
    candidate.places.push_back(token);
    if (token < view.token) ++candidate.before;
    view.places.push_back({token, at->second});
  };
  const std::vector<NamedPersons::Name>& names = persons_.names();
  auto name =
      std::partition_point(names.begin(), names.end(), [&](const NamedPersons::Name& one) { return one.head < from; });
  for (; name != names.end() && name->head < to; ++name) {
    if (name->head != view.token) add(name->head, name->person);
  }
  const size_t named = view.candidates.size();
  for (const StandIn& one : stand_ins_) {
    const auto at = index.find(one.person);
    const bool known = at != index.end() && at->second < named;
    if (one.token >= from && one.token < view.token && !known) add(one.token, one.person);
  }
  for (PersonCandidate& candidate : view.candidates) std::sort(candidate.places.begin(), candidate.places.end());
  std::sort(view.places.begin(), view.places.end(),
            [](const PersonPlace& a, const PersonPlace& b) { return a.token < b.token; });
}

// Whom the pronouns within reach stood for.
void PersonResolver::AddChain(PronounView& view, uint32_t from) const {
  auto candidate_of = [&](uint32_t person) {
    const auto at = std::find_if(view.candidates.begin(), view.candidates.end(),
                                 [&](const PersonCandidate& one) { return one.person == person; });
    return static_cast<int32_t>(at - view.candidates.begin());  // it has a place there, if only this pronoun's
  };
  for (const StandIn& one : stand_ins_) {
    if (!one.pronoun || one.token < from || one.token >= view.token) continue;
    if (GenderOfPronoun(tree_.text(one.token)) == view.female) {
      view.last_pronoun = static_cast<int32_t>(one.token);
      view.last_candidate = candidate_of(one.person);
    } else {
      view.other_gender_candidates.push_back(static_cast<uint32_t>(candidate_of(one.person)));
    }
  }
}

// Backwards from the pronoun: how many who may be meant were named since.
void PersonResolver::Rank(PronounView& view) const {
  int rank = 0;
  for (auto place = view.places.rbegin(); place != view.places.rend(); ++place) {
    PersonCandidate& candidate = view.candidates[place->candidate];
    if (place->token >= view.token || candidate.rank >= 0) continue;
    candidate.rank = rank;
    const NamedPersons::Person& person = persons_.persons()[candidate.person];
    const bool is_person = std::any_of(person.names.begin(), person.names.end(),
                                       [&](uint32_t n) { return persons_.names()[n].label == "PERSON"; });
    if (candidate.gender != 'c' && (is_person || candidate.gender == 'm')) ++rank;
  }
}

PronounView PersonResolver::ViewOf(uint32_t token, bool female) const {
  PronounView view;
  view.token = token;
  view.female = female;
  const std::vector<TokenRange>& sentences = tree_.document().sentences;
  const uint32_t sentence = tree_.sentence(token);
  const uint32_t from = sentences[sentence > kReachBack ? sentence - kReachBack : 0].begin;
  const uint32_t to = sentences[std::min<size_t>(sentence + kReachAhead, sentences.size() - 1)].end;
  for (uint32_t t = from; t < token; ++t) {
    if (!tree_.IsPronoun(t)) continue;
    const auto gender = GenderOfPronoun(tree_.text(t));
    if (gender) (*gender == female ? view.same_gender_before : view.other_gender_before).push_back(t);
  }
  AddPlaces(view, from, to);
  AddChain(view, from);
  Rank(view);
  return view;
}

std::optional<uint32_t> PersonResolver::For(uint32_t token, bool female) {
  const PronounView view = ViewOf(token, female);
  if (view.candidates.empty()) return std::nullopt;
  const PersonFeatures maker(dictionary_, tree_, persons_, view);
  Features features;
  maker.OfNobody(features);
  float best_score = model_.Scores(features).front();
  std::optional<uint32_t> best;
  for (size_t i = 0; i < view.candidates.size(); ++i) {
    if (CannotBe(view.candidates[i])) continue;
    maker.Of(i, features);
    const float score = model_.Scores(features).front();
    if (score <= best_score) continue;
    best_score = score;
    best = view.candidates[i].person;
  }
  if (!best) return std::nullopt;
  return persons_.ActorOf(*best);
}

void PersonResolver::See(uint32_t token) {
  const Mention* mention = book_.Get(token);
  if (mention == nullptr || mention->kind != MentionKind::kNominal) return;
  if (const auto person = persons_.PersonOf(mention->actors.front())) stand_ins_.push_back({token, *person, false});
}

void PersonResolver::Learn(uint32_t token, uint32_t actor) {
  if (const auto person = persons_.PersonOf(actor)) stand_ins_.push_back({token, *person, true});
}

std::vector<PersonOption> PersonResolver::OptionsFor(uint32_t token, bool female) const {
  const PronounView view = ViewOf(token, female);
  const PersonFeatures maker(dictionary_, tree_, persons_, view);
  std::vector<PersonOption> options;
  for (size_t i = 0; i < view.candidates.size(); ++i) {
    if (CannotBe(view.candidates[i])) continue;
    PersonOption& option = options.emplace_back();
    option.person = static_cast<int32_t>(view.candidates[i].person);
    for (const uint32_t name : persons_.persons()[view.candidates[i].person].names) {
      option.names.push_back(persons_.names()[name].tokens);
    }
    maker.Of(i, option.features);
  }
  maker.OfNobody(options.emplace_back().features);
  return options;
}

}  // namespace entente
