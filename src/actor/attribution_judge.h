// speech_judge: is a likely cue one, seen beside the others of its sentence and document?
//
// The cue model looks at one word; this one at what became of it: how sure that model is of its rivals, whom and what
// it would attribute, who speaks elsewhere in the document (stacking, Wolpert 1992). Training and finding use the same
// features.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "actor/speech_view.h"
#include "learn/features.h"

namespace entente {

struct CueCandidate {
  uint32_t cue = 0;
  double probability = 0;  // by the cue model
  int32_t source = -1;
  double source_score = 0;  // of the source chosen …
  double none_score = 0;    // … and that there is none
  Tokens content;           // ascending
};

// What a document's candidates tell of one another. A view: both must outlive it. Cost: linear in candidates.
class CandidateView {
 public:
  // `candidates`: in text order.
  CandidateView(const SpeechView& view, const std::vector<CueCandidate>& candidates);
  // The features of candidate `i`; clears `out` first. Cost: the candidates of its sentence.
  void AddFeatures(size_t i, Features& out) const;

 private:
  struct Tally {
    double sum = 0;
    uint32_t count = 0;
  };
  void AddOwn(const CueCandidate& own, Features& out) const;
  void AddSource(const CueCandidate& own, Features& out) const;
  void AddContent(const CueCandidate& own, Features& out) const;
  void AddRivals(size_t i, Features& out) const;
  void AddDocument(size_t i, Features& out) const;

  const SpeechView& view_;
  const std::vector<CueCandidate>& candidates_;
  std::map<std::string_view, Tally> by_cue_;     // lemma
  std::map<std::string_view, Tally> by_source_;  // lemma of the source
};

}  // namespace entente
