// Task of train/articles.py.
#pragma once

#include "train/features.h"

namespace entente::train {

// `path`: a list of pages, a file a line. Prints {"id","names","texts","rows"} for each page: its blocks.
Status DumpPageBlocks(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print);

}  // namespace entente::train
