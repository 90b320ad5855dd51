#include "event/status_reader.h"

#include <optional>

namespace entente {
namespace {

constexpr int kMaxSteps = 12;

bool Plain(StatementStatus status) { return status == StatementStatus::kActual || status == StatementStatus::kOngoing; }

// Told as something that took place, which what governs it may still open again.
bool Past(StatementStatus status) { return Plain(status) || status == StatementStatus::kEnded; }

// Not done: what came of it hangs on something that is still open.
bool Open(StatementStatus status) {
  return status == StatementStatus::kIntended || status == StatementStatus::kConditional ||
         status == StatementStatus::kPossible || status == StatementStatus::kOffered;
}

StatementStatus Negated(StatementStatus status) {
  switch (status) {
    case StatementStatus::kIntended:
    case StatementStatus::kConditional:
    case StatementStatus::kRequested:
      return StatementStatus::kRejected;
    default:
      return StatementStatus::kDenied;
  }
}

}  // namespace

StatementStatus StatusReader::ByModals(uint32_t predicate) const {
  StatementStatus status = StatementStatus::kActual;
  for (uint32_t c : tree_.children(predicate)) {
    if (tree_.dep(c) != Dep::kAux) continue;
    const std::string_view modal = tree_.lemma(c);
    if (lexicon_.Is("modal_possible", modal)) status = StatementStatus::kPossible;
    if (lexicon_.Is("modal_intended", modal)) status = StatementStatus::kIntended;
    if (lexicon_.Is("modal_conditional", modal)) status = StatementStatus::kConditional;
    if (lexicon_.Is("modal_requested", modal)) status = StatementStatus::kRequested;
  }
  // "announced that it would leave": the future of a past.
  const uint32_t teller = tree_.head(predicate);
  if (status == StatementStatus::kConditional && tree_.dep(predicate) == Dep::kCcomp && teller < predicate &&
      (tree_.tag(teller) == "VBD" || tree_.tag(teller) == "VBN")) {
    status = StatementStatus::kIntended;
  }
  return status;
}

// "did not admit it or name others"
bool StatusReader::SharesDenial(uint32_t predicate) const {
  const uint32_t first = tree_.head(predicate);
  return tree_.dep(predicate) == Dep::kConj && first != predicate && !tree_.Has(predicate, Dep::kNsubj) &&
         (tree_.HasLemma(first, Dep::kCc, "or") || tree_.HasLemma(first, Dep::kCc, "nor")) && tree_.IsNegated(first);
}

StatementStatus StatusReader::Own(uint32_t predicate) const {
  for (uint32_t c : tree_.children(predicate)) {
    if (tree_.dep(c) == Dep::kMark && lexicon_.Is("if", tree_.lemma(c))) return StatementStatus::kPossible;
  }
  const StatementStatus status = ByModals(predicate);
  if (Open(status) && controls_.HasCondition(predicate)) return StatementStatus::kConditional;
  if (tree_.IsNegated(predicate) || SharesDenial(predicate)) {
    // Not to accept is to refuse.
    const bool refused = status == StatementStatus::kActual && lexicon_.Is("accepting", tree_.lemma(predicate));
    return refused ? StatementStatus::kRejected : Negated(status);
  }
  const bool progressive = tree_.tag(predicate) == "VBG" && tree_.Has(predicate, Dep::kAux);
  return status == StatementStatus::kActual && progressive ? StatementStatus::kOngoing : status;
}

// The act's own words; for a noun, those of the verb that performs it ("had no part", "is holding talks").
StatementStatus StatusReader::Start(uint32_t predicate) const {
  if (tree_.IsVerb(predicate)) {
    // "Rome is mediating": the parser may take the participle for a noun said of the subject.
    const bool said = tree_.dep(predicate) == Dep::kAttr && tree_.tag(predicate) == "VBG";
    const StatementStatus own = Own(predicate);
    return said && own == StatementStatus::kActual ? StatementStatus::kOngoing : own;
  }
  if (tree_.IsNegated(predicate)) return StatementStatus::kDenied;
  const int32_t performer = controls_.PerformerOf(predicate);
  return performer >= 0 ? Own(static_cast<uint32_t>(performer)) : StatementStatus::kActual;
}

void StatusReader::Apply(Match match, Modality& out) const {
  if (match.control == nullptr) return;
  const bool negated = tree_.IsNegated(match.token);
  const bool first = out.control == nullptr;
  if (first) {
    out.control = match.control;
    out.control_token = match.token;
    out.control_negated = negated;
  }
  if (match.control->speaks && out.holder < 0) out.holder = static_cast<int32_t>(match.token);
  const StatementStatus imposed = negated ? match.control->negated_status : match.control->status;
  // To intend an offer or a refusal leaves it one; to intend not to act is to refuse.
  const bool will = imposed == StatementStatus::kIntended || imposed == StatementStatus::kOffered;
  if (will && first && out.status == StatementStatus::kDenied) {
    out.status = StatementStatus::kRejected;
    return;
  }
  if (imposed == StatementStatus::kIntended && !Past(out.status)) return;
  if (!Plain(imposed) || (imposed == StatementStatus::kOngoing && out.status == StatementStatus::kActual)) {
    out.status = imposed;
  }
}

bool StatusReader::IsPurpose(uint32_t token) const {
  return tree_.dep(token) == Dep::kAdvcl && tree_.IsInfinitive(token) && !controls_.IsOneOfSome(token);
}

bool StatusReader::SharesModal(uint32_t token) const {
  return tree_.dep(token) == Dep::kConj && tree_.tag(token) == "VB" && !tree_.Has(token, Dep::kNsubj);
}

bool StatusReader::ReachesUp(uint32_t token, Match above) const {
  const Dep dep = tree_.dep(token);
  // A relative or adverbial clause of its own ("after X made peace") stands outside what governs the main clause; so
  // does a participle ("the offensive, supported by").
  switch (dep) {
    case Dep::kRelcl:
    case Dep::kAcl:
      return controls_.IsContent(token) && !controls_.IsOneOfSome(token);
    case Dep::kAdvcl:
      return IsPurpose(token) || above.control != nullptr;
    case Dep::kAppos:
      return false;
    case Dep::kConj:
      return !tree_.Has(token, Dep::kNsubj);
    case Dep::kCcomp:
      return !controls_.IsQuestioned(token);
    default:
      break;
  }
  if (tree_.IsVerb(token) || above.control != nullptr) return true;
  if (dep == Dep::kAcomp || dep == Dep::kAttr || dep == Dep::kOprd) return !tree_.IsNoun(token);
  // A noun takes only what governs it, or the verb that performs it: "threatened to avenge the raid" tells of a raid.
  if (controls_.PerformerOf(token) >= 0) return true;
  return dep == Dep::kPobj && lexicon_.Is("transparent_noun", tree_.lemma(tree_.head(tree_.head(token))));
}

// A clause is also in what its governors are in. A second verb shares the modal of the first ("may come and help"), not
// its denial ("did not come, and helped").
void StatusReader::ApplyOwn(uint32_t below, uint32_t verb, Modality& out) const {
  const Dep dep = tree_.dep(below);
  const bool governed = out.control != nullptr && out.control_token == verb && !tree_.IsVerb(below);
  const bool carried = governed || dep == Dep::kXcomp || dep == Dep::kPcomp || dep == Dep::kAcl || dep == Dep::kAcomp ||
                       dep == Dep::kAttr || IsPurpose(below) || SharesModal(below) ||
                       (!tree_.IsVerb(below) && controls_.PerformerOf(below) >= 0);
  if (!carried) return;
  const StatementStatus own = Own(verb);
  const bool decides = own == StatementStatus::kPossible || own == StatementStatus::kConditional;
  if (!Plain(own) && (out.control == nullptr || Past(out.status)) && !(governed && tree_.IsNegated(verb))) {
    out.status = own;
  }
  if (decides && (own == StatementStatus::kPossible || controls_.HasCondition(verb))) out.status = own;
}

Modality StatusReader::Of(uint32_t predicate) const {
  Modality out;
  out.status = Start(predicate);
  uint32_t token = predicate;
  bool second = false;
  for (int step = 0; step < kMaxSteps; ++step) {
    if (!second) Apply(controls_.Beside(token), out);
    // "denied the allegation": it was made.
    if (token == predicate && lexicon_.Is("claim", tree_.lemma(token))) break;
    const Match above = controls_.Above(token);
    Apply(above, out);
    if (tree_.head(token) == token || !ReachesUp(token, above)) break;
    if (IsPurpose(token) && tree_.IsVerb(predicate) && Plain(out.status) && out.control == nullptr) {
      out.status = StatementStatus::kIntended;
    }
    const uint32_t below = token;
    // "once backed one and backs another": the adverb is the first verb's.
    second = tree_.dep(below) == Dep::kConj && tree_.IsVerb(below) && !SharesModal(below);
    token = tree_.head(token);
    // Prepositions only lead on.
    if (tree_.dep(below) == Dep::kPobj || tree_.dep(below) == Dep::kPcomp) token = tree_.head(token);
    if (tree_.IsVerb(token)) ApplyOwn(below, token, out);
  }
  return out;
}

}  // namespace entente
