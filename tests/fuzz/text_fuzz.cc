// Laws: documents are valid UTF-8; their blocks are disjoint, in order, inside the text. Byte 0 chooses the reader.
#include <sstream>

#include "base/utf8.h"
#include "fuzz.h"
#include "input/readers.h"
#include "text/blocks.h"

using entente::fuzz::Demand;

namespace {

bool Check(const entente::Document& document) {
  Demand(entente::FirstInvalidUtf8(document.text) == document.text.size(), "text is UTF-8");
  uint32_t from = 0;
  for (entente::Span block : entente::BlocksOf(document.text)) {
    Demand(block.begin >= from && block.begin < block.end && block.end <= document.text.size(), "blocks in order");
    from = block.end;
  }
  entente::DateLineOf(document.text);
  return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto reader = data[0] % 2 == 0 ? entente::MakeTextReader() : entente::MakeNdjsonReader();
  std::istringstream in(std::string(entente::fuzz::ViewOf(data + 1, size - 1)));
  entente::DocumentSink sink;
  sink.document = [](const entente::Document& document) { return Check(document); };
  sink.problem = [](const entente::InputProblem& problem) { Demand(!problem.status.ok(), "problems are errors"); };
  Demand(reader->Read(in, "fuzz", sink).ok(), "a string can always be read");
  return 0;
}
