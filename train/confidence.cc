// Task confidence: every statement that is coded in NDJSON documents, before the least likely are left out, with what
// its confidence is made from.
#include "train/confidence.h"

#include "entente/input.h"
#include "entente/statement.h"
#include "syntax/tree.h"
#include "text/blocks.h"
#include "input/input.h"

namespace entente::train {

Status DumpConfidence(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print) {
  const DocumentSink sink{
      [&](Document document) {
        const ParsedDocument parsed = rooms.model->ParseBlocks(document.text, BlocksOf(document.text));
        const Tree tree(parsed);
        const ActorAnnotation actors = rooms.actors.Find(tree, document.published_date);
        const ValueAnnotation values = rooms.values.Find(tree, document.published_date);
        for (const TracedCandidate& one : rooms.coder.Explain(document, tree, actors, values)) {
          if (!one.judged) continue;
          print("{\"statement\":" + ToJson(one.statement) + ",\"features\":" + ToJson(one.features) + "}");
        }
        return true;
      },
      [](const InputProblem&) {}};
  return ReadInput(path, InputKind::kNdjson, sink);
}

}  // namespace entente::train
