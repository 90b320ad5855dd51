// Task confidence: every statement that is coded in NDJSON documents, before the least likely are left out, with what
// its confidence is made from.
#include "train/confidence.h"

#include "entente/statement.h"

namespace entente::train {

Status DumpConfidence(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print) {
  return ForEachDocument(path, rooms, [&](const ReadDocument& read) {
    for (const TracedCandidate& one : rooms.coder.Explain(read.document, read.tree, read.actors, read.values)) {
      if (!one.judged) continue;
      print("{\"statement\":" + ToJson(one.statement) + ",\"features\":" + ToJson(one.features) + "}");
    }
  });
}

}  // namespace entente::train
