#include "event/act_coder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "actor/phrase_actors.h"
#include "syntax/dateline.h"

namespace entente {
namespace {

// Below, a sentence is too short to tell who does what.
constexpr uint32_t kLeastTokens = 4;
// An event of the models alone is added where telling and class together are as sure as this (more so where it names no
// target), and the roles are no mere guess.
constexpr double kLeastSure = 0.45;
constexpr double kLeastSureAlone = 0.7;
constexpr double kLeastRoles = 0.15;
// A type of the patterns gives way where the models are as sure of another one and this sure it is wrong.
constexpr double kSure = 0.97;
constexpr double kDoubted = 0.01;

// Quad classes that each type may stand in, apart from its own: appeals and statements are 0, and the labelled data
// count reduced relations as verbal conflict.
bool Fits(const EventType& type, int quad) {
  constexpr std::array<std::string_view, 5> kStatements = {"REQUEST", "CONSULT", "SUPPORT", "ACCUSE", "AGREE"};
  if (type.quad == quad) return true;
  if (type.name == "SANCTION") return quad == 3;
  return quad == 0 && std::find(kStatements.begin(), kStatements.end(), type.name) != kStatements.end();
}

// Acts that both sides do.
bool Mutual(std::string_view type) { return type == "CONSULT" || type == "AGREE" || type == "COOPERATE"; }

bool Overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

struct ActCoder::Act {
  ActPhrase source;
  std::optional<ActPhrase> target;
  uint32_t predicate = 0;
  std::string type;
  int quad = 0;
  double class_probability = 0;
  double role_probability = 0;
  std::vector<ActClass> classes;

  double told_probability = 0;

