// What the judge of events is told of one candidate: how it was found, what the models of acts say of it, who the two
// are and how they stand to the act in the tree, how the text tells it.
//
// Comes after the coders, before ConfidenceModel. A pure function; train/confidence.py learns from exactly these.
#pragma once

#include "event/sentence_acts.h"
#include "event/statement_builder.h"
#include "learn/features.h"

namespace entente {

// `factuality`: of the draft's predicate, as FactualityModel::Of. Cost: two models of acts, once.
void AddEventFeatures(const RoleFinder& roles, const Draft& draft, SentenceActs& acts, double factuality,
                      Features& out);

}  // namespace entente
