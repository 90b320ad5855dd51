// Tasks of train/duplicates.py.
#pragma once

#include "train/features.h"

namespace entente::train {

// `path`: a text a line. Prints {"words":[…]}: its content words, as often as they stand there.
Status DumpContentWords(const std::string& path, const Rooms& rooms,
                        const std::function<void(const std::string&)>& print);

// `path`: a folder of ECB+ files, one corpus. Prints each candidate pair of political mentions: group is the topics of
// the two, label "same" or "other".
Status DumpSameEvent(const std::string& path, const Rooms& rooms, const std::function<void(const std::string&)>& print);

}  // namespace entente::train