  double confidence() const { return told_probability * class_probability; }
  double least_confidence() const { return target ? kLeastSure : kLeastSureAlone; }
  bool Sure() const { return confidence() >= least_confidence() && role_probability >= kLeastRoles; }
  double Share(std::string_view name) const {
    const std::string_view wanted = name == "CONCEDE" || name == "RETREAT" ? "YIELD" : name;
    for (const ActClass& one : classes) {
      if (one.type == wanted) return one.probability;
    }
    return 0;
  }
};

namespace {

// Of the joint type and quad class the likeliest.
void Decide(const Lexicon& lexicon, const std::vector<double>& quads, const std::vector<ActClass>& classes,
            std::string_view yield, std::string& type, int& quad) {
  double best = -1;
  for (const ActClass& one : classes) {
    const std::string_view name = one.type == "YIELD" ? yield : std::string_view(one.type);
    const EventType* known = lexicon.Type(name);
    if (known == nullptr) continue;
    for (int q = 0; q < 5; ++q) {
      const double score = one.probability * quads[static_cast<size_t>(q)];
      if (!Fits(*known, q) || score <= best) continue;
      best = score;
      type = known->name;
      quad = q;
    }
  }
}

// PLOVER parts yielding in two: less force is RETREAT, all else CONCEDE.
std::string_view YieldType(const ActView& view) {
  for (uint32_t t = view.range().begin; t < view.range().end; ++t) {
    for (const WordClass& word_class : view.classes(t)) {
      if (word_class.name == "RETREAT") return "RETREAT";
    }
  }
  return "CONCEDE";
}

}  // namespace

std::optional<ActCoder::Act> ActCoder::ActOf(TokenRange sentence) const {
  const ActView view(tree_, roles_.lexicon(), sentence);
  std::vector<ActRole> found = model_.Roles(view);
  // A dateline tells where it was written, not who acts.
  const uint32_t told_from = WithoutDateline(tree_.document(), sentence).begin;
  std::erase_if(found,
                [&](const ActRole& one) { return one.phrase.tokens.end <= told_from || one.phrase.head < told_from; });
  for (ActRole& one : found) one.phrase.tokens.begin = std::max(one.phrase.tokens.begin, told_from);
  if (found.empty() || found.front().role == 'T') return std::nullopt;
  Act act;
  act.source = found.front().phrase;
  act.role_probability = found.front().probability;
  for (size_t i = 1; i < found.size() && !act.target; ++i) {
    if (found[i].role == 'S') continue;
    act.target = found[i].phrase;
    act.role_probability *= found[i].probability;
  }
  act.classes = model_.Classes(view, act.source, act.target);
  Decide(roles_.lexicon(), model_.Quads(view), act.classes, YieldType(view), act.type, act.quad);
  act.class_probability = act.Share(act.type);
  act.predicate = view.VerbAbove(act.source.head);
  const ActSides sides{KindOf(act.source), act.target ? KindOf(*act.target) : "missing"};
  act.told_probability = model_.Told(view, act.source, act.target, sides);
  return act;
}

// The actor behind the phrase, with the phrase's bytes; where there is none, its words.
ActorRef ActCoder::Side(const ActPhrase& phrase) const {
  Fillers found = roles_.ActorsAt(phrase.head, true);
  // "a base in northern Afghanistan", "the rebel-held area near the capital": whoever the phrase names at all.
  if (found.empty()) {
    for (const uint32_t actor : ActorsOfPhrase(tree_, roles_.annotation(), phrase.tokens)) {
      found.push_back({actor, -1, true});
    }
  }
  ActorRef ref;
  if (!found.empty()) ref = builder_.Ref(found.front());
  ref.span = BytesOf(phrase.tokens);
  if (ref.empty()) ref.name = Slice(tree_.document().text, ref.span);
  return ref;
}

std::string_view ActCoder::KindOf(const ActPhrase& phrase) const {
  const Fillers found = roles_.ActorsAt(phrase.head, true);
  return found.empty() ? "none" : KindName(roles_.actor(found.front()).kind);
}

Draft* ActCoder::Matching(const Act& act, std::vector<Draft>& drafts) const {
  const Span source = BytesOf(act.source.tokens);
  const Span target = act.target ? BytesOf(act.target->tokens) : Span{};
  Draft* best = nullptr;
  for (Draft& draft : drafts) {
    const Statement& s = draft.statement;
    if (s.kind != StatementKind::kEvent || tree_.sentence(draft.predicate) != tree_.sentence(act.predicate)) continue;
    const bool same = Overlap(s.source.span, source) && (!act.target || Overlap(s.target.span, target));
    const bool swapped =
        act.target && Mutual(s.type) && Overlap(s.source.span, target) && Overlap(s.target.span, source);
    if (!same && !swapped) continue;
    if (best == nullptr || act.Share(s.type) > act.Share(best->statement.type)) best = &draft;
  }
  return best;
}

// The models know better where a phrase ends, and who comes first where both do the same.
void ActCoder::Respan(const Act& act, Statement& s) const {
  const Span source = BytesOf(act.source.tokens);
  if (!Overlap(s.source.span, source)) std::swap(s.source, s.target);
  s.source.span = source;
  if (act.target) s.target.span = BytesOf(act.target->tokens);
}

void ActCoder::Retype(const Act& act, Statement& s) const {
  const Lexicon& lexicon = roles_.lexicon();
  const bool sure = act.class_probability >= kSure && act.Share(s.type) <= kDoubted;
  if (!sure) {
    if (Fits(*lexicon.Type(s.type), act.quad)) s.quad = act.quad;
    return;
  }
  SetType(act, s);
  s.mode.clear();
}

void ActCoder::SetType(const Act& act, Statement& s) const {
  const EventType& type = *roles_.lexicon().Type(act.type);
  s.type = type.name;
  s.cameo = type.cameo;
  s.goldstein = type.goldstein;
  s.quad = act.quad;
  s.pattern = "model:act_pair";
}

Span ActCoder::BytesOf(TokenRange range) const {
  const std::vector<Token>& tokens = tree_.document().tokens;
  return {tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
}

Draft ActCoder::Made(const Act& act) const {
  Draft draft;
  draft.predicate = act.predicate;
  draft.statement = builder_.Start(StatementKind::kEvent, act.predicate, status_.Of(act.predicate));
  Statement& s = draft.statement;
  SetType(act, s);
  s.source = Side(act.source);
  if (act.target) s.target = Side(*act.target);
  s.confidence = act.confidence();
  return draft;
}

// How sure the models are of an event of the patterns.
ActJudgement ActCoder::Judge(const ActView& view, const Statement& s) const {
  const std::optional<ActPhrase> source = PhraseAt(view, s.source.span);
  const std::optional<ActPhrase> target = PhraseAt(view, s.target.span);
  if (!source && !target) return {};
  Act act;
  act.classes = model_.Classes(view, source, target);
  ActJudgement out;
  out.share = act.Share(s.type);
  const ActPhrase& first = source ? *source : *target;
  out.told = model_.Told(view, first, target, {KindOf(first), target ? KindOf(*target) : "missing"});
  return out;
}

namespace {

std::string Percent(double share) { return std::to_string(static_cast<int>(std::lround(share * 100))) + " %"; }

}  // namespace

// "ASSAULT 91 %, COERCE 4 %", the three likeliest.
std::string ActCoder::ClassesOf(const Act& act) const {
  std::string out;
  for (size_t i = 0; i < std::min<size_t>(3, act.classes.size()); ++i) {
    out += (out.empty() ? "" : ", ") + act.classes[i].type + " " + Percent(act.classes[i].probability);
  }
  return out;
}

// What keeps an act of the models that is not Sure() from being printed.
std::string ActCoder::Weakness(const Act& act) const {
  if (act.confidence() < act.least_confidence()) {
    return "the models are " + Percent(act.confidence()) + " sure of it, under " + Percent(act.least_confidence());
  }
  return "who acts and on whom: " + Percent(act.role_probability) + " sure, under " + Percent(kLeastRoles);
}

void ActCoder::Code(std::vector<Draft>& drafts, Trace* trace) const {
  MarkOrAdd(drafts, trace);
  std::map<uint32_t, ActView> views;  // by sentence
  for (Draft& draft : drafts) {
    if (draft.statement.kind != StatementKind::kEvent) continue;
    const uint32_t sentence = tree_.sentence(draft.predicate);
    const TokenRange range = tree_.document().sentences[sentence];
    const ActView& view = views.try_emplace(sentence, tree_, roles_.lexicon(), range).first->second;
    draft.judgement = Judge(view, draft.statement);
  }
}

void ActCoder::MarkOrAdd(std::vector<Draft>& drafts, Trace* trace) const {
  for (const TokenRange& sentence : tree_.document().sentences) {
    if (sentence.end - sentence.begin < kLeastTokens) continue;
    const std::optional<Act> act = ActOf(sentence);
    if (!act) continue;
    Draft* draft = Matching(*act, drafts);
    if (draft != nullptr) {
      Statement& s = draft->statement;
      s.main = true;
      Respan(*act, s);
      Retype(*act, s);
      continue;
    }
    const bool sure = act->Sure();
    if (!sure && trace == nullptr) continue;
    Draft made = Made(*act);
    const bool oneself = act->target && ActorKey(made.statement.source) == ActorKey(made.statement.target);
    if (!sure || oneself) {
      if (trace != nullptr) {
        const std::string why = sure ? "both sides are the same actor" : Weakness(*act);
        trace->push_back({made.predicate, made.statement, false, why + " (" + ClassesOf(*act) + ")"});
      }
      continue;
    }
    made.statement.main = true;
    drafts.push_back(std::move(made));
  }
}

}  // namespace entente
