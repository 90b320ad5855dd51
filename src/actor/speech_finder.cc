#include "actor/speech_finder.h"

#include <algorithm>

namespace entente {
namespace {

// Shorter quotations are names and words held at arm's length, not speech.
constexpr uint32_t kMinQuoteTokens = 4;
constexpr uint32_t kCueWindowTokens = 14;

bool Opens(std::string_view text) { return text == "\u201c" || text == "``"; }
bool Closes(std::string_view text) { return text == "\u201d" || text == "''"; }
bool Straight(std::string_view text) { return text == "\""; }

}  // namespace

void SpeechFinder::Find() {
  AttributeQuotes();
  FindIndirect();
  FindAccording();
  std::vector<Utterance>& all = book_.annotation().utterances;
  std::stable_sort(all.begin(), all.end(), [](const Utterance& a, const Utterance& b) {
    return a.content.begin != b.content.begin ? a.content.begin < b.content.begin : a.content.end > b.content.end;
  });
}

bool SpeechFinder::StartsParagraph(uint32_t token) const {
  if (token == 0) return true;
  const std::vector<Token>& tokens = tree_.document().tokens;
  const std::string_view gap = Slice(tree_.document().text, {tokens[token - 1].span.begin, tokens[token].span.begin});
  return std::count(gap.begin(), gap.end(), '\n') >= 1;
}

// A mark that opens a paragraph while a quotation is open continues it; an unclosed one ends with its paragraph.
std::vector<SpeechFinder::Quote> SpeechFinder::Quotes() const {
  std::vector<Quote> out;
  bool open = false;
  Quote current;
  auto close_at = [&](uint32_t t) {
    current.content.end = t;
    current.close = t;
    if (current.content.end > current.content.begin) out.push_back(current);
    open = false;
  };
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    const std::string_view text = tree_.text(t);
    const bool starts = StartsParagraph(t);
    const bool mark = Opens(text) || Straight(text) || Closes(text);
    if (open && starts && !(Opens(text) || Straight(text))) close_at(t);
    if (!mark) continue;
    if (open && starts && (Opens(text) || Straight(text))) continue;
    if (!open && !Closes(text)) {
      open = true;
      current = Quote{{t + 1, t + 1}, t, t};
    } else if (open && !Opens(text)) {
      close_at(t);
    }
  }
  if (open) close_at(tree_.size());
  std::erase_if(out, [](const Quote& quote) { return quote.content.end - quote.content.begin < kMinQuoteTokens; });
  return out;
}

// The mention that speaks through a reporting verb.
int32_t SpeechFinder::SpeakerOf(uint32_t cue) const {
  uint32_t verb = cue;
  for (int step = 0; step < 4; ++step) {
    for (uint32_t c : tree_.children(verb)) {
      const bool subject = tree_.dep(c) == Dep::kNsubj || (tree_.dep(c) == Dep::kNsubjpass && verb != cue);
      if (!subject) continue;
      if (book_.MentionAt(c) >= 0) return book_.MentionAt(c);
      // "A spokesman for the ministry said": a phrase the finders gave no actor speaks for nobody we know.
      return -1;
    }
    const Dep dep = tree_.dep(verb);
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

bool SpeechFinder::AttributeByCue(const Quote& quote, Utterance& out) const {
  const std::vector<TokenRange>& sentences = tree_.document().sentences;
  // After the closing mark: "…," he added.
  if (quote.close < tree_.size()) {
    const uint32_t begin = quote.close + 1;
    uint32_t end = begin;
    while (end < tree_.size() && end - begin < kCueWindowTokens && !StartsParagraph(end) && tree_.text(end) != "." &&
           !Opens(tree_.text(end))) {
      ++end;
    }
    out.cue = begin < end ? CueNear(begin, end, false) : -1;
    if (out.cue >= 0) out.speaker = SpeakerOf(static_cast<uint32_t>(out.cue));
    if (out.speaker >= 0) return true;
  }
  // Before the opening mark: X proclaimed: "…
  uint32_t begin = sentences[tree_.sentence(quote.open)].begin;
  if (begin == quote.open && quote.open > 0 && !StartsParagraph(quote.open) &&
      (tree_.text(quote.open - 1) == ":" || tree_.text(quote.open - 1) == ",")) {
    begin = sentences[tree_.sentence(quote.open - 1)].begin;
  }
  out.cue = CueNear(begin, quote.open, true);
  if (out.cue >= 0) out.speaker = SpeakerOf(static_cast<uint32_t>(out.cue));
  return out.speaker >= 0;
}

void SpeechFinder::AttributeQuotes() {
  const std::vector<Quote> quotes = Quotes();
  int32_t last_speaker = -1;
  uint32_t last_end = 0;
  for (const Quote& quote : quotes) {
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

void SpeechFinder::FindIndirect() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (!tree_.IsVerb(t) || tree_.IsPassive(t)) continue;
    const std::string_view lemma = tree_.lemma(t);
    const bool clause = dictionary_.Speaks(lemma, "clause");
    const bool object = dictionary_.Speaks(lemma, "obj");
    if (!clause && !object) continue;
    for (uint32_t c : tree_.children(t)) {
      const bool said = (clause && tree_.dep(c) == Dep::kCcomp) ||
                        (object && (tree_.dep(c) == Dep::kDobj || tree_.dep(c) == Dep::kPrep));
      if (!said) continue;
      Utterance utterance;
      utterance.content = SubtreeOf(c);
      // A clause before its verb ("…, he said") must not take the verb in.
      if (utterance.content.begin <= t && t < utterance.content.end) continue;
      utterance.cue = static_cast<int32_t>(t);
      utterance.speaker = SpeakerOf(t);
      if (utterance.speaker >= 0) book_.annotation().utterances.push_back(utterance);
    }
  }
}

// "According to X, …": the rest of the sentence.
void SpeechFinder::FindAccording() {
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (tree_.lemma(t) != "accord" && tree_.lemma(t) != "according") continue;
    const int32_t source = tree_.PrepObject(t, "to");
    if (source < 0 || book_.MentionAt(static_cast<uint32_t>(source)) < 0) continue;
    Utterance utterance;
    utterance.content = tree_.document().sentences[tree_.sentence(t)];
    utterance.cue = static_cast<int32_t>(t);
    utterance.speaker = book_.MentionAt(static_cast<uint32_t>(source));
    book_.annotation().utterances.push_back(utterance);
  }
}

}  // namespace entente
