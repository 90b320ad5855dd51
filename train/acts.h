// Features of acts for training; see acts.cc.
#pragma once

#include "train/features.h"

namespace entente::train {

using Print = std::function<void(const std::string&)>;

Status DumpPairs(const std::string& path, const Rooms& rooms, const Print& print);
Status DumpSentences(const std::string& path, const Rooms& rooms, const Print& print);
Status DumpTold(const std::string& path, const Rooms& rooms, const Print& print);
Status DumpRoles(const std::string& path, const Rooms& rooms, const Print& print);

}  // namespace entente::train
