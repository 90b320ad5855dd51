// Which documents of a corpus are one story, and which of them are its later versions, noted in each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "duplicate/copy_finder.h"
#include "duplicate/revision_cues.h"
#include "entente/engine.h"

namespace entente {

// `sketches` beside `documents`. See GroupCopies.
void SetStories(std::span<const DocumentSketch> sketches, const std::function<std::string(uint32_t)>& text_of,
                std::vector<DocumentNote>& documents);

struct StoryText {
  std::string title, text;
};

// REQUIRES: stories are set. A document is a later version where one of its story came before it (by day, or else by
// place in `documents`) and it says so itself (RevisionCues), or the same outlet printed that one and another text
// since: then it is "updated". `text_of` is asked for documents of stories with several only.
void SetRevisions(const RevisionCues& cues, const std::function<StoryText(uint32_t)>& text_of,
                  std::vector<DocumentNote>& documents);

}  // namespace entente
