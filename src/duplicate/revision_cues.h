// RevisionCues: does a document say of itself that it is a later version of a story (data/duplicate/revision_cues.tsv)?
//
// Immutable after Load; any thread may read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

class RevisionCues {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<RevisionCues> Load(const DataFiles& files);

  // "retracted", "corrected", "updated", the gravest that it says; empty where it says nothing.
  std::string_view KindOf(std::string_view title, std::string_view text) const;

 private:
  struct Cue {
    int kind = 0;  // index of kKinds
    bool start = false;
    std::string words;
  };
  std::vector<Cue> cues_;
};

}  // namespace entente
