#include "actor/speech_finder.h"

#include <algorithm>

namespace entente {
namespace {

// Shorter quotations are names and words held at arm's length, not speech.
constexpr uint32_t kMinQuoteTokens = 4;
constexpr uint32_t kMinVerblessTokens = 10;
constexpr uint32_t kCueWindowTokens = 14;
constexpr double kVoiceConfidence = 0.6;

}  // namespace

void SpeechFinder::Find() {
  FindLearned();
  AttributeQuotes();
  FindIndirect();
  FindNouns();
  FindAccording();
  std::vector<Utterance>& all = book_.annotation().utterances;
  std::stable_sort(all.begin(), all.end(), [](const Utterance& a, const Utterance& b) {
    return a.content.begin != b.content.begin ? a.content.begin < b.content.begin : a.content.end > b.content.end;
  });
}

// Titles ("Guardians of the Galaxy") and words held at arm's length say nothing by themselves.
bool SpeechFinder::IsSpeech(TokenRange content) const {
  const uint32_t length = content.end - content.begin;
  if (length < kMinQuoteTokens) return false;
  for (uint32_t t = content.begin; t < content.end; ++t) {
    if (tree_.IsVerb(t)) return true;
  }
  return length >= kMinVerblessTokens;
}

// "had failed", "fails", "will fail".
bool SpeechFinder::IsFinite(uint32_t verb) const {
  const auto finite = [&](uint32_t t) {
    const std::string_view tag = tree_.tag(t);
    return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
  };
  const auto children = tree_.children(verb);
  return finite(verb) || (tree_.IsVerb(verb) && std::any_of(children.begin(), children.end(), [&](uint32_t c) {
                            return (tree_.dep(c) == Dep::kAux || tree_.dep(c) == Dep::kAuxpass) && finite(c);
                          }));
}

// An attribution also tells what somebody wants, praises or plans. That something is so is said in a quotation or by a
// finite clause that stands highest in what is attributed; with words that are not known to say, only by their
// complement, and not as what should be.
bool SpeechFinder::SaysSo(const Attribution& attribution) const {
  const std::string_view lemma = tree_.lemma(attribution.cue);
  if (lemma == "accord" || lemma == "according" || dictionary_.Speaks(lemma, "obj")) return true;
  const bool known =
      dictionary_.Speaks(lemma, "direct") || dictionary_.Speaks(lemma, "clause") || dictionary_.Speaks(lemma, "noun");
  const auto holds = [&](uint32_t t) {
    return std::any_of(attribution.content.begin(), attribution.content.end(),
                       [&](const TokenRange& range) { return range.begin <= t && t < range.end; });
  };
  for (const TokenRange& range : attribution.content) {
    if (view_.Quoted(range.begin) && IsSpeech(range)) return true;
    for (uint32_t t = range.begin; t < range.end; ++t) {
      const bool highest = tree_.head(t) == t || !holds(tree_.head(t));
      if (!highest || !IsFinite(t)) continue;
      if (known) return true;
      if (tree_.dep(t) == Dep::kCcomp && tree_.head(t) == attribution.cue && !Should(t)) return true;
    }
  }
  return false;
}

bool SpeechFinder::Should(uint32_t verb) const {
  const auto children = tree_.children(verb);
  return std::any_of(children.begin(), children.end(), [&](uint32_t c) { return tree_.tag(c) == "MD"; });
}

void SpeechFinder::FindLearned() {
  learned_.assign(tree_.size(), false);
  for (const Attribution& attribution : book_.annotation().attributions) {
    if (attribution.source < 0 || !SaysSo(attribution)) continue;
    Utterance utterance;
    utterance.speaker = SpeakerAt(static_cast<uint32_t>(attribution.source));
    utterance.cue = static_cast<int32_t>(attribution.cue);
    if (utterance.speaker < 0) continue;
    learned_cues_.insert(attribution.cue);
    for (const TokenRange& range : attribution.content) {
      utterance.content = range;
      utterance.direct = view_.Quoted(range.begin) && view_.Quoted(range.end - 1);
      book_.annotation().utterances.push_back(utterance);
      std::fill(learned_.begin() + range.begin, learned_.begin() + range.end, true);
    }
  }
}

bool SpeechFinder::Known(uint32_t cue) const { return learned_cues_.contains(cue); }

bool SpeechFinder::Known(const Quote& quote) const {
  const auto begin = learned_.begin() + quote.content.begin, end = learned_.begin() + quote.content.end;
  return 2 * std::count(begin, end, true) > end - begin;
}

// The mention of a subject; one that is no actor ("sources", "the report") gets a voice of its own, so that its words
// are not taken for the author's.
int32_t SpeechFinder::SpeakerAt(uint32_t noun) {
  if (book_.MentionAt(noun) >= 0) return book_.MentionAt(noun);
  if (tree_.tag(noun).starts_with("W")) {
    // "…, who said": whoever the clause describes.
    const uint32_t verb = tree_.head(noun);
    return tree_.dep(verb) == Dep::kRelcl ? SpeakerAt(tree_.head(verb)) : -1;
  }
  // "Many say", "at least 21,000 said".
  const std::string_view tag = tree_.tag(noun);
  const bool counted = tag == "CD" || tag == "DT" || tag.starts_with("JJ");
  const int32_t determiner = tree_.ChildOf(noun, Dep::kDet);
  const bool nobody = determiner >= 0 && tree_.lemma(static_cast<uint32_t>(determiner)) == "no";
  if ((!tree_.IsNoun(noun) && !counted) || nobody) return -1;
  if (const auto known = voices_.find(noun); known != voices_.end()) return known->second;
  Mention voice;
  voice.head = noun;
  voice.kind = MentionKind::kNominal;
  voice.tokens = book_.PhraseOf(noun, true);
  TokenRange name = book_.PhraseOf(noun, false);
  while (name.begin < noun && (tree_.tag(name.begin) == "DT" || tree_.tag(name.begin) == "PRP$")) ++name.begin;
  voice.actors = {book_.ActorOf({"", book_.TextOf({name.begin, noun + 1}), "", ActorKind::kUnknown, "", ""})};
  voice.confidence = kVoiceConfidence;
  return voices_.emplace(noun, book_.AddSpeaker(std::move(voice))).first->second;
}

// The mention that speaks through a reporting verb.
int32_t SpeechFinder::SpeakerOf(uint32_t cue) {
  uint32_t verb = cue;
  for (int step = 0; step < 4; ++step) {
    // Of two subjects, which only a garden path gives, the one beside the verb speaks.
    int32_t subject = -1;
    for (uint32_t c : tree_.children(verb)) {
      const Dep dep = tree_.dep(c);
      const bool speaks = dep == Dep::kNsubj || (dep == Dep::kNsubjpass && verb != cue);
      if (speaks && (subject < 0 || c < verb)) subject = static_cast<int32_t>(c);
    }
    // A subject shared from a verb above speaks only where it is an actor: a voice is never guessed.
    if (subject >= 0) return verb == cue ? SpeakerAt(subject) : book_.MentionAt(subject);
    const Dep dep = tree_.dep(verb);
    // "a statement saying that", "Peres, speaking in Oslo, said".
    if (dep == Dep::kAcl || dep == Dep::kRelcl) return SpeakerAt(tree_.head(verb));
    const bool shares =
        dep == Dep::kConj || dep == Dep::kAdvcl || dep == Dep::kXcomp || dep == Dep::kPcomp || dep == Dep::kPrep;
    if (!shares || tree_.head(verb) == verb) return -1;
    verb = tree_.head(verb);
  }
  return -1;
}

// The reporting verb nearest to one side of a quotation, within its sentence.
int32_t SpeechFinder::CueNear(uint32_t begin, uint32_t end, bool backwards) const {
  int32_t found = -1;
  for (uint32_t t = begin; t < end; ++t) {
    if (!tree_.IsVerb(t) || !dictionary_.Speaks(tree_.lemma(t), "direct")) continue;
    if (!backwards) return static_cast<int32_t>(t);
    found = static_cast<int32_t>(t);
  }
  return found;
}

bool SpeechFinder::AttributeByCue(const Quote& quote, Utterance& out) {
  const std::vector<TokenRange>& sentences = tree_.document().sentences;
  // After the closing mark: "…," he added.
  if (quote.close < tree_.size()) {
    const uint32_t begin = quote.close + 1;
    uint32_t end = begin;
    while (end < tree_.size() && end - begin < kCueWindowTokens && !view_.StartsParagraph(end) &&
           tree_.text(end) != "." && !OpensQuote(tree_.text(end))) {
      ++end;
    }
    out.cue = begin < end ? CueNear(begin, end, false) : -1;
    if (out.cue >= 0) out.speaker = SpeakerOf(static_cast<uint32_t>(out.cue));
    if (out.speaker >= 0) return true;
  }
  // Before the opening mark: X proclaimed: "…
  uint32_t begin = sentences[tree_.sentence(quote.open)].begin;
  if (begin == quote.open && quote.open > 0 && !view_.StartsParagraph(quote.open) &&
      (tree_.text(quote.open - 1) == ":" || tree_.text(quote.open - 1) == ",")) {
    begin = sentences[tree_.sentence(quote.open - 1)].begin;
  }
  out.cue = CueNear(begin, quote.open, true);
  if (out.cue >= 0) out.speaker = SpeakerOf(static_cast<uint32_t>(out.cue));
  return out.speaker >= 0;
}

void SpeechFinder::AttributeQuotes() {
  int32_t last_speaker = -1;
  uint32_t last_end = 0;
  for (const Quote& quote : view_.quotes()) {
    if (!IsSpeech(quote.content) || Known(quote)) continue;
    Utterance utterance;
    utterance.content = quote.content;
    utterance.direct = true;
    if (!AttributeByCue(quote, utterance)) {
      // A quotation that goes on after its cue, in the same or the next sentence, is the same speaker's.
      const bool goes_on = last_speaker >= 0 && tree_.sentence(quote.open) <= tree_.sentence(last_end) + 1;
      utterance.speaker = goes_on ? last_speaker : -1;
    }
    if (utterance.speaker >= 0) {
      last_speaker = utterance.speaker;
      last_end = std::min(quote.close, tree_.size() - 1);
    }
    book_.annotation().utterances.push_back(utterance);
  }
}

TokenRange SpeechFinder::SubtreeOf(uint32_t token) const {
  TokenRange range{token, token + 1};
  std::vector<uint32_t> open = {token};
  while (!open.empty()) {
    const uint32_t t = open.back();
    open.pop_back();
    range.begin = std::min(range.begin, t);
    range.end = std::max(range.end, t + 1);
    for (uint32_t c : tree_.children(t)) open.push_back(c);
  }
  return range;
}

// The words of a clause; where the cue stands in its midst ("The talks, he said, had failed") they are two stretches.
void SpeechFinder::AddClause(uint32_t cue, uint32_t clause, int32_t speaker) {
  if (speaker < 0) return;
  Utterance utterance;
  utterance.cue = static_cast<int32_t>(cue);
  utterance.speaker = speaker;
  const TokenRange whole = SubtreeOf(clause);
  auto add = [&](TokenRange part) {
    while (!part.empty() && tree_.dep(part.begin) == Dep::kPunct) ++part.begin;
    while (!part.empty() && tree_.dep(part.end - 1) == Dep::kPunct) --part.end;
    utterance.content = part;
    if (!part.empty()) book_.annotation().utterances.push_back(utterance);
  };
  if (cue < whole.begin || cue >= whole.end) return add(whole);
  // The cue with its own subject and objects lies between.
  TokenRange aside{cue, cue + 1};
  for (uint32_t c : tree_.children(cue)) {
    if (c == clause || tree_.dep(c) == Dep::kPunct) continue;
    const TokenRange part = SubtreeOf(c);
    aside = {std::min(aside.begin, part.begin), std::max(aside.end, part.end)};
  }
  add({whole.begin, std::max(whole.begin, aside.begin)});
  add({std::min(whole.end, aside.end), whole.end});
}

// Whose "claim that", "the warning by": its owner, the one it comes from, or the subject that makes it.
int32_t SpeechFinder::OwnerOf(uint32_t noun) {
  for (Dep dep : {Dep::kPoss, Dep::kAmod, Dep::kCompound}) {
    const int32_t owner = tree_.ChildOf(noun, dep);
    if (owner < 0) continue;
    if (dep == Dep::kPoss) return SpeakerAt(static_cast<uint32_t>(owner));
    if (book_.MentionAt(static_cast<uint32_t>(owner)) >= 0) return book_.MentionAt(static_cast<uint32_t>(owner));
  }
  for (std::string_view preposition : {"by", "from", "of"}) {
    const int32_t source = tree_.PrepObject(noun, preposition);
    if (source >= 0) return SpeakerAt(static_cast<uint32_t>(source));
  }
  const Dep dep = tree_.dep(noun);
  const uint32_t verb = tree_.head(noun);
  return dep == Dep::kDobj && tree_.IsVerb(verb) ? SpeakerOf(verb) : -1;
}

// "Tehran's claim that …", "issued a warning that …".
void SpeechFinder::FindNouns() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (!tree_.IsNoun(t) || !dictionary_.Speaks(tree_.lemma(t), "noun") || Known(t)) continue;
    for (uint32_t c : tree_.children(t)) {
      const bool clause = tree_.dep(c) == Dep::kAcl || tree_.dep(c) == Dep::kCcomp;
      const int32_t mark = clause ? tree_.ChildOf(c, Dep::kMark) : -1;
      if (mark >= 0 && tree_.lemma(static_cast<uint32_t>(mark)) == "that") AddClause(t, c, OwnerOf(t));
    }
  }
}

