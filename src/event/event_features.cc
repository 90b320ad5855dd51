#include "event/event_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace entente {
namespace {

// Odds beyond e^4 say no more.
constexpr double kMostOdds = 4;

std::string Number(size_t value, size_t most) { return std::to_string(std::min(value, most)); }

double Odds(double share) {
  const double bounded = std::clamp(share, 0.001, 0.999);
  return std::clamp(std::log(bounded / (1 - bounded)), -kMostOdds, kMostOdds) / kMostOdds;
}

std::string_view Told(StatementStatus status) {
  switch (status) {
    case StatementStatus::kActual:
    case StatementStatus::kOngoing:
      return "fact";
    case StatementStatus::kEnded:
    case StatementStatus::kDenied:
    case StatementStatus::kRejected:
      return "no";
    default:
      return "open";
  }
}

// PLOVER parts in two what the models know as one.
std::string_view ModelType(std::string_view type) { return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type; }

class EventDescriber {
 public:
  EventDescriber(const RoleFinder& roles, const Draft& draft, SentenceActs& acts, Features& out)
      : roles_(roles),
        tree_(roles.tree()),
        draft_(draft),
        s_(draft.statement),
        acts_(acts),
        out_(out),
        source_(PhraseAt(acts.view(), s_.source.span)),
        target_(PhraseAt(acts.view(), s_.target.span)) {}

  void Describe(double factuality) {
    Found();
    Models();
    Side("s", s_.source, source_, draft_.first);
    Side("t", s_.target, target_, draft_.second);
    Both();
    Predicate();
    Steps("factual", (factuality + 3) / 6);
  }

 private:
  // A figure as it is and in steps, so that a linear model can bend.
  void Steps(std::string_view name, double value) {
    out_.Add({name}, static_cast<float>(value));
    for (const int step : {1, 3, 5, 7, 9}) {
      if (value * 10 >= step) out_.Add({name, std::to_string(step)});
    }
  }
  void Found();
  void Models();
  void Side(std::string_view side, const ActorRef& ref, const std::optional<ActPhrase>& phrase, const Filler& filler);
  void Phrase(std::string_view side, const ActPhrase& phrase);
  void Both();
  void Predicate();
  const Mention* MentionOf(const std::optional<ActPhrase>& phrase, const Filler& filler) const;

