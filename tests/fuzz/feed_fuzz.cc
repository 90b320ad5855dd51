// Bytes as a feed and as an OPML list: no crash, and every document has a name and is valid UTF-8. The first byte
// chooses what the HTTP header says.
#include <sstream>

#include "base/utf8.h"
#include "feed/feed_reader.h"
#include "feed/opml.h"
#include "fuzz.h"

using entente::fuzz::Demand;

namespace {

constexpr const char* kTypes[] = {"",
                                  "text/xml",
                                  "text/xml; charset=utf-8",
                                  "text/xml; charset=iso-8859-1",
                                  "application/xml; charset=shift_jis",
                                  "text/xml; charset=utf-16"};

bool IsUtf8(const std::string& text) { return entente::FirstInvalidUtf8(text) == text.size(); }

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  entente::InputHints hints;
  hints.url = "https://a.example/b/feed";
  if (!bytes.empty() && bytes[0] < '\x06' && bytes[0] >= 0) {
    hints.content_type = kTypes[static_cast<size_t>(bytes[0])];
    bytes.erase(0, 1);
  }
  std::istringstream in(bytes);
  const entente::DocumentSink sink{
      [](entente::Document document) {
        Demand(!document.id.empty(), "documents have a name");
        Demand(IsUtf8(document.text) && IsUtf8(document.title) && IsUtf8(document.outlet) && IsUtf8(document.id),
               "UTF-8");
        return true;
      },
      [](const entente::InputProblem& problem) { Demand(!problem.status.ok(), "problems are errors"); }};
  Demand(entente::MakeFeedReader(hints)->Read(in, "f", sink).ok(), "a string can always be read");
  const auto list = entente::ParseOpml(bytes, {hints.content_type, "", hints.url});
  Demand(!list.ok() || list->size() <= 100000, "lists are bounded");
  return 0;
}
