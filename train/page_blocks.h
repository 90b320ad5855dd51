// Task of train/articles.py.
#pragma once

#include "train/features.h"

namespace entente::train {

// `path`: a list of pages, a line each: the file and, behind a tab, the first probabilities of its blocks between
// spaces (for the rows of the second model). Prints {"id","names","texts","rows"} for each page.
Status DumpPageBlocks(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print);

}  // namespace entente::train
