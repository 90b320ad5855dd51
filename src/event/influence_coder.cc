#include "event/influence_coder.h"

#include <algorithm>

namespace entente {
namespace {

// The pairs a document may mean without naming them: what it says less of is not meant.
constexpr size_t kPairsKept = 12;
// A sentence that names more actors sets no two of them beside one another.
constexpr size_t kActorsOfSentence = 5;

}  // namespace

std::vector<Draft> InfluenceCoder::Code() {
  Read();
  const ThirdPartyJudge judge(roles_, book_, events_, model_);
  judge_ = &judge;
  size_t next = 0;
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    for (; next < readings_.size() && readings_[next].predicate <= t; ++next) Emit(readings_[next]);
    if (tree_.IsVerb(t)) FromAcceptance(t);
  }
  judge_ = nullptr;
  std::stable_sort(out_.begin(), out_.end(), [](const Draft& a, const Draft& b) { return a.predicate < b.predicate; });
  return std::move(out_);
}

std::vector<ThirdPartyCase> InfluenceCoder::Cases() {
  Read();
  const ThirdPartyJudge judge(roles_, book_, events_, model_);
  std::vector<ThirdPartyCase> out;
  for (const Intervention& reading : readings_) {
    const Modality modality = StatusOf(reading);
    for (const Filler& agent : reading.agents) {
      for (const Pair& pair : judge.Candidates(reading, agent)) {
        ThirdPartyCase one;
        one.statement = StatementOf(reading, modality, agent, pair);
        one.named = !pair.remembered;
        judge.Describe(reading, agent, modality.status, pair, one.features);
        out.push_back(std::move(one));
      }
    }
  }
  return out;
}

void InfluenceCoder::Read() {
  for (const Draft& event : events_) {
    book_.Add({event.first, event.second}, {event.predicate, PairSource::kEvent, event.statement.quad >= 3});
  }
  KnowSentences();
  for (uint32_t t = 0; t < tree_.size(); ++t) ReadToken(t);
  for (const Draft& event : events_) {
    if (auto moved = third_parties_.FindMoved(event); moved) readings_.push_back(std::move(*moved));
  }
  book_.Close(kPairsKept);
  NameMediators();
  for (Intervention& reading : readings_) OpenReference(reading);
  std::erase_if(readings_, [](const Intervention& reading) { return reading.agents.empty(); });
  std::vector<Intervention> kept;
  std::copy_if(readings_.begin(), readings_.end(), std::back_inserter(kept),
               [&](const Intervention& reading) { return !IsContradicted(reading); });
  readings_ = std::move(kept);
  std::stable_sort(readings_.begin(), readings_.end(),
                   [](const Intervention& a, const Intervention& b) { return a.predicate < b.predicate; });
}

// "a mediation effort in the crisis": more effort does not mean more crisis where its doer mediates.
bool InfluenceCoder::IsContradicted(const Intervention& reading) const {
  if (reading.sign > 0 || (reading.strength != "change" && reading.strength != "part")) return false;
  return std::any_of(readings_.begin(), readings_.end(), [&](const Intervention& other) {
    const bool mediates = other.sign > 0 && other.strength == "sure" && !other.agents.empty() &&
                          tree_.sentence(other.predicate) == tree_.sentence(reading.predicate);
    return mediates && roles_.Same(other.agents.front(), reading.agents.front());
  });
}

// "both sides", "them": a pair that is meant, not named; which one is decided with all others.
void InfluenceCoder::OpenReference(Intervention& reading) const {
  if (reading.pairs.size() != 1) return;
  const Pair& pair = reading.pairs.front();
  if (pair.first.mention < 0 || pair.first.mention != pair.second.mention) return;
  const Mention& mention = roles_.annotation().mentions[pair.first.mention];
  if (mention.kind != MentionKind::kNominal && mention.kind != MentionKind::kPronoun) return;
  reading.pairs.clear();
  reading.open = true;
  reading.definite = true;
}

// "The mediators proposed": whoever was last said to mediate, in words that leave no doubt.
void InfluenceCoder::NameMediators() {
  for (Intervention& reading : readings_) {
    if (!reading.by_mediator) continue;
    const Intervention* best = nullptr;
    for (const Intervention& other : readings_) {
      const bool mediates = other.strength == "sure" && !other.agents.empty() && !other.by_mediator;
      if (!mediates) continue;
      const bool before = other.predicate < reading.predicate;
      if (best == nullptr || (before && best->predicate < other.predicate)) best = &other;
    }
    if (best == nullptr) continue;
    reading.agents = best->agents;
    for (Filler& agent : reading.agents) agent.indirect = true;
  }
}

void InfluenceCoder::ReadToken(uint32_t token) {
  KnowCoordination(token);
  if (tree_.IsNoun(token)) {
    if (const RelationNoun* relation = lexicon_.Relation(tree_.lemma(token)); relation != nullptr) {
      Pairs named;
      if (changes_.Find(token, readings_, named)) changed_.insert(token);
      Know(token, named, relation->polarity < 0);
    }
  }
  if (!lexicon_.ThirdParties(tree_.lemma(token)).empty()) {
    if (auto found = third_parties_.Find(token); found) {
      Know(token, found->pairs, false);
      readings_.push_back(std::move(*found));
    }
  }
  if (tree_.IsVerb(token)) {
    if (auto found = third_parties_.FindPairMoved(token); found) {
      Know(token, found->pairs, false);
      readings_.push_back(std::move(*found));
    }
  }
}

