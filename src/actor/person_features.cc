#include "actor/person_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace entente {
namespace {

// The least of the steps that n does not exceed, in digits.
std::string_view Step(size_t n, std::initializer_list<uint8_t> steps) {
  static constexpr std::array<std::string_view, 9> kDigits = {"0", "1", "2", "3", "4", "5", "6", "7", "8"};
  for (const uint8_t step : steps) {
    if (n <= step) return kDigits[step];
  }
  return "more";
}

std::string_view Digit(size_t n) {
  static constexpr std::array<std::string_view, 5> kDigits = {"0", "1", "2", "3", "4"};
  return kDigits[std::min<size_t>(n, 4)];
}

std::string_view OneOf(char gender) { return gender == 'm' ? "m" : gender == 'c' ? "c" : "u"; }

std::string_view Truth(bool truth) { return truth ? "yes" : "no"; }

}  // namespace

PersonFeatures::PersonFeatures(const Dictionary& dictionary, const Tree& tree, const NamedPersons& persons,
                               const PronounView& view)
    : dictionary_(dictionary), tree_(tree), persons_(persons), view_(view), grammar_(tree) {
  role_ = grammar_.RoleOfPronoun(view.token);
  sentence_ = tree.sentence(view.token);
  above_ = grammar_.SubjectsAbove(view.token);
  ahead_ = grammar_.SubjectAhead(view.token);
  for (const PersonCandidate& candidate : view.candidates) most_ = std::max(most_, candidate.places.size());
  for (const PersonPlace& place : view.places) {
    const auto index = static_cast<int32_t>(place.candidate);
    const NamedPersons::Person& person = persons.persons()[view.candidates[place.candidate].person];
    const bool seen_as_person =
        person.told_by != "none" || std::any_of(person.names.begin(), person.names.end(),
                                                [&](uint32_t n) { return persons.names()[n].label == "PERSON"; });
    if (!seen_as_person || index == topic_) continue;
    if (topic_ >= 0) {
      second_ = index;
      break;
    }
    topic_ = index;
  }
}

void PersonFeatures::Of(size_t index, Features& out) const {
  out.Clear();
  const PersonCandidate& candidate = view_.candidates[index];
  AddWho(candidate, index, out);
  if (candidate.before > 0) {
    AddNearest(candidate, index, out);
    AddRoles(candidate, out);
    AddPlaceInSentence(index, out);
    AddBranch(candidate.places[candidate.before - 1], out);
  } else {
    AddAhead(candidate, out);
  }
  AddCommand(candidate, out);
  AddChain(index, out);
}

// Whom the pronouns before stood for. train/persons.py adds the same names as it resolves a text from left to right.
void PersonFeatures::AddChain(size_t index, Features& out) const {
  if (view_.last_pronoun >= 0) {
    const auto last = static_cast<uint32_t>(view_.last_pronoun);
    const View distance = Digit(std::min(2U, Back(last)));
    if (view_.last_candidate == static_cast<int32_t>(index)) {
      out.Add({"chain", distance});
      out.Add({"chain", distance, grammar_.RoleOfPronoun(last), role_});
    } else {
      out.Add({"chain_other", distance});
    }
  }
  const std::vector<uint32_t>& others = view_.other_gender_candidates;
  if (std::find(others.begin(), others.end(), index) != others.end()) out.Add("chain_opposite");
}

