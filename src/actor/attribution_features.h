// What the models of attribution look at: the features of their four decisions.
//
// speech_cue      is this token the head of a cue ("said", "according", "claim")?
// speech_source   is this token the head of the cue's source? Or is there none?
// speech_content  does this subtree, seen from the cue, belong to what is said: wholly, not, or in part?
// speech_next     does what is said go on in this neighbouring sentence?
// Training (train/speech.py) and finding use the same functions. They add to `out`; they do not clear it.
#pragma once

#include <cstdint>
#include <string>

#include "actor/speech_view.h"
#include "learn/features.h"

namespace entente {

// Tags that can head a cue.
bool MayBeCue(const SpeechView& view, uint32_t token);
void AddCueFeatures(const SpeechView& view, uint32_t token, Features& out);
// What cues are recognised by whatever else stands there: its name is in the model where the word was seen as one.
void AddCueWord(const SpeechView& view, uint32_t token, Features& out);

// Tokens of the cue's sentence that can head a source.
bool MayBeSource(const SpeechView& view, uint32_t token);
// `source` -1: that there is none.
void AddSourceFeatures(const SpeechView& view, uint32_t cue, int32_t source, Features& out);

// A subtree, or a single token of the path from the cue to its root.
struct Piece {
  uint32_t token = 0;
  bool on_path = false;
  uint32_t level = 0;  // steps from the cue to the token of the path it hangs from
  std::string up;      // labels of these steps, "ccomp^conj"
  std::string down;    // labels of the pieces that were opened to come to it, "/prep/pobj"
};
void AddContentFeatures(const SpeechView& view, uint32_t cue, int32_t source, const Piece& piece, Features& out);

// A sentence beside those already said.
struct Neighbour {
  uint32_t sentence = 0;
  uint32_t steps = 1;  // from the cue's sentence
  bool after = true;
  Tokens part;          // its quoted words; where it has none, all
  bool quoted = false;  // whether it has some
};
// `content`: what is said in the cue's own sentence, ascending.
void AddNextFeatures(const SpeechView& view, uint32_t cue, const Tokens& content, const Neighbour& neighbour,
                     Features& out);

}  // namespace entente
