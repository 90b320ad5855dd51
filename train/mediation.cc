// entente_features mediation FILE…: every decision on a third party (src/event/third_party_judge.h).
//
// FILE: NDJSON with "id" and "text". Prints, beside the features, what train/mediation.py needs to find the label: the
// statement that would be written.
#include <string>

#include "entente/document.h"
#include "entente/statement.h"
#include "evaluate/gold_lines.h"
#include "syntax/tree.h"
#include "text/blocks.h"
#include "input/input.h"
#include "train/features.h"

namespace entente::train {

Status DumpMediation(const std::string& path, const Rooms& rooms,
                     const std::function<void(const std::string&)>& print) {
  const DocumentSink sink{
      [&](Document document) {
        const ParsedDocument parsed = rooms.model->ParseBlocks(document.text, BlocksOf(document.text));
        const Tree tree(parsed);
        const ActorAnnotation actors = rooms.actors.Find(tree, document.published_date);
        const ValueAnnotation values = rooms.values.Find(tree, document.published_date);
        for (const ThirdPartyCase& one : rooms.coder.ThirdPartyCases(document, tree, actors, values)) {
          print("{\"statement\":" + ToJson(one.statement) + ",\"named\":" + (one.named ? "true" : "false") +
                ",\"features\":" + ToJson(one.features) + "}");
        }
        return true;
      },
      [](const InputProblem&) {}};
  return ReadInput(path, InputKind::kNdjson, sink);
}

}  // namespace entente::train
