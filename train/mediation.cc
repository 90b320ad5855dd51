// entente_features mediation FILE…: every decision on a third party (src/event/third_party_judge.h).
//
// FILE: NDJSON with "id" and "text". Prints, beside the features, what train/mediation.py needs to find the label: the
// statement that would be written.
#include <string>

#include "entente/statement.h"
#include "train/features.h"

namespace entente::train {

Status DumpMediation(const std::string& path, const Rooms& rooms,
                     const std::function<void(const std::string&)>& print) {
  return ForEachDocument(path, rooms, [&](const ReadDocument& read) {
    for (const ThirdPartyCase& one : rooms.coder.ThirdPartyCases(read.document, read.tree, read.actors, read.values)) {
      print("{\"statement\":" + ToJson(one.statement) + ",\"named\":" + (one.named ? "true" : "false") +
            ",\"features\":" + ToJson(one.features) + "}");
    }
  });
}

}  // namespace entente::train
