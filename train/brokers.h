// Task brokers: for each case and third party, the values of its features.
#pragma once

#include "train/features.h"

namespace entente::train {

// `path`: "CASES.tsv,FOLDER_OF_STREAMS". A line "case" with id, kind, dataset, sides, their events, count of brokers;
// after it a line "party" a third party: key, place (broker, secondary, other), values.
Status DumpBrokers(const std::string& path, const Rooms& rooms, const std::function<void(const std::string&)>& print);

}  // namespace entente::train
