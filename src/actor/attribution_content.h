// What a cue says: which subtrees of its sentence, and which neighbouring sentences. The walk; the decisions are the
// caller's: a model's when reading, a human's when training.
#pragma once

#include <functional>

#include "actor/attribution_features.h"

namespace entente {

enum class Part { kIn, kOut, kOpenIn, kOpenOut };  // open: ask for each child; the token itself is in or out

// `may_open` false: only kIn and kOut are wanted.
using PieceDecision = std::function<Part(const Piece& piece, bool may_open)>;
// The tokens of the cue's sentence that are said, ascending.
Tokens ContentInSentence(const SpeechView& view, uint32_t cue, const PieceDecision& decide);

using NextDecision = std::function<bool(const Neighbour& neighbour)>;
// `content` with what goes on in the sentences after and before the cue's, ascending.
Tokens ContentBeyond(const SpeechView& view, uint32_t cue, const Tokens& content, const NextDecision& decide);

// As ranges: marks between words that are said belong to them; none at the ends.
std::vector<TokenRange> RangesOf(const SpeechView& view, const Tokens& content);

}  // namespace entente
