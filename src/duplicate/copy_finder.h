// Which documents are one story printed several times: wire copies under other titles, trimmed, or with a paragraph
// more.
//
// One pass over sketches: place by place, documents with the same minimum meet; where their sketches agree as copies'
// would, their shingles decide. The seam for millions: sketches are all that is kept in memory, and 20 bytes a document
// beside them (ten million: 1.4 GiB in all, bench/copies_bench.cc); texts are asked for only where two must be
// compared. Pure functions.
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
// for candidates only. Transitive. Cost: linear in the documents (a few microseconds each), and a text or two for each
// copy.
std::vector<uint32_t> GroupCopies(std::span<const DocumentSketch> sketches,
                                  const std::function<std::string(uint32_t)>& text_of);

}  // namespace entente
