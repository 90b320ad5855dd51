#include "actor/person_resolver.h"

#include <cmath>
#include <set>
#include <string>

namespace entente {
namespace {

// Set on the GAP development pairs; flat around these values.
constexpr double kDecay = 0.45;  // a sentence
constexpr double kSubjectWeight = 0.8;
constexpr double kObjectWeight = 0.7;
constexpr double kOwnerWeight = 0.6;
constexpr double kOtherWeight = 0.2;
constexpr double kParallelBonus = 0.9;  // a subject for a subject
constexpr double kAboveBonus = 2;       // the subject of a clause above
constexpr double kOwnClauseBonus = 3;   // the subject of the pronoun's own clause: "Peres kept his promise"
constexpr double kAheadWeight = 1.5;    // "In his youth, Smith …"
constexpr double kLatestBonus = 0.1;
constexpr int kClausesAbove = 6;
constexpr uint32_t kReachSentences = 6;

bool IsSubject(Dep dep) { return dep == Dep::kNsubj || dep == Dep::kNsubjpass; }

}  // namespace

uint32_t PersonResolver::VerbOf(uint32_t token) const {
  uint32_t verb = tree_.head(token);
  while (!tree_.IsVerb(verb) && tree_.head(verb) != verb) verb = tree_.head(verb);
  return verb;
}

double PersonResolver::WeightOf(uint32_t token) const {
  uint32_t first = tree_.FirstConjunct(token);
  while (tree_.dep(first) == Dep::kAppos && tree_.head(first) != first) first = tree_.head(first);
  switch (tree_.dep(first)) {
    case Dep::kNsubj:
    case Dep::kNsubjpass:
      return kSubjectWeight;
    case Dep::kDobj:
    case Dep::kDative:
      return kObjectWeight;
    case Dep::kPoss:
      return kOwnerWeight;
    default:
      return kOtherWeight;
  }
}

void PersonResolver::See(uint32_t token) {
  const Mention* mention = book_.Get(token);
  if (mention == nullptr) return;
  for (uint32_t actor : mention->actors) {
    if (book_.ActorAt(actor).kind != ActorKind::kPerson) continue;
    seen_.push_back({token, actor, WeightOf(token)});
    if (mention->kind == MentionKind::kName) LearnFromTitle(token, actor);
  }
}

void PersonResolver::LearnFromTitle(uint32_t token, uint32_t actor) {
  const TokenRange range = book_.Get(token)->tokens;
  for (uint32_t t = range.begin > 0 ? range.begin - 1 : 0; t < token; ++t) {
    if (const auto female = dictionary_.FemaleTitle(tree_.text(t))) learnt_.try_emplace(actor, *female);
  }
}

std::optional<bool> PersonResolver::IsFemale(uint32_t actor) const {
  if (const auto at = learnt_.find(actor); at != learnt_.end()) return at->second;
  const std::string& name = book_.ActorAt(actor).name;
  return dictionary_.FemaleName(std::string_view(name).substr(0, name.find(' ')));
}

// "Erdogan met him", "Erdogan's meeting with him": two arguments of one head are two persons; so are the owned and the
// owner in "his brother Ali".
bool PersonResolver::RuledOut(uint32_t pronoun, uint32_t candidate) const {
  // "himself" is what the others cannot be.
  if (tree_.text(pronoun).ends_with("self")) return false;
  const uint32_t first = tree_.FirstConjunct(candidate);
  if (tree_.dep(pronoun) == Dep::kPoss) {
    const uint32_t owned = tree_.head(pronoun);
    return owned == candidate || (tree_.dep(candidate) == Dep::kAppos && tree_.head(candidate) == owned) ||
           tree_.head(owned) == candidate;
  }
  if (IsSubject(tree_.dep(pronoun))) return tree_.head(first) == tree_.head(pronoun);
  const uint32_t verb = VerbOf(pronoun);
  const uint32_t governor = tree_.head(pronoun);
  return tree_.head(first) == verb || (tree_.dep(first) == Dep::kPoss && tree_.head(first) == tree_.head(governor));
}

// The subject before it of the verb that holds the pronoun, else of the verbs above: they share it, or govern the
// clause.
PersonResolver::Pronoun PersonResolver::PronounAt(uint32_t token) const {
  Pronoun out{token, -1, true};
  uint32_t verb = VerbOf(token);
  for (int step = 0; step < kClausesAbove; ++step) {
    bool has_subject = false;
    for (uint32_t c : tree_.children(verb)) {
      if (!IsSubject(tree_.dep(c))) continue;
      has_subject = true;
      if (c >= token || tree_.IsAncestor(c, token)) continue;
      // "Modi, who had himself led": the one the clause describes.
      const bool relative = tree_.dep(verb) == Dep::kRelcl && tree_.tag(c).starts_with("W");
      out.above = static_cast<int32_t>(relative ? tree_.head(verb) : c);
      return out;
    }
    out.own_clause = out.own_clause && !has_subject;
    const uint32_t above = VerbOf(verb);
    if (above == verb) break;
    verb = above;
  }
  return out;
}

// "In his youth, Smith …": the subject of the sentence a pronoun leads up to.
int32_t PersonResolver::SubjectAhead(uint32_t pronoun) const {
  uint32_t below = pronoun;
  while (tree_.head(below) != below) {
    const uint32_t verb = tree_.head(below);
    const Dep dep = tree_.dep(below);
    const bool leads = dep == Dep::kPrep || dep == Dep::kAdvcl || dep == Dep::kNpadvmod;
    if (leads && tree_.IsVerb(verb)) {
      for (uint32_t c : tree_.children(verb)) {
        if (IsSubject(tree_.dep(c)) && c > pronoun && c > below) return static_cast<int32_t>(c);
      }
    }
    below = verb;
  }
  return -1;
}

bool PersonResolver::Fits(uint32_t actor, bool female) const {
  const auto known = IsFemale(actor);
  return !known || *known == female;
}

// What one mention adds to its person before distance counts.
double PersonResolver::Salience(const Seen& seen, const Pronoun& pronoun, bool latest_of_person) const {
  const int32_t token = static_cast<int32_t>(seen.token);
  double salience = seen.weight;
  if (token == pronoun.above) salience += pronoun.own_clause ? kOwnClauseBonus : kAboveBonus;
  const bool subject = IsSubject(tree_.dep(tree_.FirstConjunct(seen.token)));
  if (latest_of_person && subject && IsSubject(tree_.dep(pronoun.token))) salience += kParallelBonus;
  return salience;
}

std::optional<uint32_t> PersonResolver::For(uint32_t token, bool female) const {
  const Pronoun pronoun = PronounAt(token);
  std::map<uint32_t, double> scores;
  std::set<uint32_t> ruled_out;
  double rank = 1;
  for (auto at = seen_.rbegin(); at != seen_.rend(); ++at) {
    const uint32_t distance = tree_.sentence(token) - tree_.sentence(at->token);
    if (distance > kReachSentences) break;
    if (!Fits(at->actor, female)) continue;
    if (RuledOut(token, at->token)) {
      ruled_out.insert(at->actor);
      continue;
    }
    const bool latest = !scores.contains(at->actor);
    const double salience = Salience(*at, pronoun, latest) + kLatestBonus / rank++;
    scores[at->actor] += salience * std::pow(kDecay, distance);
  }
  if (const int32_t ahead = SubjectAhead(token); ahead >= 0) {
    const Mention* mention = book_.Get(static_cast<uint32_t>(ahead));
    const bool person = mention != nullptr && book_.ActorAt(mention->actors.front()).kind == ActorKind::kPerson;
    if (person && Fits(mention->actors.front(), female)) scores[mention->actors.front()] += kAheadWeight;
  }
  std::optional<uint32_t> best;
  double best_score = 0;
  for (const auto& [actor, score] : scores) {
    if (ruled_out.contains(actor) || score <= best_score) continue;
    best = actor;
    best_score = score;
  }
  return best;
}

}  // namespace entente
