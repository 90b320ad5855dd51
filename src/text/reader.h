// Reader: one input to documents, streamed to a sink. The seam for every kind of input.
//
// Bad records are reported and skipped; only an input that cannot be read at all fails. Readers hold no state between
// calls; any thread may use its own. The room `input` chooses one by content.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "entente/document.h"
#include "entente/input.h"
#include "entente/status.h"

namespace entente {

// What is known of an input besides its bytes; each empty where unknown. A reader is made with them.
struct InputHints {
  std::string content_type;          // as declared: "text/html; charset=windows-1252". Bytes count for more than it
  std::string url;                   // where it was got from
  std::optional<Date> fetched_date;  // when; never a date of publication, but no text is younger
  std::string language = {};         // as declared: HTTP's Content-Language
};

class Reader {
 public:
  virtual ~Reader() = default;
  // `name`: the path, "-", or a member's name; a document without an id of its own takes it.
  // Errors: io.* (kIo) where the stream breaks.
  virtual Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const = 0;
};

// Limits that keep memory bounded whatever comes in.
inline constexpr size_t kMaxDocumentBytes = size_t{16} << 20;

}  // namespace entente
