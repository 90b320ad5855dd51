#include "event/coder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "event/act_coder.h"
#include "event/confidence.h"
#include "event/event_coder.h"
#include "event/event_features.h"
#include "event/factuality.h"
#include "event/influence_coder.h"
#include "event/lexicon.h"
#include "event/pair_finder.h"
#include "event/role_finder.h"
#include "event/sentence_acts.h"
#include "event/statement_builder.h"
#include "event/status_reader.h"
#include "event/tie_coder.h"

namespace entente {
namespace {

// The same thing said twice by one sentence is one statement.
auto IdentityOf(const Draft& draft) {
  const Statement& s = draft.statement;
  return std::make_tuple(s.evidence.begin, static_cast<int>(s.kind), ActorKey(s.source), ActorKey(s.target),
                         ActorKey(s.pair[0]), ActorKey(s.pair[1]), s.type + s.tie);
}

void RemoveRepeats(std::vector<Draft>& drafts, Trace* trace) {
  std::set<decltype(IdentityOf(drafts.front()))> seen;
  std::erase_if(drafts, [&](const Draft& draft) {
    if (draft.statement.kind == StatementKind::kInfluence) return false;  // its coder has seen to it
    const bool again = !seen.insert(IdentityOf(draft)).second;
    if (again && trace != nullptr) {
      trace->push_back({draft.predicate, draft.statement, false, "the sentence says it already by another word"});
    }
    return again;
  });
}

void MarkMain(const Tree& tree, std::vector<Draft>& drafts) {
  std::map<uint32_t, Draft*> nearest;  // by sentence
  std::set<uint32_t> marked;
  for (Draft& draft : drafts) {
    if (draft.statement.main) marked.insert(tree.sentence(draft.predicate));
  }
  for (Draft& draft : drafts) {
    if (draft.statement.kind != StatementKind::kEvent || marked.contains(tree.sentence(draft.predicate))) continue;
    Draft*& best = nearest[tree.sentence(draft.predicate)];
    if (best == nullptr || tree.Depth(draft.predicate) < tree.Depth(best->predicate)) best = &draft;
  }
  for (auto& [sentence, draft] : nearest) draft->statement.main = true;
}

}  // namespace

Result<Coder> Coder::Load(const DataFiles& files) {
  Result<Lexicon> lexicon = Lexicon::Load(files);
  if (!lexicon.ok()) return lexicon.status();
  Result<FactualityModel> factuality = FactualityModel::Load(files);
  if (!factuality.ok()) return factuality.status();
  Result<ConfidenceModel> confidence = ConfidenceModel::Load(files);
  if (!confidence.ok()) return confidence.status();
  Result<ActModel> acts = ActModel::Load(files);
  if (!acts.ok()) return acts.status();
  Result<LinearModel> third_party = LinearModel::Load(files, "third_party");
  if (!third_party.ok()) return third_party.status();
  return Coder(std::make_shared<const Lexicon>(std::move(*lexicon)),
               std::make_shared<const FactualityModel>(std::move(*factuality)),
               std::make_shared<const ActModel>(std::move(*acts)),
               std::make_shared<const LinearModel>(std::move(*third_party)),
               std::make_shared<const ConfidenceModel>(std::move(*confidence)));
}

std::vector<Telling> Coder::Read(const ParsedDocument& parsed, std::span<const uint32_t> tokens) const {
  const Tree tree(parsed);
  const StatusReader status(tree, *lexicon_);
  std::vector<Telling> out;
  for (uint32_t token : tokens) {
    out.push_back({factuality_->Settle(tree, status, token, status.Of(token)), factuality_->Of(tree, status, token)});
  }
  return out;
}

std::vector<Statement> Coder::Code(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                                   const ValueAnnotation& values) const {
  return CodeTraced(document, tree, actors, values, nullptr);
}

Trace Coder::Explain(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                     const ValueAnnotation& values) const {
  Trace trace;
  CodeTraced(document, tree, actors, values, &trace);
  const RoleFinder roles(tree, actors, *lexicon_);
  for (uint32_t t = 0; t < tree.size(); ++t) {
    const bool verb = tree.IsVerb(t) && !lexicon_->Verbs(tree.lemma(t)).empty();
    const bool noun = tree.IsNoun(t) && lexicon_->Noun(tree.lemma(t)) != nullptr;
    const bool used = std::any_of(trace.begin(), trace.end(), [&](const auto& one) { return one.predicate == t; });
    if (used || (!verb && !noun)) continue;
    const Tokens doers = verb ? roles.Doers(t) : roles.Bearers(t);
    const bool known = !roles.ActorsAt(doers, true).empty();
    trace.push_back({t,
                     {},
                     false,
                     known ? "no row of the patterns fits its frame, or nobody it is done to is known"
                           : "nobody who does it is known"});
  }
  std::stable_sort(trace.begin(), trace.end(),
                   [](const TracedCandidate& a, const TracedCandidate& b) { return a.predicate < b.predicate; });
  return trace;
}

std::vector<Statement> Coder::CodeTraced(const Document& document, const Tree& tree, const ActorAnnotation& actors,
                                         const ValueAnnotation& values, Trace* trace) const {
  const RoleFinder roles(tree, actors, *lexicon_);
  const StatusReader status(tree, *lexicon_);
  const StatementBuilder builder(document, roles, values, status, *factuality_);
  const PairFinder pairs(roles);
  std::vector<Draft> drafts = EventCoder(roles, status, builder).Code();
  InfluenceCoder influences(roles, status, builder, pairs, drafts, *third_party_);
  std::vector<Draft> found = influences.Code();
  std::vector<Draft> ties = TieCoder(roles, status, builder, pairs, values, influences.changed_nouns()).Code();
  std::erase_if(drafts, [&](const Draft& draft) {
    if (!draft.printed && trace != nullptr) {
      trace->push_back({draft.predicate, draft.statement, false,
                        "only asked for, wished or helped along: kept for what it says of third parties"});
    }
    return !draft.printed;
  });
  std::move(found.begin(), found.end(), std::back_inserter(drafts));
  std::move(ties.begin(), ties.end(), std::back_inserter(drafts));
  RemoveRepeats(drafts, trace);
  DocumentActs acts(roles, *acts_);
  ActCoder(roles, status, builder, acts).Code(drafts, trace);
  std::stable_sort(drafts.begin(), drafts.end(),
                   [](const Draft& a, const Draft& b) { return a.predicate < b.predicate; });
  RemoveRepeats(drafts, trace);
  JudgeEvents(roles, status, acts, drafts, trace);
  MarkMain(tree, drafts);
  std::vector<Statement> out;
  out.reserve(drafts.size());
  for (Draft& draft : drafts) out.push_back(std::move(draft.statement));
  return out;
}

// Leaves out the events that are likelier wrong than right. Third parties have been judged by their own model, ties are
// too few to learn from.
void Coder::JudgeEvents(const RoleFinder& roles, const StatusReader& status, DocumentActs& acts,
                        std::vector<Draft>& drafts, Trace* trace) const {
  const bool alone = roles.tree().document().sentences.size() == 1;
  std::erase_if(drafts, [&](Draft& draft) {
    Statement& s = draft.statement;
    const bool event = s.kind == StatementKind::kEvent;
    Features features(trace != nullptr ? Features::Names::kKeep : Features::Names::kForget);
    double confidence = s.confidence;
    if (event) {
      SentenceActs& sentence = acts.At(roles.tree().sentence(draft.predicate));
      const double factuality = factuality_->Of(roles.tree(), status, draft.predicate);
      AddEventFeatures(roles, draft, sentence, factuality, features);
      confidence = confidence_->Of(features, alone);
    }
    const bool kept = !event || confidence >= ConfidenceModel::LeastPrinted(alone);
    // To the two places that are printed, so that a ledger gives back what was coded.
    s.confidence = std::round(confidence * 100) / 100;
    if (trace != nullptr) {
      const std::string why = kept ? s.pattern : "likelier wrong than right, by what decided it";
      trace->push_back({draft.predicate, s, kept, why, event, std::move(features)});
    }
    return !kept;
  });
}

std::vector<ThirdPartyCase> Coder::ThirdPartyCases(const Document& document, const Tree& tree,
                                                   const ActorAnnotation& actors, const ValueAnnotation& values) const {
  const RoleFinder roles(tree, actors, *lexicon_);
  const StatusReader status(tree, *lexicon_);
  const StatementBuilder builder(document, roles, values, status, *factuality_);
  const PairFinder pairs(roles);
  const std::vector<Draft> events = EventCoder(roles, status, builder).Code();
  return InfluenceCoder(roles, status, builder, pairs, events, *third_party_).Cases();
}

}  // namespace entente
