// What a pair of reports has in common: the features that data/learned/same_event.linear weighs.
//
// Pure functions.
#pragma once

#include "duplicate/event_report.h"
#include "learn/features.h"

namespace entente {

// Could the two tell one event at all: do their words, senses or types have anything in common?
bool MayBeSame(const ReportBook::Entry& a, const ReportBook::Entry& b);

// Symmetric in a and b. Cost: linear in the words of the two sentences.
void AddPairFeatures(const ReportBook& book, const ReportBook::Entry& a, const ReportBook::Entry& b, Features& out);

}  // namespace entente
