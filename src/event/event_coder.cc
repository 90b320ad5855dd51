#include "event/event_coder.h"

#include <algorithm>

namespace entente {
namespace {

constexpr double kVerbConfidence = 0.8;
constexpr double kNounConfidence = 0.7;
constexpr double kPerformedConfidence = 0.8;
constexpr double kAnaphorConfidence = 0.6;

}  // namespace

std::vector<Draft> EventCoder::Code() const {
  std::vector<Draft> out;
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (tree_.IsVerb(t)) {
      CodeVerb(t, out);
    } else if (lexicon_.Noun(tree_.lemma(t)) != nullptr && (tree_.IsNoun(t) || tree_.tag(t) == "JJ")) {
      CodeNoun(t, out);
    }
    if (lexicon_.Is("same_again", tree_.lemma(t))) CodeVerbAnaphor(t, out);
  }
  return out;
}

int EventCoder::Fit(const EventVerb& frame, uint32_t verb) const {
  int fit = 1;
  if (!frame.particle.empty()) {
    const int32_t particle = tree_.ChildOf(verb, Dep::kPrt);
    if (particle < 0 || tree_.lemma(static_cast<uint32_t>(particle)) != frame.particle) return -1;
    fit += 2;
  }
  const Tokens objects = roles_.Undergoers(verb);
  if (frame.needs_object && objects.empty()) return -1;
  if (frame.no_object && !objects.empty()) return -1;
  if (frame.needs_object) ++fit;
  if (frame.direct_object) {
    if (roles_.ActorsAt(objects, false).empty()) return -1;
    ++fit;
  }
  if (frame.needs_clause) {
    bool infinitive = false;
    for (uint32_t c : tree_.children(verb)) {
      if (tree_.dep(c) != Dep::kXcomp && tree_.dep(c) != Dep::kCcomp) continue;
      const int32_t aux = tree_.ChildOf(c, Dep::kAux);
      infinitive |= tree_.tag(c) == "VB" && aux >= 0 && tree_.tag(static_cast<uint32_t>(aux)) == "TO";
    }
    if (!infinitive) return -1;
    ++fit;
  }
  if (!frame.object_words.empty()) {
    const bool named = std::any_of(objects.begin(), objects.end(),
                                   [&](uint32_t o) { return Contains(frame.object_words, tree_.lemma(o)); });
    if (!named) return -1;
    fit += 4;
  }
  if (!frame.prepositions.empty()) {
    const bool there = std::any_of(frame.prepositions.begin(), frame.prepositions.end(),
                                   [&](const std::string& p) { return !Slot(verb, p).empty(); });
    if (!there) return -1;
    fit += 2;
  }
  if (!frame.governed_words.empty()) {
    if (!Governs(verb, frame)) return -1;
    fit += 4;
  }
  return fit;
}

// "withdrew from the accord": one of the frame's prepositions has one of its words.
bool EventCoder::Governs(uint32_t verb, const EventVerb& frame) const {
  return std::any_of(frame.prepositions.begin(), frame.prepositions.end(), [&](const std::string& preposition) {
    const int32_t object = tree_.PrepObject(verb, preposition);
    return object >= 0 && Contains(frame.governed_words, tree_.lemma(static_cast<uint32_t>(object)));
  });
}

const EventVerb* EventCoder::FrameOf(uint32_t verb) const {
  const EventVerb* best = nullptr;
  int best_fit = 0;
  for (const EventVerb* frame : lexicon_.Verbs(tree_.lemma(verb))) {
    if (const int fit = Fit(*frame, verb); fit > best_fit) {
      best = frame;
      best_fit = fit;
    }
  }
  return best;
}