// Gender, what the parser takes it for, how often and how early it is named.
void PersonFeatures::AddWho(const PersonCandidate& candidate, size_t index, Features& out) const {
  const NamedPersons::Person& person = persons_.persons()[candidate.person];
  out.Add({"gender", OneOf(candidate.gender), person.told_by});
  size_t persons = 0;
  View label;
  for (const uint32_t name : person.names) {
    const View one = persons_.names()[name].label;
    persons += one == "PERSON" ? 1 : 0;
    if (label.empty() || one < label) label = one;
  }
  out.Add({"label", persons > 0 ? "PERSON" : label});
  out.Add("label_share", static_cast<float>(persons) / static_cast<float>(std::max<size_t>(person.names.size(), 1)));
  out.Add({"words", Digit(std::min<size_t>(3, person.fullest.size()))});
  out.Add({"count", Step(candidate.places.size(), {1, 2, 3, 4})});
  out.Add({"before", Step(candidate.before, {0, 1, 2, 3})});
  out.Add({"rank", candidate.rank < 0 ? "none" : Digit(static_cast<size_t>(candidate.rank))});
  if (candidate.places.size() == most_) out.Add("most");
  if (static_cast<int32_t>(index) == topic_) {
    out.Add("topic");
    out.Add({"topic", role_});
  }
  if (static_cast<int32_t>(index) == second_) out.Add("second");
}

void PersonFeatures::AddNearest(const PersonCandidate& candidate, size_t index, Features& out) const {
  const uint32_t nearest = candidate.places[candidate.before - 1];
  const uint32_t back = Back(nearest);
  const View distance = Digit(back);
  const View role = grammar_.RoleOf(nearest);
  out.Add({"near", distance});
  out.Add({"near", distance, role});
  out.Add({"near", distance, role, role_});
  if (role == "subj" && role_ == "subj") out.Add({"parallel", Digit(std::min(back, 3U))});
  AddBetween(candidate, index, distance, out);
  if (back == 0) AddPath(candidate, out);
  const View depth = Step(tree_.Depth(nearest), {1, 2, 3, 5});
  if (back == 0) out.Add({"depth", depth});
  if (back == 1) out.Add({"depth_prev", depth, role_});
  bool joined = tree_.dep(nearest) == Dep::kConj;
  for (const uint32_t c : tree_.children(nearest)) joined = joined || (tree_.dep(c) == Dep::kConj && IsNamed(c));
  if (joined) out.Add("coordinated");
  if (tree_.dep(nearest) == Dep::kAppos) out.Add("appos");
  for (size_t i = candidate.before; i < candidate.places.size(); ++i) {
    const uint32_t ahead = tree_.sentence(candidate.places[i]) - sentence_;
    if (ahead <= 1) out.Add(ahead == 0 ? "again_after" : "next_after");
    if (ahead <= 1) break;
  }
}

// Names and pronouns since the nearest mention.
void PersonFeatures::AddBetween(const PersonCandidate& candidate, size_t index, View distance, Features& out) const {
  const uint32_t nearest = candidate.places[candidate.before - 1];
  size_t names = 0;
  for (const PersonPlace& place : view_.places) {
    names += place.token > nearest && place.token < view_.token && place.candidate != index ? 1 : 0;
  }
  out.Add({"between", Step(names, {0, 1, 2, 3, 5})});
  auto since = [&](const std::vector<uint32_t>& pronouns) {
    return static_cast<size_t>(pronouns.end() - std::upper_bound(pronouns.begin(), pronouns.end(), nearest));
  };
  const View where = distance == "0" || distance == "1" ? distance : "2";
  out.Add({"pron_between", Step(since(view_.same_gender_before), {0, 1, 2, 3}), where});
  if (since(view_.other_gender_before) > 0) out.Add("other_between");
}

void PersonFeatures::AddPath(const PersonCandidate& candidate, Features& out) const {
  const uint32_t nearest = candidate.places[candidate.before - 1];
  std::string path;
  grammar_.PathBetween(nearest, view_.token, path);
  if (!path.empty()) out.Add({"path", path});
  if (grammar_.VerbOf(view_.token) == grammar_.VerbOf(nearest)) {
    out.Add({"same_verb", grammar_.RoleOf(nearest), role_});
  }
}

