// What EventBook holds, for the files that make up its members.
#pragma once

#include <string>
#include <string_view>

#include "answer/name_book.h"
#include "answer/report_words.h"
#include "broker/stream_brokers.h"
#include "entente/relations.h"
#include "relation/dyad_events.h"
#include "relation/inferred_ties.h"
#include "relation/series_settings.h"
#include "relation/waves.h"
#include "stream/event_columns.h"

namespace entente {

struct EventBook::Rooms {
  EventColumns columns;
  EventWeights weights;
  SeriesSettings settings;
  InferenceWeights inference;
  WaveActs wave_acts;
  NameBook names;
  ReportWords words;
  RelationWeights relation_weights;
  BrokerWeights broker_weights;
  StreamBrokerModel broker_model;
  std::string where;
  std::string scale;

  // Errors: actor.unknown.
  Result<StreamGroupId> GroupOf(std::string_view name) const;
  // Cut to the columns and to as_of.
  DayRange DaysOf(const TimeWindow& window) const;
};

}  // namespace entente