void SpeechFinder::FindIndirect() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (!tree_.IsVerb(t) || tree_.IsPassive(t) || Known(t)) continue;
    const std::string_view lemma = tree_.lemma(t);
    const bool clause = dictionary_.Speaks(lemma, "clause");
    const bool object = dictionary_.Speaks(lemma, "obj");
    if (!clause && !object) continue;
    // "The talks, he said, had failed": the cue hangs from what is said.
    const uint32_t above = tree_.head(t);
    if (clause && tree_.document().tokens[t].dep == "parataxis" && tree_.IsVerb(above))
      AddClause(t, above, SpeakerOf(t));
    for (uint32_t c : tree_.children(t)) {
      const bool said = (clause && tree_.dep(c) == Dep::kCcomp) ||
                        (object && (tree_.dep(c) == Dep::kDobj || tree_.dep(c) == Dep::kPrep));
      if (!said) continue;
      AddClause(t, c, SpeakerOf(t));
    }
  }
}

// "According to X, …": the rest of the sentence.
void SpeechFinder::FindAccording() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if ((tree_.lemma(t) != "accord" && tree_.lemma(t) != "according") || Known(t)) continue;
    const int32_t source = tree_.PrepObject(t, "to");
    const int32_t speaker = source < 0 ? -1 : SpeakerAt(static_cast<uint32_t>(source));
    if (speaker < 0) continue;
    Utterance utterance;
    utterance.content = tree_.document().sentences[tree_.sentence(t)];
    utterance.cue = static_cast<int32_t>(t);
    utterance.speaker = speaker;
    book_.annotation().utterances.push_back(utterance);
  }
}

}  // namespace entente
