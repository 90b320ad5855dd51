// What the tasks of entente_features share.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "actor/actor_finder.h"
#include "base/data_files.h"
#include "entente/language.h"
#include "event/coder.h"
#include "syntax/tree.h"
#include "value/value_finder.h"

namespace entente::train {

struct Rooms {
  std::shared_ptr<const LanguageModel> model;
  ActorFinder actors;
  ValueFinder values;
  Coder coder;
  DataFiles files;
};

// A document as the coder sees it.
struct ReadDocument {
  const Document& document;
  const Tree& tree;
  const ActorAnnotation& actors;
  const ValueAnnotation& values;
};

// Calls `take` with each document of NDJSON. Errors: io.unreadable.
Status ForEachDocument(const std::string& path, const Rooms& rooms,
                       const std::function<void(const ReadDocument&)>& take);

// With the tables in `data_dir`; empty: those in the binary. Errors: model.*, data.*.
Result<Rooms> OpenRooms(const std::string& model_path, const std::string& data_dir = {});

// Reads the data set at `path`, calls `print` with a line for each record.
using TaskFunction = Status (*)(const std::string& path, const Rooms& rooms,
                                const std::function<void(const std::string&)>& print);

Status DumpFactuality(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print);
Status DumpMediation(const std::string& path, const Rooms& rooms, const std::function<void(const std::string&)>& print);

}  // namespace entente::train
