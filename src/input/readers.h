// The readers of this room: what the dispatcher chooses from, beside those of `html` and `feed`.
#pragma once

#include <memory>

#include "input/input.h"
#include "text/reader.h"

namespace entente {

// One document of the whole input. Problems: text.empty, text.too_large, text.binary, text.invalid_utf8.
std::unique_ptr<Reader> MakeTextReader(InputHints hints = {});
// One JSON object a line. Problems: ndjson.bad_json, ndjson.no_text, text.invalid_utf8, text.too_large.
std::unique_ptr<Reader> MakeNdjsonReader(InputOptions options = {});
// An array of JSON objects, or objects one after the other, over any number of lines. Problems: json.bad_json,
// json.no_text, text.invalid_utf8, text.too_large.
std::unique_ptr<Reader> MakeJsonReader(InputOptions options = {});
// A table with a header (RFC 4180). `separator`: 0 = the one the header has. Problems: csv.no_text_column, csv.no_text,
// csv.unclosed_quote, text.too_large.
std::unique_ptr<Reader> MakeCsvReader(char separator, InputOptions options = {});

}  // namespace entente