// The actors in one slot of a verb.
Fillers EventCoder::Slot(uint32_t verb, std::string_view slot) const {
  if (slot == "subj") {
    const Tokens doers = roles_.Doers(verb);
    Fillers out;
    for (uint32_t doer : doers) {
      const bool deputy = lexicon_.Is("deputy", tree_.lemma(doer));
      Fillers found = roles_.ActorsAt(doer, deputy);
      // "In Israel, there were protests supporting …": the place of the clause owns them.
      const int32_t place = found.empty() && deputy ? tree_.PrepObject(tree_.head(doer), "in") : -1;
      if (place >= 0) {
        found = roles_.ActorsAt(static_cast<uint32_t>(place), false);
        for (Filler& f : found) f.indirect = true;
      }
      out.insert(out.end(), found.begin(), found.end());
    }
    return out;
  }
  if (slot == "obj") return roles_.ActorsAt(roles_.Undergoers(verb), true);
  if (slot == "dative") {
    const int32_t dative = tree_.ChildOf(verb, Dep::kDative);
    if (dative >= 0 && tree_.lemma(static_cast<uint32_t>(dative)) != "to") {
      return roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(dative)), true);
    }
    return {};
  }
  // A preposition: of the verb, or of its object where the parser hung it there.
  Tokens hosts = {verb};
  for (uint32_t object : roles_.Undergoers(verb)) hosts.push_back(object);
  for (uint32_t c : tree_.children(verb)) {
    if (tree_.dep(c) == Dep::kPrt || tree_.dep(c) == Dep::kAcomp || tree_.dep(c) == Dep::kAttr ||
        tree_.dep(c) == Dep::kOprd) {
      hosts.push_back(c);
    }
  }
  for (uint32_t host : hosts) {
    if (const int32_t object = tree_.PrepObject(host, slot); object >= 0) {
      Fillers found = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), true);
      if (!found.empty()) return found;
    }
  }
  return {};
}

Fillers EventCoder::FirstSlot(uint32_t verb, const Words& slots) const {
  for (const std::string& slot : slots) {
    if (slot == "recip") continue;
    if (Fillers found = Slot(verb, slot); !found.empty()) return found;
  }
  return {};
}

void EventCoder::CodeVerb(uint32_t verb, std::vector<Draft>& out) const {
  for (uint32_t object : roles_.Undergoers(verb)) {
    // A light verb lends itself to the noun, which is coded when its turn comes.
    if (lexicon_.Noun(tree_.lemma(object)) != nullptr && PerformerOf(object) == static_cast<int32_t>(verb)) return;
  }
  const EventVerb* frame = FrameOf(verb);
  if (frame == nullptr || frame->type.empty()) return;
  Act act;
  act.predicate = verb;
  act.type = frame->type;
  act.id = frame->id;
  act.mode = frame->mode;
  act.cameo = frame->cameo;
  act.context = frame->context;
  act.confidence = kVerbConfidence;
  act.sources = FirstSlot(verb, frame->source);
  act.targets = FirstSlot(verb, frame->target);
  act.reciprocal = Contains(frame->target, "recip");
  ReadContext(verb, act);
  Emit(act, out);
}

int32_t EventCoder::PerformerOf(uint32_t noun) const {
  const uint32_t first = tree_.FirstConjunct(noun);
  const uint32_t governor = tree_.head(first);
  if (governor == first) return -1;
  const Dep dep = tree_.dep(first);
  uint32_t verb = governor;
  if (dep == Dep::kPobj) {
    if (!lexicon_.Is("performing_preposition", tree_.lemma(governor))) return -1;
    verb = tree_.head(governor);  // "engaged in talks", "came under attack"
  } else if (dep != Dep::kDobj && dep != Dep::kNsubjpass) {
    if (dep != Dep::kDative) {
      // "talks held by", "aid sent to": the participle hangs below the noun.
      for (uint32_t c : tree_.children(noun)) {
        if (tree_.dep(c) == Dep::kAcl && tree_.tag(c) == "VBN" && lexicon_.Light(tree_.lemma(c)) != nullptr) {
          return static_cast<int32_t>(c);
        }
      }
      return -1;
    }
  }
  return tree_.IsVerb(verb) && lexicon_.Light(tree_.lemma(verb)) != nullptr ? static_cast<int32_t>(verb) : -1;
}