void InfluenceCoder::Know(uint32_t token, const Pairs& pairs, bool conflict) {
  for (const Pair& pair : pairs) book_.Add(pair, {token, PairSource::kRelation, conflict});
}

// "Chad and Sudan": two named together are a likely pair, though a weaker one than two with a relation.
void InfluenceCoder::KnowCoordination(uint32_t token) {
  if (tree_.dep(token) != Dep::kConj || tree_.Conjuncts(tree_.FirstConjunct(token)).size() != 2) return;
  const Fillers both = roles_.ActorsAt(Tokens{tree_.head(token), token}, false);
  if (both.size() == 2) book_.Add({both[0], both[1]}, {token, PairSource::kCoordination, false});
}

// Two that one sentence names are a pair where nothing better is known.
void InfluenceCoder::KnowSentences() {
  const std::vector<Mention>& mentions = roles_.annotation().mentions;
  for (size_t begin = 0, end = 0; begin < mentions.size(); begin = end) {
    Fillers named;
    const uint32_t sentence = tree_.sentence(mentions[begin].head);
    for (end = begin; end < mentions.size() && tree_.sentence(mentions[end].head) == sentence; ++end) {
      for (uint32_t actor : mentions[end].actors) {
        const Filler filler{actor, static_cast<int32_t>(end), false};
        const bool again =
            std::any_of(named.begin(), named.end(), [&](const Filler& f) { return roles_.Same(f, filler); });
        if (!again) named.push_back(filler);
      }
    }
    if (named.size() > kActorsOfSentence) continue;
    for (size_t i = 0; i < named.size(); ++i) {
      for (size_t j = i + 1; j < named.size(); ++j) {
        book_.Add({named[i], named[j]}, {mentions[begin].head, PairSource::kSentence, false});
      }
    }
  }
}

// "The rebels asked Norway to mediate. It agreed.": what was asked of a third party is now meant.
void InfluenceCoder::FromAcceptance(uint32_t verb) {
  if (!lexicon_.Is("accepting", tree_.lemma(verb)) || tree_.Has(verb, Dep::kDobj) || tree_.IsNegated(verb)) return;
  const Fillers doers = roles_.ActorsAt(roles_.Doers(verb), false);
  for (const Draft& asked : out_) {
    const bool near = tree_.sentence(verb) - tree_.sentence(asked.predicate) <= 1 && asked.predicate < verb;
    if (!near || asked.statement.status != StatementStatus::kRequested) continue;
    for (const Filler& doer : doers) {
      if (ActorKey(builder_.Ref(doer)) != ActorKey(asked.statement.agent)) continue;
      Draft accepted = asked;
      accepted.predicate = verb;
      Modality modality;
      modality.status = StatementStatus::kIntended;
      const Statement fresh = builder_.Start(StatementKind::kInfluence, verb, modality);
      accepted.statement.status = fresh.status;
      accepted.statement.evidence = fresh.evidence;
      accepted.statement.evidence_text = fresh.evidence_text;
      accepted.statement.agent = builder_.Ref(doer);
      accepted.statement.pattern = "words:accepting";
      out_.push_back(std::move(accepted));
      return;
    }
  }
}

Modality InfluenceCoder::StatusOf(const Intervention& reading) const {
  Modality modality = status_.Of(reading.predicate);
  // "sought peace between them": the verb that changes is itself one of wishing or offering.
  for (const Control* control : lexicon_.Controls(tree_.lemma(reading.predicate))) {
    const bool wish = control->status == StatementStatus::kIntended || control->status == StatementStatus::kOffered;
    if (wish && control->beside.empty() && modality.status == StatementStatus::kActual &&
        Contains(control->forms, "obj")) {
      modality.status = control->status;
    }
  }
  // An effort that is told to have failed is over, and did not help.
  const bool told = modality.status == StatementStatus::kActual || modality.status == StatementStatus::kOngoing;
  if (told && reading.sign > 0 && failure_.Failed(reading.predicate)) modality.status = StatementStatus::kEnded;
  return modality;
}

Statement InfluenceCoder::StatementOf(const Intervention& reading, const Modality& modality, const Filler& agent,
                                      const Pair& pair) const {
  Statement s = builder_.Start(StatementKind::kInfluence, reading.predicate, modality);
  s.agent = builder_.Ref(agent);
  s.pair = {builder_.Ref(pair.first), builder_.Ref(pair.second)};
  if (ActorKey(s.pair[1]) < ActorKey(s.pair[0])) std::swap(s.pair[0], s.pair[1]);
  s.effect = reading.sign < 0 ? '-' : '+';
  s.means = reading.means;
  s.pattern = reading.id;
  return s;
}

void InfluenceCoder::Emit(const Intervention& reading) {
  const Modality modality = StatusOf(reading);
  for (const Filler& agent : reading.agents) {
    for (const Verdict& verdict : judge_->Judge(reading, agent, modality.status)) {
      Draft draft;
      draft.predicate = reading.predicate;
      draft.statement = StatementOf(reading, modality, agent, verdict.pair);
      Statement& s = draft.statement;
      // Right in so many of ten, actors and all, on texts held out (train/records/third_party.md).
      s.confidence = verdict.probability;
      const auto key = std::make_tuple(tree_.sentence(reading.predicate), ActorKey(s.agent), ActorKey(s.pair[0]),
                                       ActorKey(s.pair[1]), s.effect);
      if (seen_.insert(key).second) out_.push_back(std::move(draft));
    }
  }
}

}  // namespace entente
