#include "event/statement_builder.h"

#include <algorithm>

namespace entente {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// How sure a slot is that was filled by the owner of the phrase, not the phrase itself.
constexpr double kIndirectConfidence = 0.85;

}  // namespace

Span StatementBuilder::SentenceSpan(uint32_t token) const {
  const ParsedDocument& parsed = tree_.document();
  TokenRange range = parsed.sentences[parsed.tokens[token].sentence];
  while (range.end - range.begin > 1 && parsed.tokens[range.end - 1].tag == "_SP") --range.end;
  while (range.end - range.begin > 1 && parsed.tokens[range.begin].tag == "_SP") ++range.begin;
  Span span{parsed.tokens[range.begin].span.begin, parsed.tokens[range.end - 1].span.end};
  while (span.begin < span.end && IsSpace(parsed.text[span.begin])) ++span.begin;
  while (span.end > span.begin && IsSpace(parsed.text[span.end - 1])) --span.end;
  return span;
}

ActorRef StatementBuilder::Ref(const Filler& filler) const {
  const Actor& actor = roles_.actor(filler);
  ActorRef ref{actor.code, actor.name, actor.sector, {}};
  if (filler.mention < 0) return ref;
  const TokenRange tokens = roles_.annotation().mentions[filler.mention].tokens;
  if (!tokens.empty()) {
    const std::vector<Token>& all = tree_.document().tokens;
    ref.span = {all[tokens.begin].span.begin, all[tokens.end - 1].span.end};
  }
  return ref;
}

double StatementBuilder::SlotConfidence(const Filler& a, const Filler& b) const {
  double confidence = 1;
  for (const Filler& filler : {a, b}) {
    if (filler.mention >= 0) confidence *= roles_.annotation().mentions[filler.mention].confidence;
    if (filler.indirect) confidence *= kIndirectConfidence;
  }
  return confidence;
}

Statement StatementBuilder::Start(StatementKind kind, uint32_t predicate, const Modality& modality) const {
  Statement statement;
  statement.document = document_.id;
  statement.kind = kind;
  statement.status =
      kind == StatementKind::kTie ? modality.status : factuality_.Settle(tree_, status_, predicate, modality);
  statement.evidence = SentenceSpan(predicate);
  statement.evidence_text = Slice(tree_.document().text, statement.evidence);
  statement.event_date = DateOf(predicate);
  statement.place = PlaceOf(predicate);
  SetSpeaker(statement, predicate, modality);
  return statement;
}

void StatementBuilder::SetSpeaker(Statement& statement, uint32_t predicate, const Modality& modality) const {
  if (modality.holder >= 0) {
    const uint32_t holder = static_cast<uint32_t>(modality.holder);
    const Fillers holders = roles_.ActorsAt(roles_.Doers(holder), true);
    if (!holders.empty()) {
      statement.speaker = Ref(holders.front());
      statement.cue = tree_.text(holder);
      return;
    }
  }
  const Utterance* innermost = nullptr;
  for (const Utterance& utterance : roles_.annotation().utterances) {
    const bool covers = utterance.content.begin <= predicate && predicate < utterance.content.end;
    if (covers && utterance.speaker >= 0) innermost = &utterance;
  }
  if (innermost == nullptr) return;
  const Mention& mention = roles_.annotation().mentions[innermost->speaker];
  if (mention.actors.empty()) return;
  statement.speaker = Ref({mention.actors.front(), innermost->speaker, false});
  if (innermost->cue >= 0) statement.cue = tree_.text(static_cast<uint32_t>(innermost->cue));
}

uint32_t StatementBuilder::ClauseOf(uint32_t token) const {
  for (uint32_t at = token;; at = tree_.head(at)) {
    if (at != token && (tree_.IsVerb(at) || roles_.lexicon().Noun(tree_.lemma(at)) != nullptr)) return at;
    if (tree_.head(at) == at) return at;
  }
}

std::optional<DateInterval> StatementBuilder::DateOf(uint32_t predicate) const {
  // The clause itself first, then the clauses that carry it ("After the raid, he said that they refused").
  uint32_t clause = predicate;
  for (int step = 0; step < 4; ++step) {
    for (const TimeExpression& time : values_.times) {
      if (time.interval.begin.year == 0 || tree_.sentence(time.head) != tree_.sentence(predicate)) continue;
      if (ClauseOf(time.head) != clause) continue;
      const Date today = document_.published_date.value_or(time.interval.end);
      if (time.role == TimeRole::kAt) return time.interval;
      if (time.role == TimeRole::kSince) return DateInterval{time.interval.begin, std::max(today, time.interval.begin)};
      if (time.role == TimeRole::kAfter) return DateInterval{time.interval.end, std::max(today, time.interval.end)};
    }
    const Dep dep = tree_.dep(clause);
    const bool carried = dep == Dep::kXcomp || dep == Dep::kCcomp || dep == Dep::kPcomp || dep == Dep::kDobj ||
                         dep == Dep::kPobj || dep == Dep::kPrep;
    if (!carried) break;
    clause = ClauseOf(clause);
  }
  return std::nullopt;
}

std::string StatementBuilder::PlaceOf(uint32_t predicate) const {
  for (uint32_t c : tree_.children(predicate)) {
    if (tree_.dep(c) != Dep::kPrep || (tree_.lemma(c) != "in" && tree_.lemma(c) != "at")) continue;
    const int32_t object = tree_.ChildOf(c, Dep::kPobj);
    if (object < 0) continue;
    const Token& token = tree_.document().tokens[object];
    if (token.entity_type == "GPE" || token.entity_type == "LOC" || token.entity_type == "FAC") {
      uint32_t begin = static_cast<uint32_t>(object);
      while (begin > 0 && tree_.document().tokens[begin].entity_iob == 'I') --begin;
      return std::string(Slice(tree_.document().text, {tree_.document().tokens[begin].span.begin, token.span.end}));
    }
  }
  return {};
}

}  // namespace entente