Fillers EventCoder::NounSlot(uint32_t noun, int32_t performer, const Words& prepositions) const {
  for (const std::string& preposition : prepositions) {
    // "appreciation for how Israel helped": the clause's subject.
    for (uint32_t c : tree_.children(noun)) {
      if (tree_.dep(c) != Dep::kPrep || tree_.lemma(c) != preposition) continue;
      const int32_t clause = tree_.ChildOf(c, Dep::kPcomp);
      if (clause < 0) continue;
      Fillers found = roles_.ActorsAt(roles_.Doers(static_cast<uint32_t>(clause)), true);
      if (!found.empty()) return found;
    }
    if (const int32_t object = tree_.PrepObject(noun, preposition); object >= 0) {
      Fillers found = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), true);
      if (!found.empty()) return found;
    }
    if (performer >= 0) {
      Fillers found = Slot(static_cast<uint32_t>(performer), preposition);
      if (!found.empty()) return found;
    }
  }
  return {};
}

// What the performing verb adds: who performs, and what becomes of the act. False where it is no event.
bool EventCoder::FillFromPerformer(uint32_t noun, uint32_t performer, LightOp op, Act& act,
                                   const EventNoun& entry) const {
  const Fillers doers = Slot(performer, "subj");
  Fillers given = Slot(performer, "dative");
  act.predicate = performer;
  act.confidence = kPerformedConfidence;
  switch (op) {
    case LightOp::kDo:
      if (!doers.empty()) act.sources = doers;
      if (act.targets.empty()) act.targets = given;
      return true;
    case LightOp::kStop:
      if (entry.stop_type.empty()) return false;
      act.type = entry.stop_type;
      act.cameo.clear();
      if (!doers.empty()) act.sources = doers;
      return true;
    case LightOp::kReceive: {
      Fillers givers = NounSlot(noun, static_cast<int32_t>(performer), {"from", "by"});
      if (!givers.empty()) act.sources = givers;
      act.targets = doers;
      return true;
    }
    case LightOp::kDemand: {
      Fillers asked = NounSlot(noun, static_cast<int32_t>(performer), {"from", "of"});
      act.type = "REQUEST";
      act.cameo.clear();
      act.targets = !asked.empty() ? asked : !act.sources.empty() ? act.sources : act.targets;
      act.sources = doers;
      return true;
    }
    case LightOp::kReject: {
      Fillers refused = !act.sources.empty() ? act.sources : act.targets;
      act.type = "REJECT";
      act.cameo.clear();
      act.targets = refused;
      act.sources = doers;
      return true;
    }
  }
  return false;
}

// "grateful for the assistance of X", "thanked X for its help": who thanks is whom the act was for.
void EventCoder::FillFromGratitude(uint32_t noun, Act& act) const {
  uint32_t at = noun;
  for (int step = 0; step < 4 && tree_.head(at) != at; ++step) {
    at = tree_.head(at);
    if (!lexicon_.Is("gratitude", tree_.lemma(at))) continue;
    const uint32_t verb = tree_.dep(at) == Dep::kAcomp ? tree_.head(at) : at;
    const Fillers thanking = tree_.IsVerb(verb) ? Slot(verb, "subj") : roles_.ActorsAt(roles_.Bearers(verb), true);
    if (act.targets.empty()) act.targets = thanking;
    if (act.sources.empty() && tree_.IsVerb(verb)) act.sources = Slot(verb, "obj");
    return;
  }
}

// "as a token of appreciation", "looking forward to cooperation with": whoever the verb above is said of.
Fillers EventCoder::GoverningSource(uint32_t noun) const {
  uint32_t at = noun;
  for (int step = 0; step < 5 && tree_.head(at) != at; ++step) {
    at = tree_.head(at);
    if (!tree_.IsVerb(at)) continue;
    const bool controlled = status_.Of(noun).control != nullptr;
    return controlled || lexicon_.Is("gratitude", tree_.lemma(noun)) ? Slot(at, "subj") : Fillers{};
  }
  return {};
}

// "talks between A and B", "Israeli-Turkish talks", "A's talks with B".
void EventCoder::FillReciprocal(uint32_t noun, Act& act) const {
  act.reciprocal = true;
  if (const int32_t object = tree_.PrepObject(noun, "between"); object >= 0) {
    Fillers both = roles_.ActorsAt(tree_.Conjuncts(static_cast<uint32_t>(object)), true);
    if (both.size() >= 2) {
      act.sources = both;
      act.targets.clear();
    }
  }
}

