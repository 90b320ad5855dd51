#include "entente/reading.h"

#include "input/input.h"

namespace entente {

void ReadDocuments(const std::vector<std::string>& paths, const InputOptions& options, const DocumentSink& sink,
                   const std::function<void(const InputProgress&)>& progress) {
  ReadInputs(paths, options, sink, progress);
}

}  // namespace entente