// As what it stands in this sentence and the two before.
void PersonFeatures::AddRoles(const PersonCandidate& candidate, Features& out) const {
  static constexpr std::array<View, 4> kRoles = {"subj", "obj", "poss", "oth"};
  bool seen[3][4] = {};
  bool main[3] = {};
  for (size_t i = 0; i < candidate.before; ++i) {
    const uint32_t place = candidate.places[i];
    const uint32_t back = Back(place);
    if (back > 2) continue;
    const auto role = std::find(kRoles.begin(), kRoles.end(), grammar_.RoleOf(place)) - kRoles.begin();
    seen[back][role] = true;
    const uint32_t verb = tree_.head(tree_.FirstConjunct(place));
    if (role == 0 && tree_.dep(verb) == Dep::kRoot) main[back] = true;
  }
  for (size_t back = 0; back < 3; ++back) {
    for (size_t role = 0; role < kRoles.size(); ++role) {
      if (!seen[back][role]) continue;
      out.Add({"has", Digit(back), kRoles[role]});
      out.Add({"has", Digit(back), kRoles[role], role_});
    }
    if (main[back]) out.Add({"main_subject", Digit(back), role_});
  }
}

// First, last, or alone in this sentence or the one before, of those whose gender fits.
void PersonFeatures::AddPlaceInSentence(size_t index, Features& out) const {
  for (uint32_t back = 0; back <= 1; ++back) {
    int64_t first = -1, last = -1;
    bool alone = true;
    for (const PersonPlace& place : view_.places) {
      if (place.token >= view_.token || Back(place.token) != back) continue;
      if (view_.candidates[place.candidate].gender == 'c') continue;
      if (first < 0) first = place.candidate;
      last = place.candidate;
      alone = alone && place.candidate == index;
    }
    const View where = Digit(back);
    if (first == static_cast<int64_t>(index)) out.Add({"leads", where, role_});
    if (last == static_cast<int64_t>(index)) out.Add({"ends", where, role_});
    if (first >= 0 && alone) out.Add({"alone", where, role_});
  }
}

// Named only after the pronoun.
void PersonFeatures::AddAhead(const PersonCandidate& candidate, Features& out) const {
  const uint32_t place = candidate.places.front();
  const uint32_t sentences = tree_.sentence(place) - sentence_;
  const View distance = Digit(std::min(sentences, 2U));
  out.Add({"ahead", distance});
  out.Add({"ahead_role", distance, grammar_.RoleOf(place), role_});
  if (sentences > 0) return;
  std::string path;
  grammar_.PathBetween(place, view_.token, path);
  if (!path.empty()) out.Add({"path_ahead", path});
}

// The grammar's own rules.
void PersonFeatures::AddCommand(const PersonCandidate& candidate, Features& out) const {
  bool ruled_out = false;
  for (const uint32_t place : candidate.places) {
    if (tree_.sentence(place) != sentence_) continue;
    ruled_out = ruled_out || grammar_.RulesOut(view_.token, place);
    const uint32_t first = tree_.FirstConjunct(place);
    for (const PronounGrammar::Subject& subject : above_) {
      const View own = Truth(subject.own_clause);
      if (subject.token == place) {
        out.Add({"commands", own, Digit(std::min(subject.order, 2U)), role_});
        if (subject.order == 0) out.Add({"commands0", own, role_});
      } else if (subject.token == first && first != place) {
        out.Add({"commands_conj", own, role_});
      }
    }
    if (static_cast<int32_t>(place) == ahead_) out.Add({"leads_up", role_});
  }
  if (!ruled_out) return;
  out.Add("ruled_out");
  out.Add({"ruled_out", role_});
}

// "asked Ahtisaari whether he would", "Peres left when he": the verb above both, and what of it holds the pronoun.
void PersonFeatures::AddBranch(uint32_t place, Features& out) const {
  const uint32_t first = tree_.FirstConjunct(place);
  const uint32_t verb = tree_.head(first);
  const bool above = tree_.sentence(first) == sentence_ && tree_.IsVerb(verb) && verb != grammar_.VerbOf(view_.token) &&
                     tree_.IsAncestor(verb, view_.token);
  if (!above || verb == view_.token) return;
  uint32_t branch = view_.token;
  while (tree_.head(branch) != verb) branch = tree_.head(branch);
  View role = grammar_.RoleOfPronoun(first);
  if (role == "poss") role = "oth";
  const View label = ToString(tree_.dep(branch));
  out.Add({"branch", role, label, role_});
  const Dep dep = tree_.dep(branch);
  if (dep == Dep::kCcomp || dep == Dep::kXcomp || dep == Dep::kAdvcl) {
    out.Add({"branch_verb", role, label, tree_.lemma(verb)});
  }
  const int32_t mark = dep == Dep::kAdvcl ? tree_.ChildOf(branch, Dep::kMark) : -1;
  if (mark >= 0) out.Add({"branch_mark", role, tree_.lemma(static_cast<uint32_t>(mark)), role_});
}

