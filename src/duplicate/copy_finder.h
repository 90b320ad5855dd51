// Which documents are one story printed several times: wire copies under other titles, trimmed, or with a paragraph
// more.
//
// In one pass: a document's sketch finds those before it that may be copies, their shingles decide. The seam for
// millions: sketches are all that is kept in memory; texts are asked for only where a candidate must be checked.
// Pure functions.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "duplicate/document_sketch.h"

namespace entente {

// Two documents are copies where the smaller has at least this share of its shingles in the other …
inline constexpr double kCopyContainment = 0.5;
// … and at least so many: short notes share their stock phrases.
inline constexpr uint32_t kFewestShingles = 8;

// For each document the lowest index of its story. `text_of` gives the text of a document by its index; it is called
// for candidates only. Transitive. Cost: linear in the documents, a text or two for each copy.
std::vector<uint32_t> GroupCopies(std::span<const DocumentSketch> sketches,
                                  const std::function<std::string(uint32_t)>& text_of);

}  // namespace entente
