// Known mediations, quarrels without a go-between and spoilers, beside event streams: what brokers are judged and
// fitted on. Cases: tab-separated, columns id, dataset, A, A_regex, B, B_regex, brokers, secondary, start, end, and
// kind (mediation, none, spoiler; absent: mediation). Sides and brokers are names as the engine resolves them; where a
// side has a regular expression, it is the actors of the stream whose names match (for judging only).
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "broker/stream_brokers.h"
#include "stream/stream_reader.h"

namespace entente {

struct BrokerCase {
  std::string id, kind, dataset;
  std::array<std::string, 2> sides, patterns;
  std::vector<std::string> brokers, secondary;  // keys
  DayWindow window;
};

// Streams by the name cases have for them, each loaded when it is first asked for.
class BrokerStreams {
 public:
  // `folder`: icews0515.tsv.gz, icews18.tsv.gz, icews14.train_valid.tsv.gz. Errors: data.*.
  static Result<BrokerStreams> Open(std::string folder);
  // Errors: io.*, stream.*; eval.bad_gold for a dataset that is none of them.
  Result<const EventColumns*> Columns(const std::string& dataset);
  // Errors: io.*, eval.bad_gold.
  Result<std::vector<BrokerCase>> ReadCases(const std::string& path) const;
  // Errors: those of Columns; eval.bad_gold for a pattern that is none.
  Result<std::array<StreamSide, 2>> Sides(const BrokerCase& one);
  const StreamBrokerModel& model() const { return model_; }

 private:
  Status FillSide(const BrokerCase& one, size_t side, const EventColumns& columns, StreamSide& out);
  std::string KeyOf(std::string_view name) const;
  std::vector<std::string> KeysOf(std::string_view list) const;

  std::string folder_;
  StreamTools tools_;
  StreamBrokerModel model_;
  std::map<std::string, EventColumns> columns_;
  std::map<std::pair<std::string, std::string>, std::vector<StreamActorId>> matches_;  // by dataset and pattern
};

}  // namespace entente
