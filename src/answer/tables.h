// Everything an Answerer reads from data/. Immutable after Load.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "answer/answerer.h"
#include "answer/phrasebook.h"
#include "answer/question_tables.h"

namespace entente {

struct Answerer::Tables {
  RelationWeights weights;
  BrokerWeights broker_weights;
  Phrasebook phrases;
  QuestionTables questions;
};

}  // namespace entente
