// WarcReader: web archives (ISO 28500, WARC 0.17 to 1.1), record by record.
//
// Pages of HTTP responses, resources and conversions are read by their content, with the declared type, address and day
// as hints; a document that has no id of its own is named by its address. Requests, revisits, metadata and what is no
// page are skipped, counted under warc.*. Where records do not follow as they should, reading goes on at the next one.
#pragma once

#include <memory>

#include "input/dispatcher.h"

namespace entente {

// Problems: warc.corrupt, warc.truncated, http.*, gzip.*, and those of the pages. `members` must outlive the reader.
std::unique_ptr<Reader> MakeWarcReader(MemberReader& members);

}  // namespace entente
