// The weights a relation and a broker are computed with, as read from data/relation: nothing is hidden in code.
//
// Immutable after Load; any thread may read.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/data_files.h"
#include "duplicate/event_grouper.h"
#include "entente/statement.h"
#include "entente/status.h"
#include "relation/outlet_book.h"

namespace entente {

inline constexpr size_t kStatusCount = static_cast<size_t>(StatementStatus::kDenied) + 1;

// When two statements count as one fact; see fact_table.h.
struct DuplicateRules {
  double similarity = 0.8;  // shared words / all words of two evidences
  int days = 3;             // published at most so far apart
  int retelling_days = 7;   // the same for an event told in other words
  // Finds events told in other words; without it only near-identical evidence counts as one.
  std::shared_ptr<const EventGrouper> grouper;
  // Whose outlets are whose; without it every outlet is its own owner.
  std::shared_ptr<const OutletBook> outlets;
};

class RelationWeights {
 public:
  // Reads relation/event_weights.tsv, tie_weights.tsv, status_weights.tsv and settings.tsv, and
  // what EventGrouper and OutletBook read. Errors: data.missing, data.bad_table, data.bad_number, data.bad_model
  // (kInvalidInput), each naming file and row.
  static Result<RelationWeights> Load(const DataFiles& data);

  // [-1, 1]: how much such an event, once it happens, is good for the relation of its two sides. 0 for unknown types.
  double EventWeight(std::string_view type) const;
  // [0, 1]: how much such a tie tells of a relation; its sign is the statement's effect. Unknown kinds: row "other".
  double TieWeight(std::string_view tie) const;
  // [0, 1]: how far the status lets an event or a tie count for the relation …
  double StatusWeight(StatementStatus status) const { return status_[static_cast<size_t>(status)]; }
  // … and an influence for its agent being a broker.
  double InfluenceStatusWeight(StatementStatus status) const { return influence_[static_cast<size_t>(status)]; }
  // REQUIRES: `name` is a row of settings.tsv; Load has checked those that code asks for. 0 otherwise.
  double Setting(std::string_view name) const;
  DuplicateRules duplicate_rules() const;

 private:
  using Table = std::map<std::string, double, std::less<>>;
  Table event_;
  Table tie_;
  Table settings_;
  std::array<double, kStatusCount> status_{};
  std::array<double, kStatusCount> influence_{};
  std::shared_ptr<const EventGrouper> grouper_;
  std::shared_ptr<const OutletBook> outlets_;
};

}  // namespace entente
