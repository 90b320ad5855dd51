// What bytes are, by their beginning.
//
// Pure functions. Content counts first; a declared type or a file name only decides where content leaves it open.
#pragma once

#include <string>
#include <string_view>

#include "text/reader.h"

namespace entente {

inline constexpr size_t kSniffBytes = 4096;

enum class Form {
  kText,
  kHtml,
  kFeed,
  kWarc,
  kNdjson,
  kJson,
  kCsv,
  kTsv,
  kGzip,
  kZstd,
  kZip,
  kUtf16,   // with its byte-order mark; what it holds is seen after conversion
  kXml,     // well-known to be no feed and no page
  kBinary,  // pictures, programs, other archives
};

struct Sniffed {
  Form form = Form::kText;
  std::string_view what;  // of kBinary and kXml: "a PDF", for the message
};

// `head`: the first kSniffBytes, or all there is. `name`: its ending may help. `options`: own column names make a table
// out of what else were text. Cost: linear in `head`.
Sniffed Sniff(std::string_view head, const std::string& name, const InputHints& hints, const InputOptions& options);

}  // namespace entente
