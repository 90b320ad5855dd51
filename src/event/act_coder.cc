#include "event/act_coder.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "actor/phrase_actors.h"

namespace entente {
namespace {

// Below, a sentence is too short to tell who does what.
constexpr uint32_t kLeastTokens = 4;
// Below, an act is not told, and where the patterns have none either, the dearer models are not asked.
constexpr double kLeastTold = 0.05;
// A type of the patterns gives way where the models are as sure of another one and this sure it is wrong.
constexpr double kSure = 0.97;
constexpr double kDoubted = 0.01;

// A state's police and its opposition are two actors with one code.
bool IsOneself(const ActorRef& a, const ActorRef& b) {
  return ActorKey(a) == ActorKey(b) && a.sector == b.sector && a.name == b.name;
}

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
  bool Told() const { return told_probability >= kLeastTold; }
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
      if (!known->Fits(q) || score <= best) continue;
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

// `others`: the sentence has events of the patterns, so that its act is asked for however unsure.
std::optional<ActCoder::Act> ActCoder::ActOf(uint32_t sentence, bool others) const {
  SentenceActs& read = acts_.At(sentence);
  if (!read.pair() || (!others && read.told() < kLeastTold)) return std::nullopt;
  Act act;
  act.source = read.pair()->source;
  act.target = read.pair()->target;
  act.role_probability = read.pair()->probability;
  act.told_probability = read.told();
  act.classes = read.Classes(act.source, act.target);
  Decide(roles_.lexicon(), read.Quads(), act.classes, YieldType(read.view()), act.type, act.quad);
  act.class_probability = act.Share(act.type);
  act.predicate = read.view().VerbAbove(act.source.head);
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

// Whether the words are of the phrase, and not of a clause within it: "he" in "the parents of a man who said he fought"
// is not the parents.
bool ActCoder::IsIn(Span words, const ActPhrase& phrase) const {
  if (!Overlap(words, BytesOf(phrase.tokens))) return false;
  const std::optional<ActPhrase> inner = PhraseAt(acts_.At(tree_.sentence(phrase.head)).view(), words);
  if (!inner) return false;
  for (uint32_t at = inner->head; at != phrase.head; at = tree_.head(at)) {
    if (tree_.head(at) == at) return Overlap(words, tree_.document().tokens[phrase.head].span);
    if (tree_.IsVerb(at) && at != inner->head) return false;
  }
  return true;
}

Draft* ActCoder::Matching(const Act& act, std::vector<Draft>& drafts) const {
  Draft* best = nullptr;
  for (Draft& draft : drafts) {
    const Statement& s = draft.statement;
    if (s.kind != StatementKind::kEvent || tree_.sentence(draft.predicate) != tree_.sentence(act.predicate)) continue;
    const bool same = IsIn(s.source.span, act.source) && (!act.target || IsIn(s.target.span, *act.target));
    const bool swapped = act.target && roles_.lexicon().Type(s.type)->mutual && IsIn(s.source.span, *act.target) &&
                         IsIn(s.target.span, act.source);
    if (!same && !swapped) continue;
    if (best == nullptr || act.Share(s.type) > act.Share(best->statement.type)) best = &draft;
  }
  return best;
}

// The models know better where a phrase ends, and who comes first where both do the same.
void ActCoder::Respan(const Act& act, Statement& s) const {
  const Span source = BytesOf(act.source.tokens);
  if (!IsIn(s.source.span, act.source)) std::swap(s.source, s.target);
  s.source.span = source;
  if (act.target) s.target.span = BytesOf(act.target->tokens);
}

void ActCoder::Retype(const Act& act, Statement& s) const {
  const Lexicon& lexicon = roles_.lexicon();
  const bool sure = act.class_probability >= kSure && act.Share(s.type) <= kDoubted;
  if (!sure) {
    if (lexicon.Type(s.type)->Fits(act.quad)) s.quad = act.quad;
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

// What keeps an act of the models from being judged at all.
std::string ActCoder::Weakness(const Act& act) const {
  return "an act is told: " + Percent(act.told_probability) + " sure, under " + Percent(kLeastTold);
}

void ActCoder::Code(std::vector<Draft>& drafts, Trace* trace) const {
  std::set<uint32_t> with_events;
  for (const Draft& draft : drafts) {
    if (draft.statement.kind == StatementKind::kEvent) with_events.insert(tree_.sentence(draft.predicate));
  }
  const std::vector<TokenRange>& sentences = tree_.document().sentences;
  for (uint32_t sentence = 0; sentence < sentences.size(); ++sentence) {
    if (sentences[sentence].end - sentences[sentence].begin < kLeastTokens) continue;
    const std::optional<Act> act = ActOf(sentence, trace != nullptr || with_events.contains(sentence));
    if (!act) continue;
    Draft* draft = Matching(*act, drafts);
    if (draft != nullptr) {
      Statement& s = draft->statement;
      s.main = true;
      Respan(*act, s);
      Retype(*act, s);
      continue;
    }
    if (!act->Told() && trace == nullptr) continue;
    Draft made = Made(*act);
    const bool oneself = act->target && IsOneself(made.statement.source, made.statement.target);
    if (!act->Told() || oneself) {
      if (trace != nullptr) {
        const std::string why = oneself ? "both sides are the same actor" : Weakness(*act);
        trace->push_back({made.predicate, made.statement, false, why + " (" + ClassesOf(*act) + ")"});
      }
      continue;
    }
    made.statement.main = true;
    drafts.push_back(std::move(made));
  }
}

}  // namespace entente
