#include "event/statement_builder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace entente {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// How sure a slot is that was filled by the owner of the phrase, not the phrase itself.
constexpr double kIndirectConfidence = 0.85;
// How sure the place of an event is that its verb, its object, its object itself, or only its sentence names.
constexpr double kPlaceOfVerb = 0.95;
constexpr double kPlaceOfObject = 0.8;
constexpr double kPlaceIsObject = 0.85;
constexpr double kPlaceOfSentence = 0.5;

bool IsLocative(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {"in",     "at",         "near",   "outside", "around",
                                                             "inside", "throughout", "across", "within"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

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
  SetPlace(statement, predicate);
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

const PlaceMention* StatementBuilder::PlaceAt(uint32_t token) const {
  for (const PlaceMention& place : roles_.annotation().places) {
    if (place.tokens.begin <= token && token < place.tokens.end) return &place;
  }
  return nullptr;
}

// "in Idlib", "in the city of Homs", "near the town": the place in a locative phrase of the token.
const PlaceMention* StatementBuilder::PlaceBelow(uint32_t token) const {
  for (const uint32_t c : tree_.children(token)) {
    if (tree_.dep(c) != Dep::kPrep || !IsLocative(tree_.lemma(c))) continue;
    const int32_t object = tree_.ChildOf(c, Dep::kPobj);
    if (object < 0) continue;
    const auto head = static_cast<uint32_t>(object);
    if (const PlaceMention* place = PlaceAt(head); place != nullptr) return place;
    for (const uint32_t below : tree_.children(head)) {
      if (const PlaceMention* place = PlaceAt(below); place != nullptr) return place;
    }
    const int32_t of = tree_.PrepObject(head, "of");
    if (of >= 0 && PlaceAt(static_cast<uint32_t>(of)) != nullptr) return PlaceAt(static_cast<uint32_t>(of));
  }
  return nullptr;
}

// Where: what the act's own words say, then what is done to, then the only place its sentence names.
void StatementBuilder::SetPlace(Statement& statement, uint32_t predicate) const {
  const PlaceMention* place = PlaceBelow(predicate);
  double sure = kPlaceOfVerb;
  const Tokens undergoers = tree_.IsVerb(predicate) ? roles_.Undergoers(predicate) : Tokens{};
  for (const uint32_t object : undergoers) {
    if (place != nullptr) break;
    place = PlaceBelow(object);
    sure = kPlaceOfObject;
    if (place != nullptr) break;
    place = PlaceAt(object);
    sure = kPlaceIsObject;
    // A state that something is done to need not be where it is done.
    const bool state = place != nullptr && roles_.annotation().actors[place->actor].name == place->name;
    if (state) place = nullptr;
  }
  if (place == nullptr) {
    sure = kPlaceOfSentence;
    for (const PlaceMention& other : roles_.annotation().places) {
      if (tree_.sentence(other.head) != tree_.sentence(predicate) ||
          roles_.annotation().mention_of_token[other.head] >= 0)
        continue;
      const uint32_t above = tree_.head(other.head);
      if (tree_.dep(above) != Dep::kPrep || !IsLocative(tree_.lemma(above))) continue;
      if (place != nullptr) return;  // two: neither
      place = &other;
    }
  }
  if (place == nullptr) {
    statement.place = PlaceOf(predicate);
    return;
  }
  const std::vector<Token>& all = tree_.document().tokens;
  statement.place =
      Slice(tree_.document().text, {all[place->tokens.begin].span.begin, all[place->tokens.end - 1].span.end});
  statement.point = PlacePoint{roles_.annotation().actors[place->actor].code, place->latitude, place->longitude,
                               std::round(100 * sure * place->confidence) / 100};
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
