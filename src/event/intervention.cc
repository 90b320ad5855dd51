#include "event/intervention.h"

#include <algorithm>

namespace entente {
namespace {

constexpr double kRelationConfidence = 0.85;
// Words a title may have before the name it belongs to.
constexpr uint32_t kTitleTokens = 6;

}  // namespace

const Operator* AgentReader::OperatorOf(uint32_t token, std::string_view form) const {
  for (const Operator* entry : lexicon_.Operators(tree_.lemma(token))) {
    if (Contains(entry->forms, form)) return entry;
  }
  return nullptr;
}

// Who does it; where the subject is "this" or "it", whoever the sentence before was about.
Fillers AgentReader::Doers(uint32_t verb) const {
  const Tokens doers = roles_.Doers(verb);
  Fillers found = roles_.ActorsAt(doers, true);
  if (!found.empty() || doers.empty()) return found;
  const uint32_t subject = doers.front();
  const bool reference = lexicon_.Is("reference", tree_.lemma(subject));
  const uint32_t sentence = tree_.sentence(verb);
  if (!reference || sentence == 0) return {};
  const TokenRange before = tree_.document().sentences[sentence - 1];
  for (uint32_t t = before.begin; t < before.end; ++t) {
    if (tree_.dep(t) != Dep::kRoot) continue;
    found = roles_.ActorsAt(roles_.Doers(t), false);
    for (Filler& filler : found) filler.indirect = true;
    return found;
  }
  return {};
}

// Whoever governs the change may only be helping or pushing another to make it.
Intervention AgentReader::Complete(uint32_t verb, int sign, std::string means, std::string id) const {
  Intervention finding{verb, Doers(verb), sign, std::move(means), std::move(id), kRelationConfidence};
  uint32_t at = verb;
  for (int step = 0; step < 3; ++step) {
    const uint32_t above = tree_.head(at);
    const Dep dep = tree_.dep(at);
    // A clause with a tense of its own ("warned that it would") is told, not brought about.
    const bool finite = dep == Dep::kCcomp && (tree_.tag(at) != "VB" || tree_.Has(at, Dep::kMark));
    const bool purpose = dep == Dep::kAdvcl && tree_.tag(at) == "VB" && tree_.Has(at, Dep::kAux);
    const bool carried = dep == Dep::kXcomp || dep == Dep::kCcomp || dep == Dep::kPcomp || dep == Dep::kPrep || purpose;
    if (above == at || !carried || finite) break;
    const Operator* pushes = nullptr;
    for (const Operator* entry : lexicon_.Operators(tree_.lemma(above))) {
      if (entry->facilitates) pushes = entry;
    }
    if (pushes != nullptr) {
      finding.predicate = above;
      finding.agents = Doers(above);
      finding.sign = sign * (pushes->sign < 0 ? -1 : 1);
      if (!pushes->means.empty()) finding.means = pushes->means;
    }
    at = above;
  }
  return finding;
}

// The object of a preposition of the verb, or of the adverb or object it was hung from ("away from").
int32_t AgentReader::PrepNear(uint32_t verb, std::string_view preposition) const {
  if (const int32_t found = tree_.PrepObject(verb, preposition); found >= 0) return found;
  for (uint32_t c : tree_.children(verb)) {
    const Dep dep = tree_.dep(c);
    if (dep != Dep::kAdvmod && dep != Dep::kPrt && dep != Dep::kDobj) continue;
    if (const int32_t found = tree_.PrepObject(c, preposition); found >= 0) return found;
  }
  return -1;
}

void AgentReader::AddNew(Fillers& agents, const Fillers& more) const {
  for (const Filler& filler : more) {
    const bool known =
        std::any_of(agents.begin(), agents.end(), [&](const Filler& a) { return roles_.Same(a, filler); });
    if (!known) agents.push_back(filler);
  }
}

// The mention whose phrase begins at the token, or -1.
int32_t AgentReader::MentionFrom(uint32_t token) const {
  const ActorAnnotation& annotation = roles_.annotation();
  for (uint32_t t = token; t < tree_.size() && t < token + kTitleTokens; ++t) {
    const int32_t mention = annotation.mention_of_token[t];
    if (mention >= 0 && annotation.mentions[mention].tokens.begin == token) return mention;
  }
  return -1;
}

// Past "from Egypt", "of Togo" behind a name.
uint32_t AgentReader::SkipOrigin(uint32_t token) const {
  if (token >= tree_.size() || (tree_.lemma(token) != "from" && tree_.lemma(token) != "of")) return token;
  const int32_t origin = token + 1 < tree_.size() ? MentionFrom(token + 1) : -1;
  return origin < 0 ? token : roles_.annotation().mentions[origin].tokens.end;
}

// Commas and "and" between mentions, from the first agent on; a list is one only where an "and" ends it.
void AgentReader::AddList(Fillers& agents) const {
  const std::vector<Mention>& mentions = roles_.annotation().mentions;
  const int32_t first = agents.front().mention;
  if (first < 0 || agents.front().indirect || mentions[first].kind == MentionKind::kAdjective) return;
  Fillers more;
  bool ended = false;
  uint32_t from = SkipOrigin(mentions[first].tokens.end);
  for (uint32_t t = from; t < tree_.size() && !ended;) {
    if (tree_.text(t) == ",") ++t;
    if (t < tree_.size() && tree_.dep(t) == Dep::kCc && tree_.lemma(t) == "and") {
      ended = true;
      ++t;
    } else if (t == from || tree_.text(t - 1) != ",") {
      break;
    }
    const int32_t next = t < tree_.size() ? MentionFrom(t) : -1;
    if (next < 0 || mentions[next].kind == MentionKind::kPronoun || mentions[next].kind == MentionKind::kAdjective)
      return;
    for (uint32_t actor : mentions[next].actors) more.push_back({actor, next, false});
    t = SkipOrigin(mentions[next].tokens.end);
  }
  // What follows the "and" may be a clause of its own.
  const bool clause = !more.empty() && tree_.dep(mentions[more.back().mention].head) == Dep::kNsubj;
  if (ended && !clause) AddNew(agents, more);
}

bool AgentReader::IsMediator(const Tokens& doers) const {
  if (doers.size() != 1 || !roles_.ActorsAt(doers, true).empty()) return false;
  const std::vector<const ThirdParty*> found = lexicon_.ThirdParties(tree_.lemma(doers.front()));
  return std::any_of(found.begin(), found.end(), [](const ThirdParty* e) { return Contains(e->forms, "role"); });
}

void AgentReader::AddCompany(Fillers& agents) const {
  if (agents.empty()) return;
  AddList(agents);
  const int32_t first = agents.front().mention;
  if (first < 0) return;
  const uint32_t head = tree_.FirstConjunct(roles_.annotation().mentions[first].head);
  for (uint32_t host : {head, tree_.head(head)}) {
    for (uint32_t c : tree_.children(host)) {
      const bool beside = lexicon_.Is("company", tree_.lemma(c));
      if (!beside && tree_.dep(c) != Dep::kPrep) continue;
      int32_t object = beside ? tree_.PrepObject(c, "with") : -1;
      const int32_t inner = tree_.ChildOf(c, Dep::kPobj);
      if (object < 0 && inner >= 0 && lexicon_.Is("company", tree_.lemma(static_cast<uint32_t>(inner)))) {
        object = tree_.PrepObject(static_cast<uint32_t>(inner), "with");
      }
      if (object < 0 && beside && tree_.dep(c) == Dep::kPrep) object = inner;
      if (object >= 0) AddNew(agents, roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), false));
    }
  }
}

}  // namespace entente
