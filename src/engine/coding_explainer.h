// CodingExplainer: one document's coding as tables for people: parse, actors, times, places, candidates and their
// fates.
#pragma once

#include <string>

#include "actor/annotation.h"
#include "entente/language.h"
#include "event/trace.h"
#include "value/annotation.h"

namespace entente {

// One block a sentence; columns are padded with spaces. Cost: linear.
std::string ExplainCoding(const ParsedDocument& parsed, const ActorAnnotation& actors, const ValueAnnotation& values,
                          const Trace& trace);

}  // namespace entente