void EventCoder::CodeNoun(uint32_t noun, std::vector<Draft>& out) const {
  const EventNoun& entry = *lexicon_.Noun(tree_.lemma(noun));
  Act act;
  act.predicate = noun;
  act.type = entry.type;
  act.id = entry.id;
  act.cameo = entry.cameo;
  act.context = entry.context;
  act.confidence = kNounConfidence;
  const int32_t performer = PerformerOf(noun);
  act.targets = NounSlot(noun, performer, entry.target);
  act.sources = NounSlot(noun, -1, entry.source);
  if (act.sources.empty()) {
    for (uint32_t c : tree_.children(noun)) {
      const Dep dep = tree_.dep(c);
      if (dep != Dep::kPoss && dep != Dep::kAmod && dep != Dep::kCompound && dep != Dep::kNmod) continue;
      Fillers owner = roles_.ActorsAt(dep == Dep::kPoss ? tree_.Conjuncts(c) : Tokens{c}, false);
      act.sources.insert(act.sources.end(), owner.begin(), owner.end());
    }
  }
  if (act.sources.empty() && performer < 0) act.sources = GoverningSource(noun);
  if (performer >= 0) {
    const LightOp op = *lexicon_.Light(tree_.lemma(static_cast<uint32_t>(performer)));
    if (!FillFromPerformer(noun, static_cast<uint32_t>(performer), op, act, entry)) return;
  } else if (!entry.bare) {
    return;
  }
  if (entry.reciprocal) FillReciprocal(noun, act);
  if (act.targets.empty() || act.sources.empty()) FillFromGratitude(noun, act);
  ReadContext(noun, act);
  Emit(act, out);
}

// "Oman may follow suit": the last event before it in the sentence, done by another.
void EventCoder::CodeVerbAnaphor(uint32_t word, std::vector<Draft>& out) const {
  uint32_t verb = word;
  while (!tree_.IsVerb(verb) && tree_.head(verb) != verb) verb = tree_.head(verb);
  if (!tree_.IsVerb(verb) || !lexicon_.Is("same_again_verb", tree_.lemma(verb))) return;
  const Draft* last = nullptr;
  for (const Draft& draft : out) {
    const uint32_t gap = tree_.sentence(verb) - tree_.sentence(draft.predicate);
    if (draft.predicate < verb && gap <= 1 && draft.printed) last = &draft;
  }
  if (last == nullptr) return;
  Act act;
  act.predicate = verb;
  act.type = last->statement.type;
  act.id = "words:same_again";
  act.cameo = last->statement.cameo;
  act.sources = Slot(verb, "subj");
  act.targets = {last->second};
  act.confidence = kAnaphorConfidence;
  Emit(act, out);
}

// "humanitarian aid", "with political, strategic and humanitarian aid": the field the act lies in.
void EventCoder::ReadContext(uint32_t predicate, Act& act) const {
  auto add = [&](uint32_t t) {
    const std::string_view context = lexicon_.Context(tree_.lemma(t));
    if (!context.empty() && !Contains(act.context, context)) act.context.emplace_back(context);
  };
  auto modifiers = [&](uint32_t noun) {
    for (uint32_t c : tree_.children(noun)) {
      if (tree_.dep(c) != Dep::kAmod && tree_.dep(c) != Dep::kCompound) continue;
      for (uint32_t each : tree_.Conjuncts(c)) add(each);
    }
  };
  add(predicate);
  modifiers(predicate);
  for (uint32_t c : tree_.children(predicate)) {
    if (tree_.dep(c) == Dep::kDobj) {
      add(c);
      modifiers(c);
    }
    const int32_t object = tree_.dep(c) == Dep::kPrep ? tree_.ChildOf(c, Dep::kPobj) : -1;
    if (object >= 0 && (tree_.lemma(c) == "with" || tree_.lemma(c) == "of")) modifiers(static_cast<uint32_t>(object));
  }
}

