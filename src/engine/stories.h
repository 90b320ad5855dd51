// Which documents of a corpus are one story, noted in each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "duplicate/copy_finder.h"
#include "entente/engine.h"

namespace entente {

// `sketches` beside `documents`. See GroupCopies.
inline void SetStories(std::span<const DocumentSketch> sketches, const std::function<std::string(uint32_t)>& text_of,
                       std::vector<DocumentNote>& documents) {
  const std::vector<uint32_t> stories = GroupCopies(sketches, text_of);
  for (size_t i = 0; i < documents.size(); ++i) documents[i].story = stories[i];
}

}  // namespace entente