bool PersonFeatures::IsNamed(uint32_t token) const {
  const std::vector<NamedPersons::Name>& names = persons_.names();
  const auto after = std::partition_point(names.begin(), names.end(),
                                          [&](const NamedPersons::Name& name) { return name.tokens.end <= token; });
  return after != names.end() && after->tokens.begin <= token;
}

bool PersonFeatures::IsPersonNoun(uint32_t token) const {
  const View lemma = tree_.lemma(token);
  if (tree_.tag(token) != "NN" || tree_.dep(token) == Dep::kCompound || IsNamed(token + 1)) return false;
  const Role* role = dictionary_.RoleOf(lemma);
  return (role != nullptr && role->kind == "person") || dictionary_.Describes(lemma, "person") ||
         dictionary_.FemaleTitle(lemma).has_value();
}

void PersonFeatures::AddUnnamedAbove(Features& out) const {
  if (above_.empty()) {
    out.Add({"null_above", "nothing", role_});
    return;
  }
  const uint32_t subject = above_.front().token;
  auto is = [&](const std::vector<uint32_t>& pronouns) {
    return std::find(pronouns.begin(), pronouns.end(), subject) != pronouns.end();
  };
  View what = "noun";
  if (IsNamed(subject))
    what = "name";
  else if (is(view_.same_gender_before))
    what = "pron_same";
  else if (tree_.tag(subject) == "PRP")
    what = "pron";
  else if (IsPersonNoun(subject))
    what = "person";
  const View own = Truth(above_.front().own_clause);
  out.Add({"null_above", what, own});
  out.Add({"null_above", what, role_, own});
}

void PersonFeatures::AddUnnamedNear(Features& out) const {
  const std::vector<TokenRange>& sentences = tree_.document().sentences;
  size_t nouns = 0;
  uint32_t last = 0;
  for (uint32_t t = sentences[sentence_ > 0 ? sentence_ - 1 : 0].begin; t < view_.token; ++t) {
    if (!IsPersonNoun(t)) continue;
    ++nouns;
    last = t;
  }
  out.Add({"null_persons", Step(nouns, {0, 1, 2})});
  const auto after = std::partition_point(view_.places.begin(), view_.places.end(),
                                          [&](const PersonPlace& place) { return place.token < view_.token; });
  const bool named = after != view_.places.begin();
  const uint32_t last_name = named ? (after - 1)->token : 0;
  if (!named || Back(last_name) > 1) out.Add("null_far");
  if (nouns == 0) return;
  out.Add({"null_last", Digit(Back(last)), grammar_.RoleOf(last)});
  out.Add({"null_later", Truth(!named || last > last_name)});
}

void PersonFeatures::OfNobody(Features& out) const {
  out.Clear();
  out.Add("null");
  out.Add({"null", role_});
  AddUnnamedAbove(out);
  AddUnnamedNear(out);
  const auto fitting = std::count_if(view_.candidates.begin(), view_.candidates.end(),
                                     [](const PersonCandidate& one) { return one.gender != 'c' && one.rank >= 0; });
  out.Add({"null_names", Step(static_cast<size_t>(fitting), {0, 1, 2, 3})});
  if (!view_.same_gender_before.empty()) {
    out.Add({"null_prev", Digit(std::min(2U, Back(view_.same_gender_before.back())))});
  }
}

}  // namespace entente