void EventCoder::Emit(const Act& act, std::vector<Draft>& out) const {
  const Modality modality = status_.Of(act.predicate);
  if (act.targets.empty() && act.reciprocal) {
    for (size_t i = 0; i < act.sources.size(); ++i) {
      for (size_t j = i + 1; j < act.sources.size(); ++j) {
        EmitOne(act, act.sources[i], act.sources[j], modality, out);
      }
    }
    return;
  }
  // "prosecute their citizens": each acts on its own, not each on the others.
  const bool own =
      act.sources.size() > 1 && std::all_of(act.sources.begin(), act.sources.end(), [&](const Filler& s) {
        return std::any_of(act.targets.begin(), act.targets.end(), [&](const Filler& t) { return roles_.Same(s, t); });
      });
  if (own && !act.reciprocal) return;
  for (const Filler& source : act.sources) {
    for (const Filler& target : act.targets) EmitOne(act, source, target, modality, out);
  }
}

void EventCoder::EmitOne(const Act& act, const Filler& source, const Filler& target, const Modality& modality,
                         std::vector<Draft>& out) const {
  if (roles_.Same(source, target)) return;
  Draft draft;
  draft.predicate = act.predicate;
  draft.first = source;
  draft.second = target;
  draft.statement = builder_.Start(StatementKind::kEvent, act.predicate, modality);
  Statement& s = draft.statement;
  s.type = act.type;
  s.mode = act.mode;
  s.context = act.context;
  s.cameo = act.cameo;
  s.pattern = act.id;
  draft.raw_cooperative = lexicon_.Type(act.type)->cooperative();
  draft.printed = ApplyControl(modality, act, draft) && !OnlyHelpedAlong(act.predicate, draft.statement.status);
  if (roles_.Same(draft.first, draft.second)) return;
  const EventType& type = *lexicon_.Type(s.type);
  if (s.cameo.empty()) s.cameo = type.cameo;
  s.goldstein = lexicon_.Goldstein(s.cameo);
  s.quad = type.quad;
  s.source = builder_.Ref(draft.first);
  s.target = builder_.Ref(draft.second);
  s.confidence = act.confidence * builder_.SlotConfidence(draft.first, draft.second);
  out.push_back(std::move(draft));
}

// "offered to help Israel improve its relations": what the helped one would do is no event of its own.
bool EventCoder::OnlyHelpedAlong(uint32_t predicate, StatementStatus status) const {
  const Dep dep = tree_.dep(predicate);
  const bool fact = status == StatementStatus::kActual || status == StatementStatus::kOngoing;
  return !fact && (dep == Dep::kXcomp || dep == Dep::kCcomp) && roles_.Facilitates(tree_.head(predicate));
}

bool EventCoder::ApplyControl(const Modality& modality, const Act& act, Draft& draft) const {
  if (modality.control == nullptr) return true;
  const Control& control = *modality.control;
  const bool cooperative = draft.raw_cooperative;
  const std::string& own = modality.control_negated ? control.negated_type
                           : cooperative            ? control.cooperative_type
                                                    : control.conflict_type;
  if (own.empty()) return true;
  if (modality.control_negated && !cooperative) return true;
  Statement& s = draft.statement;
  const uint32_t token = modality.control_token;
  const Modality above = status_.Of(token);
  s.type = own;
  s.cameo.clear();
  s.mode.clear();
  s.pattern = control.id;
  s.status = modality.control_negated ? StatementStatus::kActual : above.status;
  const Fillers doers = tree_.IsVerb(token) ? Slot(token, "subj") : roles_.ActorsAt(roles_.Bearers(token), true);
  if (!doers.empty()) draft.first = doers.front();
  const Fillers asked = tree_.IsVerb(token) ? roles_.ActorsAt(roles_.Undergoers(token), true) : Fillers{};
  // "urged Israel to talk to Turkey": the request goes to Israel; without an object, to whoever is to act.
  if (own == "REQUEST") {
    if (doers.empty()) return false;
    draft.second = !asked.empty() ? asked.front() : act.sources.front();
  }
  return true;
}

}  // namespace entente
