#include "event/status_reader.h"

namespace entente {
namespace {

constexpr int kMaxSteps = 12;

bool Plain(StatementStatus status) { return status == StatementStatus::kActual || status == StatementStatus::kOngoing; }

}  // namespace

const Control* StatusReader::Named(uint32_t token, std::string_view form) const {
  for (const Control* control : roles_.lexicon().Controls(tree_.lemma(token))) {
    if (Contains(control->forms, form)) return control;
  }
  return nullptr;
}

// "maybe", "reportedly": an adverb beside the predicate.
StatusReader::Match StatusReader::ControlBeside(uint32_t token) const {
  for (uint32_t c : tree_.children(token)) {
    if (tree_.dep(c) != Dep::kAdvmod) continue;
    if (const Control* control = Named(c, "adv"); control != nullptr) return {control, c};
  }
  return {};
}

// The pattern that governs the token directly, if any.
StatusReader::Match StatusReader::ControlOf(uint32_t token) const {
  const uint32_t governor = tree_.head(token);
  if (governor == token) return {};
  auto match = [&](uint32_t at, std::string_view form) { return Match{Named(at, form), at}; };
  switch (tree_.dep(token)) {
    case Dep::kXcomp:
      if (Match m = match(governor, "xcomp"); m.control != nullptr) return m;
      if (int32_t adjective = tree_.ChildOf(governor, Dep::kAcomp); adjective >= 0) {
        return match(static_cast<uint32_t>(adjective), "adj");
      }
      return match(governor, "adj");
    case Dep::kCcomp:
      // "Riyadh executed him; a mob set fire": a clause hung before its verb is not governed by it.
      if (token < governor && tree_.IsVerb(governor)) return {};
      if (Match m = match(governor, "ccomp"); m.control != nullptr) return m;
      // The parser hangs "urged A to meet B" as a clause with its own subject; the pattern is the same.
      if (Match m = match(governor, "xcomp"); m.control != nullptr) return m;
      if (int32_t adjective = tree_.ChildOf(governor, Dep::kAcomp); adjective >= 0) {
        return match(static_cast<uint32_t>(adjective), "adj");
      }
      return match(governor, "adj");
    case Dep::kAcl:
    case Dep::kRelcl:
      return tree_.dep(token) == Dep::kAcl && tree_.tag(token) != "VBN" ? match(governor, "noun") : Match{};
    case Dep::kPcomp:
      if (Match m = match(tree_.head(governor), "pcomp"); m.control != nullptr) return m;
      return match(tree_.head(governor), "noun");
    case Dep::kDobj:
    case Dep::kNsubjpass:
      return match(governor, "obj");
    case Dep::kPobj:
      if (Match m = match(tree_.head(governor), "noun"); m.control != nullptr) return m;
      return match(tree_.head(governor), "obj");
    case Dep::kAdvcl: {
      // "it is possible for Oman to mediate" is hung as an adverbial clause.
      const int32_t adjective = tree_.ChildOf(governor, Dep::kAcomp);
      const int32_t mark = tree_.ChildOf(token, Dep::kMark);
      if (adjective >= 0 && mark >= 0 && tree_.lemma(static_cast<uint32_t>(mark)) == "for") {
        return match(static_cast<uint32_t>(adjective), "adj");
      }
      return match(governor, "xcomp");
    }
    default:
      return {};
  }
}

StatementStatus StatusReader::Own(uint32_t predicate) const {
  const Lexicon& lexicon = roles_.lexicon();
  const bool negated = tree_.IsNegated(predicate);
  bool conditional_mark = false;
  StatementStatus status = StatementStatus::kActual;
  for (uint32_t c : tree_.children(predicate)) {
    if (tree_.dep(c) == Dep::kMark && lexicon.Is("if", tree_.lemma(c))) conditional_mark = true;
    if (tree_.dep(c) != Dep::kAux) continue;
    const std::string_view modal = tree_.lemma(c);
    if (lexicon.Is("modal_possible", modal)) status = StatementStatus::kPossible;
    if (lexicon.Is("modal_intended", modal)) status = StatementStatus::kIntended;
    if (lexicon.Is("modal_conditional", modal)) status = StatementStatus::kConditional;
    if (lexicon.Is("modal_requested", modal)) status = StatementStatus::kRequested;
  }
  if (conditional_mark) return StatementStatus::kPossible;
  if (negated) return Plain(status) ? StatementStatus::kDenied : StatementStatus::kRejected;
  const bool progressive = tree_.tag(predicate) == "VBG" && tree_.Has(predicate, Dep::kAux);
  return Plain(status) && progressive ? StatementStatus::kOngoing : status;
}

Modality StatusReader::Of(uint32_t predicate) const {
  Modality out;
  out.status = tree_.IsVerb(predicate)      ? Own(predicate)
               : tree_.IsNegated(predicate) ? StatementStatus::kDenied
                                            : StatementStatus::kActual;
  auto apply = [&](Match match) {
    const bool negated = tree_.IsNegated(match.token);
    if (out.control == nullptr) {
      out.control = match.control;
      out.control_token = match.token;
      out.control_negated = negated;
    }
    if (match.control->speaks && out.holder < 0) out.holder = static_cast<int32_t>(match.token);
    const StatementStatus imposed = negated ? match.control->negated_status : match.control->status;
    if (!Plain(imposed)) out.status = imposed;
  };
  uint32_t token = predicate;
  const bool clausal = tree_.IsVerb(predicate);
  // "had no part", "neither played a role": the verb that performs a noun speaks for it.
  const uint32_t performer = tree_.head(predicate);
  if (!clausal && tree_.dep(predicate) == Dep::kDobj && roles_.lexicon().Light(tree_.lemma(performer)) != nullptr &&
      !Plain(Own(performer))) {
    out.status = Own(performer);
  }
  for (int step = 0; step < kMaxSteps; ++step) {
    if (Match beside = ControlBeside(token); beside.control != nullptr) apply(beside);
    if (Match above = ControlOf(token); above.control != nullptr) apply(above);
    const uint32_t governor = tree_.head(token);
    if (governor == token) break;
    const Dep dep = tree_.dep(token);
    // A relative or adverbial clause of its own ("after X made peace") stands outside what governs the main clause.
    const bool purpose = dep == Dep::kAdvcl && tree_.tag(token) == "VB" && tree_.Has(token, Dep::kAux);
    if (dep == Dep::kRelcl || (dep == Dep::kAdvcl && !purpose) || dep == Dep::kAppos) break;
    if (purpose && Plain(out.status) && out.control == nullptr) out.status = StatementStatus::kIntended;
    if (dep == Dep::kConj && tree_.Has(token, Dep::kNsubj)) break;
    // A participle tells a fact of its own ("the offensive, supported by").
    if (dep == Dep::kAcl && tree_.tag(token) != "VB") break;
    const uint32_t below = token;
    token = governor;
    if (tree_.IsVerb(token)) {
      const StatementStatus own = Own(token);
      // A noun takes only what governs it directly; a clause also what its governors are in. A second verb shares
      // the modal of the first ("may come and help"), not its denial ("did not come, and helped").
      const bool shared = dep == Dep::kConj && tree_.tag(below) == "VB";
      const bool carried = clausal && (dep == Dep::kXcomp || dep == Dep::kPcomp || dep == Dep::kPrep || purpose ||
                                       dep == Dep::kAcl || dep == Dep::kAcomp || dep == Dep::kAttr || shared);
      if (carried && !Plain(own) && out.control == nullptr) out.status = own;
      if (carried && own == StatementStatus::kPossible) out.status = own;
    }
  }
  return out;
}

}  // namespace entente