  const RoleFinder& roles_;
  const Tree& tree_;
  const Draft& draft_;
  const Statement& s_;
  SentenceActs& acts_;
  Features& out_;
  std::optional<ActPhrase> source_, target_;
};

void EventDescriber::Found() {
  const std::string_view found = std::string_view(s_.pattern).substr(0, s_.pattern.find(':'));
  out_.Add({"found", found});
  out_.Add({"id", s_.pattern});
  out_.Add({"type", s_.type});
  out_.Add({"status", ToString(s_.status)});
  out_.Add({"found", found, Told(s_.status)});
  Steps("resolved", s_.confidence);
  if (s_.speaker) out_.Add({"speaker"});
  for (const Utterance& utterance : roles_.annotation().utterances) {
    const bool covers = utterance.content.begin <= draft_.predicate && draft_.predicate < utterance.content.end;
    if (covers) out_.Add({"said", utterance.direct ? "direct" : "told"});
  }
}

void EventDescriber::Models() {
  if (!source_ && !target_) return;
  double share = 0;
  double best = 0;
  for (const ActClass& one : acts_.Classes(source_, target_)) {
    best = std::max(best, one.probability);
    if (one.type == ModelType(s_.type)) share = one.probability;
  }
  const ActPhrase& first = source_ ? *source_ : *target_;
  const double told = acts_.Told(first, target_);
  Steps("share", share);
  Steps("told", told);
  Steps("both", share * told);
  out_.Add({"share-odds"}, static_cast<float>(Odds(share)));
  out_.Add({"told-odds"}, static_cast<float>(Odds(told)));
  out_.Add({"best", share >= best ? "this" : share * 3 >= best ? "near" : "other"});
  const double quad = acts_.Quads()[static_cast<size_t>(s_.quad)];
  Steps("quad", quad);
  const std::optional<ActPair>& pair = acts_.pair();
  out_.Add({"told-main"}, static_cast<float>(Odds(acts_.told())));
  const bool same_source = pair && source_ && pair->source.head == source_->head;
  const bool same_target = pair && (pair->target && target_ ? pair->target->head == target_->head : !target_);
  out_.Add({"pair", same_source ? "s" : "-", same_target ? "t" : "-"});
}

// The mention behind a slot, where its words name one.
const Mention* EventDescriber::MentionOf(const std::optional<ActPhrase>& phrase, const Filler& filler) const {
  const ActorAnnotation& all = roles_.annotation();
  if (s_.pattern.starts_with("model:") || filler.mention < 0) {
    if (!phrase) return nullptr;
    const Fillers found = roles_.ActorsAt(phrase->head, true);
    return found.empty() || found.front().mention < 0 ? nullptr : &all.mentions[found.front().mention];
  }
  return &all.mentions[filler.mention];
}

void EventDescriber::Side(std::string_view side, const ActorRef& ref, const std::optional<ActPhrase>& phrase,
                          const Filler& filler) {
  if (ref.empty()) {
    out_.Add({side, "missing"});
    out_.Add({side, "missing", s_.type});
    return;
  }
  const Mention* mention = MentionOf(phrase, filler);
  std::string kind = "none";
  if (mention != nullptr) {
    const Actor& actor = roles_.annotation().actors[mention->actors.front()];
    kind = KindName(actor.kind);
    constexpr std::array<std::string_view, 4> kForms = {"name", "adjective", "nominal", "pronoun"};
    const std::string_view form = kForms[static_cast<size_t>(mention->kind)];
    out_.Add({side, "form", form});
    out_.Add({side, "form", form, kind});
    Steps(side == "s" ? "s-sure" : "t-sure", mention->confidence);
    if (mention->actors.size() > 1) out_.Add({side, "several"});
  } else {
    out_.Add({side, "form", "none"});
  }
  kind += ref.code.empty() ? "-" : "+";
  out_.Add({side, "kind", kind});
  out_.Add({side, "kind", kind, s_.type});
  out_.Add({side, "sector", ref.sector});
  out_.Add({side, "sector", ref.sector, s_.type});
  if (filler.indirect) out_.Add({side, "indirect"});
  if (phrase) {
    Phrase(side, *phrase);
  } else {
    out_.Add({side, "elsewhere"});
  }
}

void EventDescriber::Phrase(std::string_view side, const ActPhrase& phrase) {
  const uint32_t head = phrase.head;
  const ActView& view = acts_.view();
  out_.Add({side, "tag", tree_.tag(head)});
  out_.Add({side, "entity", view.token(head).entity_type});
  const int32_t determiner = tree_.ChildOf(head, Dep::kDet);
  out_.Add({side, "det", determiner < 0 ? "-" : tree_.lemma(static_cast<uint32_t>(determiner))});
  out_.Add({side, "length", Number(phrase.tokens.end - phrase.tokens.begin, 8)});
  const std::string_view dep = tree_.Label(head);
  out_.Add({side, "dep", dep});
  if (dep == "pobj") out_.Add({side, "prep", tree_.lemma(tree_.head(head))});
  // From the phrase up to the act.
  std::string way;
  bool reached = false;
  uint32_t at = head;
  for (size_t step = 0; step < 4 && !reached; ++step) {
    way += (way.empty() ? "" : "<") + std::string(tree_.Label(at));
    if (tree_.head(at) == at) break;
    at = tree_.head(at);
    reached = at == draft_.predicate;
  }
  out_.Add({side, "way", reached ? way : tree_.IsAncestor(head, draft_.predicate) ? "above" : "far"});
  const RoleShare share = acts_.ShareOf(head);
  const double own = std::max(side == "s" ? share.source : share.target, share.both);
  Steps(side == "s" ? "s-role" : "t-role", own);
  out_.Add({side, "role-odds"}, static_cast<float>(Odds(own)));
  out_.Add({side, head < draft_.predicate ? "before" : "after"});
}

void EventDescriber::Both() {
  if (!s_.source.code.empty() && s_.source.code == s_.target.code) out_.Add({"inside"});
  const std::string source = s_.source.code.empty() ? "name" : "code";
  out_.Add({"kinds", source, s_.target.empty() ? "missing" : s_.target.code.empty() ? "name" : "code"});
  if (source_ && target_) {
    const uint32_t a = std::min(source_->head, target_->head);
    const uint32_t b = std::max(source_->head, target_->head);
    out_.Add({"gap", b - a < 5 ? "short" : b - a < 12 ? "some" : "long"});
    out_.Add({"order", source_->head < target_->head ? "st" : "ts"});
    if (source_->tokens.begin <= target_->head && target_->head < source_->tokens.end) out_.Add({"within", "t"});
    if (target_->tokens.begin <= source_->head && source_->head < target_->tokens.end) out_.Add({"within", "s"});
  }
}

void EventDescriber::Predicate() {
  const uint32_t p = draft_.predicate;
  out_.Add({"p", "dep", tree_.Label(p)});
  out_.Add({"p", "tag", tree_.tag(p)});
  out_.Add({"p", "depth", Number(tree_.Depth(p), 6)});
  if (tree_.IsVerb(p)) out_.Add({"p", tree_.IsPassive(p) ? "passive" : "active"});
  if (tree_.IsNegated(p)) out_.Add({"p", "not"});
  const TokenRange range = acts_.view().range();
  const uint32_t length = range.end - range.begin;
  out_.Add({"length", length < 12 ? "short" : length < 25 ? "middle" : length < 40 ? "long" : "endless"});
  if (tree_.sentence(p) == 0) out_.Add({"opening"});
  for (uint32_t t = range.begin; t < range.end; ++t) {
    if (tree_.text(t) == "?") out_.AddOnce({"asks"});
    if (roles_.lexicon().Is("condition", tree_.lemma(t))) out_.AddOnce({"condition"});
  }
}

}  // namespace

void AddEventFeatures(const RoleFinder& roles, const Draft& draft, SentenceActs& acts, double factuality,
                      Features& out) {
  EventDescriber(roles, draft, acts, out).Describe(factuality);
}

}  // namespace entente
