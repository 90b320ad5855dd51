// What the fuzz targets of readers share: bytes read, and the laws that hold for whatever comes out.
#pragma once

#include <sstream>
#include <string>

#include "base/utf8.h"
#include "fuzz.h"
#include "input/input.h"

namespace entente::fuzz {

inline bool IsUtf8(const std::string& text) { return FirstInvalidUtf8(text) == text.size(); }

// Entries of feeds may be without text where they say where it is: by an address, an id of their own, a date, a name.
inline bool SaysSomething(const Document& document) {
  return !document.text.empty() || !document.url.empty() || document.published_date || !document.authors.empty() ||
         document.id.find('#') == std::string::npos;
}

// Documents are valid UTF-8 and say something; problems have codes and names that may be printed.
inline DocumentSink LawfulSink(const char* what) {
  return {[what](const Document& document) {
            Demand(IsUtf8(document.text) && SaysSomething(document), what);
            Demand(!document.id.empty() && IsUtf8(document.id) && IsUtf8(document.title), "an id, in UTF-8");
            return true;
          },
          [](const InputProblem& problem) {
            Demand(!problem.status.ok() && !problem.status.id().empty(), "problems are errors");
            Demand(PrintableName(problem.input) == problem.input, "names may be printed");
          },
          [](std::string_view reason) { Demand(!reason.empty(), "reasons have codes"); }};
}

inline void ReadLawfully(const Reader& reader, std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  Demand(reader.Read(in, "fuzz", LawfulSink("text is UTF-8")).ok(), "a string can always be read");
}

inline void ReadLawfully(const std::string& name, std::string_view bytes, const InputHints& hints = {}) {
  Demand(ReadBytes(name, bytes, hints, LawfulSink("text is UTF-8")).ok(), "bytes can always be read");
}

}  // namespace entente::fuzz
