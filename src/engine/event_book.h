// What EventBook holds, for the files that make up its members.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "answer/name_book.h"
#include "answer/pair_report.h"
#include "answer/report_words.h"
#include "base/data_files.h"
#include "broker/stream_brokers.h"
#include "entente/relations.h"
#include "relation/dyad_events.h"
#include "relation/fact_table.h"
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
  std::function<Result<FactTable>()> facts_of;  // of coded documents; empty where there are none
  std::string ledger_path;                      // empty where events came from files

  // Errors: actor.unknown.
  Result<StreamGroupId> GroupOf(std::string_view name) const;
  // Cut to the columns and to as_of.
  DayRange DaysOf(const TimeWindow& window) const;
  // Who told of imported events, as the ledger's mentions have it.
  void FindReports(std::vector<ReportEvent>& evidence) const;
  // Document and sentence of evidence that coded documents gave.
  void FindSentences(std::vector<ReportEvent>& evidence) const;
  static Result<Rooms> Make(EventColumns columns, const DataFiles& data, const EventBookOptions& options);
};

}  // namespace entente
