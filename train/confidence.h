// Statements with what their confidence is made from; see confidence.cc.
#pragma once

#include "train/features.h"

namespace entente::train {

Status DumpConfidence(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print);

}  // namespace entente::train
