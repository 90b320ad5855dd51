// Reading without coding or keeping: what `read --dry-run` prints, and what `read` would store.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "entente/document.h"
#include "entente/input.h"

namespace entente {

// Reads each path in order: files, directories (all files below, sorted; hidden ones skipped), "-" for standard input.
// Problems, also of inputs that cannot be opened, go to the sink; the rest is still read. Memory: one document.
void ReadDocuments(const std::vector<std::string>& paths, const InputOptions& options, const DocumentSink& sink,
                   const std::function<void(const InputProgress&)>& progress = {});

// One JSON object, without a newline: "id", "title", "text", "date" (an ISO 8601 day, or null), "outlet", "authors",
// "language", "url", always all of them in this order. What is unknown is empty. docs/format/document.schema.json.
std::string ToJson(const Document& document);

}  // namespace entente
